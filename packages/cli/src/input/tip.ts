import { streamOf } from '@kpi-ledger/core'
import { digestAt, signCheckpoint, type Digest } from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
import { asTyped, optional, type Given } from '../command/option'
import { badInput, type Failure } from '../failure'
import { readSignerKey } from './key-file'
import { openLog, readDigest, type OpenLog } from './log'
import { readWholeNumber } from './options'
import { contractOptions } from './shared-options'
import { openToRead } from './store'
import { nameOf } from './text-file'

/** The intended size of the log, and the key to sign it with. */
export const tipOptions = (size: string, format: string) => ({
  ...contractOptions,
  size: optional('--size <n>', size, readWholeNumber('--size')),
  key: optional(
    '--key <file>',
    `a private key made by keygen, to sign with: --format ${format}`,
    asTyped,
  ),
})

/** The decoded values of those options. */
export type TipGiven = Given<ReturnType<typeof tipOptions>>

/** A contract's log with its digest at the requested size. */
export interface Tip extends OpenLog {
  /** The digest at the requested size. */
  readonly digest: Digest
}

const beyond = (stream: string, there: number, size: number | null): E.Either<Failure, never> =>
  E.left(badInput(`--size: ${stream} has ${there} events, not ${String(size)}`))

/** Opens a contract's log, with the event of a revision if requested. */
export const openTip = async (
  context: Context,
  { store, contract, size }: TipGiven,
  revision: number | null = null,
): Promise<E.Either<Failure, Tip>> => {
  const opened = await openToRead(context, store)
  if (E.isLeft(opened)) return opened
  const open = await openLog(opened.right, contract, revision)
  if (E.isLeft(open)) return open
  const { stream, log } = open.right
  const digest = digestAt(stream, log, size ?? log.size)
  return digest === null ? beyond(stream, log.size, size) : E.right({ ...open.right, digest })
}

/** Reads a contract's digest at the requested size, without its log. */
export const openDigest = async (
  context: Context,
  { store, contract, size }: TipGiven,
): Promise<E.Either<Failure, Digest>> => {
  const opened = await openToRead(context, store)
  if (E.isLeft(opened)) return opened
  const read = await readDigest(opened.right, contract, size)
  if (E.isLeft(read)) return read
  const { digest, size: there } = read.right
  return digest === null ? beyond(streamOf(contract), there, size) : E.right(digest)
}

/** A digest as a signed checkpoint. */
export const signedCheckpoint = async (
  { io }: Context,
  { key: path }: TipGiven,
  digest: Digest,
): Promise<E.Either<Failure, string>> => {
  if (path === null)
    return E.left(badInput('this format is signed: pass --key FILE, a key made by keygen'))
  const key = await readSignerKey(io, path)
  if (E.isLeft(key)) return key
  return E.mapLeft((reason: string) => badInput(`${nameOf(path)}: ${reason}`))(
    signCheckpoint(digest, key.right),
  )
}

/** Refuses a key with a format that is not signed, since a signature is clearly expected. */
export const keyWithoutUse = ({ format }: Context): E.Either<Failure, never> =>
  E.left(badInput(`--format ${format} is not signed; omit --key`))
