import { decoder, describe, streamOf, type DecodeError } from '@kpi-ledger/core'
import {
  Consistency,
  Digest,
  digestAt,
  Inclusion,
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyDigest,
  verifyInclusion,
  type Verification,
} from '@kpi-ledger/core/proofs'
import { contractOf, Identifier, integer, Revision, struct } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { Folded } from '../warm/warm-contract'
import { decodeAsked, provenBy, type Draw, type NoAnswer } from './question'

const LogSize = integer('a number of events', 0, Number.MAX_SAFE_INTEGER)

/** Options for a digest. */
export interface DigestOptions {
  /** How many of the contract's events it covers, from the first; all by default. */
  readonly size?: number | undefined
}

/** What to prove: that an event is in the log, or that the log has only grown. */
export type ProveOptions =
  | (DigestOptions & { readonly revision: number; readonly fromSize?: undefined })
  | (DigestOptions & { readonly fromSize: number; readonly revision?: undefined })

/** The result of checking a digest or a proof against the events in the store. */
export interface Verified {
  /** The id of the contract. */
  readonly contract: string
  /** What was checked. */
  readonly of: 'digest' | 'inclusion' | 'consistency'
  /** Whether it matches the events. */
  readonly holds: boolean
  /** The first reason why it does not match, in words; null if it does. */
  readonly denied: string | null
}

const noSuchSize = (asked: number, size: number): E.Either<NoAnswer, never> =>
  E.left({ _tag: 'NoSuchSize', asked, size })

const digestOf = ({ contract, log }: Folded, size = log.size): E.Either<NoAnswer, Digest> => {
  if (log.size === 0) return E.left({ _tag: 'NoSuchContract', contract })
  const digest = digestAt(streamOf(contract), log, size)
  return digest === null ? noSuchSize(size, log.size) : E.right(digest)
}

const DigestQuestion = struct(
  'a question for a digest',
  { contract: Identifier },
  { size: LogSize },
)

/** The size and root of a contract's log (M27). */
export const readDigest = (
  contract: unknown,
  options: unknown,
): E.Either<DecodeError, Draw<Digest>> =>
  E.map(({ size }: { readonly size?: number }): Draw<Digest> =>
    provenBy((folded) => digestOf(folded, size)),
  )(decodeAsked(DigestQuestion, contract, options))

const ProofQuestion = struct(
  'a question for a proof, with either revision or fromSize',
  { contract: Identifier },
  { revision: Revision, fromSize: LogSize, size: LogSize },
)

const inclusion = (
  { contract, log }: Folded,
  revision: number,
  size: number,
): E.Either<NoAnswer, Inclusion> => {
  const proof = proveInclusion(streamOf(contract), log, revision, size)
  return proof === null ? E.left({ _tag: 'NoSuchRevision', revision, size }) : E.right(proof)
}

const consistency = (
  { contract, log }: Folded,
  first: number,
  size: number,
): E.Either<NoAnswer, Consistency> => {
  const proof = proveConsistency(streamOf(contract), log, first, size)
  return proof === null ? noSuchSize(first, size) : E.right(proof)
}

/**
 * A proof that an event is in a contract's log, or that the log only adds to its first events
 * (M27).
 */
export const readProof = (
  contract: unknown,
  options: unknown,
): E.Either<DecodeError, Draw<Inclusion | Consistency>> => {
  const asked = decodeAsked(ProofQuestion, contract, options)
  if (E.isLeft(asked)) return asked
  const { revision, fromSize, size } = asked.right
  if ((revision === undefined) === (fromSize === undefined)) {
    const message = 'specify either revision or fromSize'
    const faults = [{ path: 'revision', message }]
    return E.left({ _tag: 'DecodeError', expected: ProofQuestion.name, faults })
  }
  const from = (folded: Folded): E.Either<NoAnswer, Inclusion | Consistency> => {
    const digest = digestOf(folded, size)
    if (E.isLeft(digest)) return digest
    const upTo = digest.right.size
    return fromSize === undefined
      ? inclusion(folded, revision ?? NaN, upTo)
      : consistency(folded, fromSize, upTo)
  }
  return E.right(provenBy(from))
}

/** What to verify, and the contract it belongs to. */
export interface Evidence {
  /** The id of the contract. */
  readonly contract: string
  /** Checks it against the contract's events. */
  readonly verify: Draw<Verified>
}

const judged = (
  of: Verified['of'],
  contract: string,
  verified: E.Either<NoAnswer, Verification>,
): E.Either<NoAnswer, Verified> => {
  if (E.isRight(verified)) {
    const denied = verified.right._tag === 'Holds' ? null : describe(verified.right)
    return E.right({ contract, of, holds: denied === null, denied })
  }
  if (verified.left._tag !== 'NoSuchSize') return verified
  // If it covers more events than there are, that is an answer, not an error.
  const { asked, size } = verified.left
  return E.right({ contract, of, holds: false, denied: `there are ${size} events, not ${asked}` })
}

const ofDigest = (digest: Digest): Evidence => {
  const contract = contractOf(digest.stream)
  const verify = provenBy((folded): E.Either<NoAnswer, Verified> => {
    const own = digestOf(folded, digest.size)
    return judged('digest', contract, E.map((held: Digest) => verifyDigest(digest, held))(own))
  })
  return { contract, verify }
}

const ofInclusion = (proof: Inclusion): Evidence => {
  const contract = contractOf(proof.stream)
  const verify = provenBy((folded): E.Either<NoAnswer, Verified> => {
    const own = digestOf(folded, proof.size)
    return judged('inclusion', contract, E.map((held: Digest) => verifyInclusion(proof, held))(own))
  })
  return { contract, verify }
}

const ofConsistency = (proof: Consistency): Evidence => {
  const contract = contractOf(proof.stream)
  const verify = provenBy((folded): E.Either<NoAnswer, Verified> => {
    const first = digestOf(folded, proof.first.size)
    if (E.isLeft(first)) return judged('consistency', contract, first)
    const second = digestOf(folded, proof.second.size)
    const verified = E.map((held: Digest) => verifyConsistency(proof, first.right, held))(second)
    return judged('consistency', contract, verified)
  })
  return { contract, verify }
}

const has = (value: unknown, field: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, field)

/** Decodes a digest or a proof, as returned by `digest` and `prove`. */
export const readEvidence = (evidence: unknown): E.Either<DecodeError, Evidence> => {
  if (has(evidence, 'first')) return E.map(ofConsistency)(decoder(Consistency)(evidence))
  return has(evidence, 'path')
    ? E.map(ofInclusion)(decoder(Inclusion)(evidence))
    : E.map(ofDigest)(decoder(Digest)(evidence))
}
