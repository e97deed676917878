import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { memoryStore } from '@kpi-ledger/adapters'
import type { StoreError } from '@kpi-ledger/core'
import type { EventReader, EventWriter } from '@kpi-ledger/core/store'
import { visible } from '@kpi-ledger/core/unstable'
import {
  describeOpening,
  openStore,
  type Backup,
  type StoreHandle,
  type UnknownStore,
} from '@kpi-ledger/ledger/store'
import { commandLine } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
import { badInput, type Failure } from '../failure'
import { storeFailure } from '../store-failure'

/** A store opened by a command for reading. */
export interface OpenedStore {
  /** The store's URL, as given or by default. */
  readonly url: string
  /** The path of the ledger file, if it is one. */
  readonly file: string | null
  /** Reads its events. */
  readonly reader: EventReader
  /** Closes it. */
  readonly close: () => void | Promise<void>
}

/** The store used if `--store` is omitted. */
export const DEFAULT_STORE = 'sqlite:kpi-ledger.db'

const SQLITE = 'sqlite:'

/** The file of an SQLite ledger by its URL, or by default; null for any other store. */
export const databaseOf = (given: string | null): string | null => {
  const url = given ?? DEFAULT_STORE
  return url.startsWith(SQLITE) ? url.slice(SQLITE.length) : null
}

/** The store named by `--store`, before it is opened. */
const storeAt = async (url: string | null): Promise<E.Either<Failure, StoreHandle>> =>
  E.mapLeft((error: UnknownStore | StoreError) => badInput(`--store: ${describeOpening(error)}`))(
    await openStore(url ?? DEFAULT_STORE),
  )

/** The failure if the named file or database does not exist; null if it does, or if none is needed. */
const missing = (url: string | null, file: string | null): Failure | null => {
  const database = databaseOf(url)
  const path = file ?? database
  if (path === null || existsSync(path)) return null
  const where =
    url === null
      ? `--store is not given, and there is no ${path} here`
      : `--store: there is no file ${path}`
  const made = database === null ? '' : '; define, import and record make a new one'
  return {
    status: 3,
    message: visible(`${where}: give a ledger by its path from the current folder${made}`),
  }
}

/** Opens a store read-only; it is closed once everything is printed. */
export const openToRead = async (
  { defer }: Context,
  url: string | null,
): Promise<E.Either<Failure, OpenedStore>> => {
  const at = await storeAt(url)
  if (E.isLeft(at)) return at
  const { url: shown, file, toReadOnly, close } = at.right
  const absent = missing(url, file)
  if (absent !== null) return E.left(absent)
  const reader = await toReadOnly()
  if (E.isLeft(reader)) return E.left(storeFailure(null)(reader.left))
  defer(close)
  return E.right({ url: shown, file, reader: reader.right, close })
}

/** Why a ledger file cannot be written to, and what to do. */
const importFirst = (file: string): string => {
  const store = `sqlite:${basename(file, '.ndjson')}.db`
  const command = commandLine('import', file, '--store', store)
  return `a ledger file is read-only; import it with ${command}, and use that store`
}

/** The failure to write to a ledger file. */
export const readOnly = (file: string): Failure =>
  storeFailure(null)({
    _tag: 'NotSupported',
    operation: `writing to ${file}`,
    reason: importFirst(file),
  })

/** The last message of a rehearsal; for a ledger file, it says that nothing can be recorded in it. */
export const rehearsedInWords = (file: string | null): string => {
  const never =
    file === null ? '' : `, and nothing can be recorded in ${file}: ${importFirst(file)}`
  return `nothing was recorded: --dry-run${never}`
}

/** Opens a store for writing, or fails with the reason; it is closed when the command ends. */
export const openToWrite = async (
  { defer }: Context,
  url: string | null,
): Promise<E.Either<Failure, EventWriter>> => {
  const at = await storeAt(url)
  if (E.isLeft(at)) return at
  const { file, toWrite, close } = at.right
  if (file !== null) return E.left(readOnly(at.right.url))
  const store = await toWrite()
  if (E.isLeft(store)) return E.left(storeFailure(null)(store.left))
  defer(close)
  return store
}

/**
 * Opens a store read-only to see what would be recorded. A store that recording would create is
 * opened as an empty one, and not created.
 */
export const openToRehearse = async (
  context: Context,
  given: string | null,
): Promise<E.Either<Failure, Pick<OpenedStore, 'file' | 'reader'>>> => {
  const database = databaseOf(given)
  if (database === null || existsSync(database)) return openToRead(context, given)
  const at = await storeAt(given)
  if (E.isLeft(at)) return at
  context.io.err(`kpi-ledger: ${database} does not exist yet; recording creates it\n`)
  return E.right({ file: null, reader: memoryStore() })
}

/** Opens a store to be backed up, which must be an SQLite ledger. */
export const openToBackUp = async (
  { defer }: Context,
  url: string | null,
): Promise<E.Either<Failure, (to: string) => Promise<E.Either<StoreError, Backup>>>> => {
  const at = await storeAt(url)
  if (E.isLeft(at)) return at
  const { url: shown, backUp, close } = at.right
  defer(close)
  const reason = 'only an SQLite ledger can be backed up; use export to write a ledger file instead'
  return backUp === null
    ? E.left(storeFailure(null)({ _tag: 'NotSupported', operation: `backing up ${shown}`, reason }))
    : E.right(backUp)
}
