import type { EventReader, EventStore } from '@kpi-ledger/core'
import { describeOpening, openStore as openAt } from '@kpi-ledger/ledger/store'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
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

/** Opens the store that `--store` names; only a command that writes makes one. */
const openStore = async (url: string, toWrite: boolean): Promise<E.Either<Failure, OpenStore>> => {
  const at = await openAt(url)
  if (E.isLeft(at)) return E.left(badInput(`--store: ${describeOpening(at.left)}`))
  const { url: shown, file, close } = at.right
  const reader = file === null && toWrite ? await at.right.toWrite() : await at.right.toRead()
  if (E.isLeft(reader)) return E.left(storeFailure(null)(reader.left))
  const write = file === null ? await at.right.toWrite() : null
  return E.right({
    ...{ url: shown, file, reader: reader.right, close },
    write: write === null || E.isLeft(write) ? null : write.right,
  })
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
