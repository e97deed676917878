import { readContractId } from '../input/options'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import {
  digestAt,
  formatSignerKey,
  formatTlogProof,
  formatVerifierKey,
  originOf,
  proveConsistency,
  proveInclusion,
  signCheckpoint,
  signerKey,
  type Digest,
} from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import { readSignerKey } from '../input/key-file'
import { openLog, type OpenLog } from '../input/log'
import { reading } from '../input/store'
import { readWholeNumber } from '../input/whole-number'
import type { Io } from '../io'
import { consistencyAnswer, digestAnswer, inclusionAnswer } from '../render/proofs'
import type { Answered } from './asking'

/** Printed that is printed as it is, or why there is none. */
export type Printed = Promise<E.Either<Failure, string>>

export interface DigestOptions {
  readonly store?: string
  readonly contract: string
  readonly size?: string
  readonly key?: string
}

interface Tip extends OpenLog {
  readonly digest: Digest
}

const openTip = async (
  options: DigestOptions,
  revision: number | null,
): Promise<E.Either<Failure, Tip>> => {
  const size = readWholeNumber('--size', options.size)
  if (E.isLeft(size)) return size
  const open = await reading(options.store, (store) => openLog(store, options.contract, revision))
  if (E.isLeft(open)) return open
  const { stream, log } = open.right
  const digest = digestAt(stream, log, size.right ?? log.size)
  return digest === null
    ? E.left(badInput(`--size: ${stream} has ${log.size} events, not ${String(size.right)}`))
    : E.right({ ...open.right, digest })
}

/** `digest`: size and root of a contract's log (M27). */
export const answerDigest = async (options: DigestOptions): Answered =>
  E.map(({ digest }: Tip) => digestAnswer(digest))(await openTip(options, null))

const signed = async (io: Io, options: DigestOptions, digest: Digest): Printed => {
  if (options.key === undefined)
    return E.left(badInput('signed text needs --key FILE, a key made by keygen'))
  const key = await readSignerKey(io, options.key)
  if (E.isLeft(key)) return key
  const path = options.key
  return E.mapLeft((reason: string) => badInput(`${path}: ${reason}`))(
    signCheckpoint(digest, key.right),
  )
}

/** `digest --format checkpoint`: the digest as a signed checkpoint. */
export const answerCheckpoint = async (io: Io, options: DigestOptions): Printed => {
  const tip = await openTip(options, null)
  return E.isLeft(tip) ? tip : signed(io, options, tip.right.digest)
}

export interface ProveOptions extends DigestOptions {
  readonly revision?: string
  readonly fromSize?: string
}

const oneOf = (options: ProveOptions): E.Either<Failure, null> =>
  (options.revision === undefined) === (options.fromSize === undefined)
    ? E.left(badInput('prove what: --revision N, or --from-size M?'))
    : E.right(null)

const noSuchRevision = ({ stream, digest }: Tip, revision: number | null): Failure =>
  badInput(`--revision: ${stream} has no revision ${String(revision)} in ${digest.size} events`)

/** `prove`: that an event is in the log, or that the log only grew (M27). */
export const answerProof = async (options: ProveOptions): Answered => {
  const one = oneOf(options)
  if (E.isLeft(one)) return one
  const revision = readWholeNumber('--revision', options.revision)
  if (E.isLeft(revision)) return revision
  const from = readWholeNumber('--from-size', options.fromSize)
  if (E.isLeft(from)) return from
  const tip = await openTip(options, revision.right)
  if (E.isLeft(tip)) return tip
  const { stream, log, event, digest } = tip.right
  if (from.right !== null) {
    const proof = proveConsistency(stream, log, from.right, digest.size)
    return proof === null
      ? E.left(badInput(`--from-size: ${from.right} is more than ${digest.size} events`))
      : E.right(consistencyAnswer(proof))
  }
  const proof = proveInclusion(stream, log, revision.right ?? NaN, digest.size)
  return proof === null || event === null
    ? E.left(noSuchRevision(tip.right, revision.right))
    : E.right(inclusionAnswer(proof, event))
}

/** `prove --format tlog-proof`: an inclusion proof with its event and a signed checkpoint. */
export const answerTlogProof = async (io: Io, options: ProveOptions): Printed => {
  const revision = readWholeNumber('--revision', options.revision)
  if (E.isLeft(revision)) return revision
  if (revision.right === null || options.fromSize !== undefined)
    return E.left(badInput('--format tlog-proof is of an event: give --revision N'))
  const tip = await openTip(options, revision.right)
  if (E.isLeft(tip)) return tip
  const { stream, log, event, digest } = tip.right
  const proof = proveInclusion(stream, log, revision.right, digest.size)
  if (proof === null || event === null) return E.left(noSuchRevision(tip.right, revision.right))
  const checkpoint = await signed(io, options, digest)
  return E.isLeft(checkpoint)
    ? checkpoint
    : E.right(formatTlogProof(proof, event, checkpoint.right))
}

/**
 * `keygen`: draws a key pair for a contract's checkpoints. The private key goes into a new file
 * that only its owner can read; the verifier key is printed, to be given to everybody.
 */
export const makeKeys = async ({
  contract,
  out,
}: {
  readonly contract: string
  readonly out: string
}): Printed => {
  const named = readContractId(contract)
  if (E.isLeft(named)) return named
  const key = signerKey(originOf(contract), randomBytes(32))
  if (E.isLeft(key)) return E.left(badInput(key.left))
  const written = await writeFile(out, `${formatSignerKey(key.right)}\n`, {
    flag: 'wx',
    mode: 0o600,
  }).then(
    () => E.right(null),
    (error: unknown) => E.left(badInput(error instanceof Error ? error.message : String(error))),
  )
  return E.isLeft(written) ? written : E.right(`${formatVerifierKey(key.right)}\n`)
}
