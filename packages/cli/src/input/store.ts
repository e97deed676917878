import { existsSync } from 'node:fs'
import { memoryStore } from '@kpi-ledger/adapters'
import type { StoreError } from '@kpi-ledger/core'
import type { EventReader, EventWriter } from '@kpi-ledger/core/store'
import {
  describeOpening,
  openStore,
  type Backup,
  type StoreHandle,
  type UnknownStore,
} from '@kpi-ledger/ledger/store'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
import { badInput, storeFailure, type Failure } from '../failure'

/** A store opened by a command for reading. */
export interface OpenedStore {
  readonly url: string
  /** The path of the ledger file, if it is one. */
  readonly file: string | null
  readonly reader: EventReader
  readonly close: () => void | Promise<void>
}

export const DEFAULT_STORE = 'sqlite:kpi-ledger.db'

const SQLITE = 'sqlite:'

/** The file of an SQLite ledger by its URL; null for any other store. */
export const databaseOf = (url: string): string | null =>
  url.startsWith(SQLITE) ? url.slice(SQLITE.length) : null

/** The store named by `--store`, not opened yet. */
const storeAt = async (url: string): Promise<E.Either<Failure, StoreHandle>> =>
  E.mapLeft((error: UnknownStore | StoreError) => badInput(`--store: ${describeOpening(error)}`))(
    await openStore(url),
  )

/** Opens a store read-only; it is closed once everything is printed. */
export const openToRead = async (
  { defer }: Context,
  url: string | null,
): Promise<E.Either<Failure, OpenedStore>> => {
  const at = await storeAt(url ?? DEFAULT_STORE)
  if (E.isLeft(at)) return at
  const { url: shown, file, toReadOnly, close } = at.right
  const reader = await toReadOnly()
  if (E.isLeft(reader)) return E.left(storeFailure(null)(reader.left))
  defer(close)
  return E.right({ url: shown, file, reader: reader.right, close })
}

/** Why a ledger file is not written to. */
export const readOnly = (url: string): Failure => {
  const reason = 'a ledger file is read-only; import it into a store instead'
  return storeFailure(null)({ _tag: 'NotSupported', operation: `writing to ${url}`, reason })
}

/** Opens a store for writing, or fails with the reason; it is closed when the command ends. */
export const openToWrite = async (
  { defer }: Context,
  url: string | null,
): Promise<E.Either<Failure, EventWriter>> => {
  const at = await storeAt(url ?? DEFAULT_STORE)
  if (E.isLeft(at)) return at
  const { file, toWrite, close } = at.right
  if (file !== null) return E.left(readOnly(at.right.url))
  const store = await toWrite()
  if (E.isLeft(store)) return E.left(storeFailure(null)(store.left))
  defer(close)
  return store
}

const openEmptyIfMissing = async (
  { defer, io }: Context,
  url: string,
  filesToo: boolean,
): Promise<E.Either<Failure, EventReader>> => {
  const at = await storeAt(url)
  if (E.isLeft(at)) return at
  const { url: shown, file, toReadOnly, close } = at.right
  if (file !== null && !filesToo) return E.left(readOnly(shown))
  const database = databaseOf(url)
  if (database !== null && !existsSync(database)) {
    io.err(`kpi-ledger: ${database} is not there; recording makes it\n`)
    return E.right(memoryStore())
  }
  const reader = await toReadOnly()
  if (E.isLeft(reader)) return E.left(storeFailure(null)(reader.left))
  defer(close)
  return reader
}

/**
 * Opens a store read-only to see what would be recorded, and as an empty one where recording would
 * make it: looking makes nothing.
 */
export const openToPlan = (
  context: Context,
  url: string | null,
): Promise<E.Either<Failure, EventReader>> =>
  openEmptyIfMissing(context, url ?? DEFAULT_STORE, true)

/** The same for a store that is to be written to, which a ledger file is not. */
export const openToRehearse = (
  context: Context,
  url: string | null,
): Promise<E.Either<Failure, EventReader>> =>
  openEmptyIfMissing(context, url ?? DEFAULT_STORE, false)

/** How a store is backed up; only an SQLite ledger is. */
export const openToBackUp = async (
  { defer }: Context,
  url: string | null,
): Promise<E.Either<Failure, (to: string) => Promise<E.Either<StoreError, Backup>>>> => {
  const at = await storeAt(url ?? DEFAULT_STORE)
  if (E.isLeft(at)) return at
  const { url: shown, backUp, close } = at.right
  defer(close)
  const reason = 'only an SQLite ledger is; write a ledger file by export instead'
  return backUp === null
    ? E.left(storeFailure(null)({ _tag: 'NotSupported', operation: `backing up ${shown}`, reason }))
    : E.right(backUp)
}
