import { existsSync } from 'node:fs'
import { ledgerFile, memoryStore } from '@kpi-ledger/adapters'
import { describe, type EventStore, type StoreError } from '@kpi-ledger/core'
import type { EventReader, EventWriter } from '@kpi-ledger/core/store'
import type { Sentences } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { madeOnAppend } from './made-on-append'

/** A reader that may also be able to report new events. */
export type Followable = EventReader & Partial<Pick<EventStore, 'subscribe'>>

/** A copy that was made of a ledger. */
export interface Backup {
  /** The number of events in the copy. */
  readonly events: number
}

/**
 * A store at a URL. It is opened when it is first used; only then is its code loaded and its file
 * created.
 */
export interface StoreHandle {
  /** Its URL without user and password, for messages. */
  readonly url: string
  /** The path of the ledger file, if it is one. */
  readonly file: string | null
  /** Opens it for reading; a missing SQLite file is `Unavailable`, and is not created. */
  readonly toRead: () => Promise<E.Either<StoreError, Followable>>
  /**
   * Opens it read-only: nothing is written, not even files beside it, as read-only media require.
   */
  readonly toReadOnly: () => Promise<E.Either<StoreError, EventReader>>
  /**
   * Opens it for writing; a missing SQLite file is created by the first append, and a ledger file
   * is `NotSupported`.
   */
  readonly toWrite: () => Promise<E.Either<StoreError, EventWriter>>
  /**
   * Copies an SQLite ledger to a new file, even while it is in use; null for any other store.
   */
  readonly backUp: ((to: string) => Promise<E.Either<StoreError, Backup>>) | null
  /** Closes it, if it has been opened. */
  readonly close: () => Promise<void>
}

/** The error for a URL that is not of any known kind of store. */
export interface UnknownStore {
  /** The tag of this error. */
  readonly _tag: 'UnknownStore'
  /** The URL without user and password. */
  readonly url: string
}

/** The forms of URL at which a store can be opened, for messages. */
export const storeURLs =
  'sqlite:FILE, esdb://HOST or kurrentdb://HOST (or with +discover), memory: or a ledger file FILE.ndjson'

/** The sentence for an unknown store, in English. */
export const unknownStoreSentences: Sentences<UnknownStore> = {
  UnknownStore: ({ url }) =>
    url.startsWith(SQLITE)
      ? `${url} ${url === SQLITE ? 'does not name a file' : 'is not the path of a file'}; for a ledger that is only kept in memory, use memory:`
      : `no store can be opened at ${JSON.stringify(url)}; expected ${storeURLs}`,
}

const SQLITE = 'sqlite:'

/**
 * Whether a URL names an SQLite file; SQLite itself takes `:memory:` and `file:…` for something
 * else.
 */
const isSqliteFile = (url: string): boolean => /^sqlite:(?!$|:memory:$|[fF][iI][lL][eE]:)/.test(url)

/** Why a store cannot be opened, as one English sentence. */
export const describeOpening = (error: UnknownStore | StoreError): string =>
  error._tag === 'UnknownStore' ? unknownStoreSentences.UnknownStore(error) : describe(error)

/** A store that the caller has opened and will close. */
export const givenStore = (url: string, store: EventStore): StoreHandle => ({
  url,
  file: null,
  toRead: async () => E.right(store),
  toReadOnly: async () => E.right(store),
  toWrite: async () => E.right(store),
  backUp: null,
  close: async () => undefined,
})

const openFile = (path: string): StoreHandle => {
  const reader = ledgerFile(path)
  const reason = 'a ledger file is read-only; import it into a store instead'
  return {
    url: path,
    file: path,
    toRead: async () => E.right(reader),
    toReadOnly: async () => E.right(reader),
    toWrite: async () => E.left({ _tag: 'NotSupported', operation: `writing to ${path}`, reason }),
    backUp: null,
    close: async () => undefined,
  }
}

const openSqlite = (url: string, file: string): StoreHandle => {
  const open = async () => {
    const { sqliteStore } = await import('@kpi-ledger/adapters/sqlite')
    return sqliteStore(file)()
  }
  let opened: ReturnType<typeof open> | null = null
  const toOpen = async () => {
    const store = await (opened ??= open())
    // A store that cannot be opened now may be opened later.
    if (E.isLeft(store)) opened = null
    return store
  }
  const unmade = madeOnAppend(() => existsSync(file), toOpen)
  /** Whether something is to be recorded; a missing file then counts as an empty ledger. */
  let toRecord = false
  const openReader = async () => {
    const { sqliteReader } = await import('@kpi-ledger/adapters/sqlite')
    return sqliteReader(file)()
  }
  let reader: ReturnType<typeof openReader> | null = null
  const noFile: E.Either<StoreError, never> = E.left({
    _tag: 'Unavailable',
    reason: `${file}: no such file`,
  })
  const toReadOnly = async () => {
    if (!existsSync(file)) return noFile
    const found = await (reader ??= openReader())
    if (E.isLeft(found)) reader = null
    return found
  }
  return {
    url,
    file: null,
    toRead: async () => {
      if (opened === null && !existsSync(file)) return toRecord ? E.right(unmade) : noFile
      const store = await toOpen()
      return E.isLeft(store) && store.left._tag === 'AccessDenied' ? toReadOnly() : store
    },
    toReadOnly,
    toWrite: async () => {
      toRecord = true
      return opened === null && !existsSync(file) ? E.right(unmade) : toOpen()
    },
    backUp: async (to) => {
      const { sqliteBackup } = await import('@kpi-ledger/adapters/sqlite')
      return sqliteBackup(file, to)()
    },
    close: async () => {
      for (const each of [await opened, await reader])
        if (each !== null && E.isRight(each)) each.right.close()
    },
  }
}

const openEventStoreDB = async (url: string): Promise<E.Either<StoreError, StoreHandle>> => {
  const { eventStoreDBStore, withoutCredentials } =
    await import('@kpi-ledger/adapters/eventstoredb')
  return E.map((store: EventStore & { readonly close: () => Promise<void> }) => ({
    ...givenStore(withoutCredentials(url), store),
    close: store.close,
  }))(await eventStoreDBStore(url)())
}

/** A URL without user and password. */
const shown = async (url: string): Promise<string> =>
  (await import('@kpi-ledger/adapters/eventstoredb')).withoutCredentials(url)

/**
 * The store at a URL: `memory:`, `sqlite:FILE`, `esdb://…`, `esdb+discover://…` (`kurrentdb://…`,
 * `kurrentdb+discover://…`), or a ledger file `FILE.ndjson`. It is not contacted yet. Fails with
 * `UnknownStore`, also for a URL that EventStoreDB's client does not accept.
 */
export const openStore = async (
  url: string,
): Promise<E.Either<UnknownStore | StoreError, StoreHandle>> => {
  if (url === 'memory:') return E.right(givenStore(url, memoryStore()))
  if (/^(?:esdb|kurrentdb)(?:\+discover)?:/.test(url)) return openEventStoreDB(url)
  if (isSqliteFile(url)) return E.right(openSqlite(url, url.slice(SQLITE.length)))
  return url.endsWith('.ndjson') && !/^(?:sqlite:|[a-z+]+:\/\/)/i.test(url)
    ? E.right(openFile(url))
    : E.left({ _tag: 'UnknownStore', url: await shown(url) })
}
