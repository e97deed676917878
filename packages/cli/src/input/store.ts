import { existsSync } from 'node:fs'
import { ledgerFile, memoryStore } from '@kpi-ledger/adapters'
import { describe, type EventReader, type EventStore } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
import { loadEventStoreDB, loadSqlite } from '../load'
import { badInput, storeFailure, type Failure } from '../failure'

/** A store as a command opened it; `write` is null where it can only be read. */
export interface OpenStore {
  readonly url: string
  /** The ledger file behind it, if it is one. */
  readonly file: string | null
  readonly reader: EventReader
  readonly write: EventStore | null
  readonly close: () => void | Promise<void>
}

export const DEFAULT_STORE = 'sqlite:kpi-ledger.db'

const SQLITE = 'sqlite:'
const KNOWN =
  'known here: sqlite:FILE, esdb://HOST, esdb+discover://HOST, memory: and a ledger file FILE.ndjson'

const nothing = (): void => undefined

const openSqlite = async (url: string, toWrite: boolean): Promise<E.Either<Failure, OpenStore>> => {
  const file = url.slice(SQLITE.length)
  if (file === '') return E.left(badInput(`--store ${url} names no file`))
  if (!toWrite && !existsSync(file))
    return E.left(storeFailure(null)({ _tag: 'Unavailable', reason: `${file}: no such file` }))
  const opened = await loadSqlite().sqliteStore(file)()
  if (E.isLeft(opened)) return E.left(storeFailure(null)(opened.left))
  const store = opened.right
  return E.right({ url, file: null, reader: store, write: store, close: store.close })
}

const openEventStoreDB = async (url: string): Promise<E.Either<Failure, OpenStore>> => {
  const { eventStoreDBStore, withoutPassword } = loadEventStoreDB()
  const opened = await eventStoreDBStore(url)()
  if (E.isLeft(opened)) return E.left(badInput(describe(opened.left)))
  const store = opened.right
  return E.right({
    url: withoutPassword(url),
    file: null,
    reader: store,
    write: store,
    close: store.close,
  })
}

/** Opens the store that `--store` names; only a command that writes makes one. */
const openStore = async (url: string, toWrite: boolean): Promise<E.Either<Failure, OpenStore>> => {
  if (url === 'memory:') {
    const store = memoryStore()
    return E.right({ url, file: null, reader: store, write: store, close: nothing })
  }
  if (/^esdb(?:\+discover)?:/.test(url)) return openEventStoreDB(url)
  if (url.startsWith(SQLITE)) return openSqlite(url, toWrite)
  if (url.endsWith('.ndjson'))
    return E.right({ url, file: url, reader: ledgerFile(url), write: null, close: nothing })
  return E.left(badInput(`no store can be opened at ${JSON.stringify(url)}; ${KNOWN}`))
}

/** Opens a store to read; it is let go of once all is printed. */
export const openToRead = async (
  { letGoOf }: Context,
  url: string | null,
): Promise<E.Either<Failure, OpenStore>> => {
  const opened = await openStore(url ?? DEFAULT_STORE, false)
  if (E.isRight(opened)) letGoOf(opened.right.close)
  return opened
}

/** Why a ledger file is not written to. */
export const readOnly = (url: string): Failure => {
  const reason = 'a ledger file is only read; import it into a store instead'
  return storeFailure(null)({ _tag: 'NotSupported', operation: `writing to ${url}`, reason })
}

/** Opens a store to write, or says why it cannot be written; it is let go of in the end. */
export const openToWrite = async (
  { letGoOf }: Context,
  url: string | null,
): Promise<E.Either<Failure, EventStore>> => {
  const opened = await openStore(url ?? DEFAULT_STORE, true)
  if (E.isLeft(opened)) return opened
  const { write, close } = opened.right
  letGoOf(close)
  return write === null ? E.left(readOnly(opened.right.url)) : E.right(write)
}
