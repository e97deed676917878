import type { EventReader, EventStore, StoreError } from '@kpi-ledger/core'
import {
  describeOpening,
  openStore,
  type OpenStore as Store,
  type UnknownStore,
} from '@kpi-ledger/ledger/store'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
import { badInput, storeFailure, type Failure } from '../failure'

/** A store as a command opened it to read. */
export interface OpenStore {
  readonly url: string
  /** The ledger file behind it, if it is one. */
  readonly file: string | null
  readonly reader: EventReader
  readonly close: () => void | Promise<void>
}

export const DEFAULT_STORE = 'sqlite:kpi-ledger.db'

/** The store that `--store` names; nothing is asked of it yet. */
const storeAt = async (url: string): Promise<E.Either<Failure, Store>> =>
  E.mapLeft((error: UnknownStore | StoreError) => badInput(`--store: ${describeOpening(error)}`))(
    await openStore(url),
  )

/** Opens a store to read and nothing more; it is let go of once all is printed. */
export const openToRead = async (
  { letGoOf }: Context,
  url: string | null,
): Promise<E.Either<Failure, OpenStore>> => {
  const at = await storeAt(url ?? DEFAULT_STORE)
  if (E.isLeft(at)) return at
  const { url: shown, file, toReadOnly, close } = at.right
  const reader = await toReadOnly()
  if (E.isLeft(reader)) return E.left(storeFailure(null)(reader.left))
  letGoOf(close)
  return E.right({ url: shown, file, reader: reader.right, close })
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
  const at = await storeAt(url ?? DEFAULT_STORE)
  if (E.isLeft(at)) return at
  const { file, toWrite, close } = at.right
  if (file !== null) return E.left(readOnly(at.right.url))
  const store = await toWrite()
  if (E.isLeft(store)) return E.left(storeFailure(null)(store.left))
  letGoOf(close)
  return store
}
