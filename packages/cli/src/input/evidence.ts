import { describe, type DecodeError, type Fault } from '@kpi-ledger/core'
import {
  decodeConsistency,
  decodeDigest,
  decodeInclusion,
  isTlogProof,
  openCheckpoint,
  openTlogProof,
  type Consistency,
  type Digest,
  type Inclusion,
  type NoteFault,
  type OpenTlogProof,
  type VerifierKey,
} from '@kpi-ledger/core/proofs'
import { formatFault, parseJson } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { Io } from '../io'
import { nameOf, readTextFile } from './text-file'

/** The input of `verify`, and where it was read from. */
export type Evidence = { readonly path: string } & (
  | { readonly kind: 'digest'; readonly digest: Digest; readonly signed: boolean }
  | { readonly kind: 'inclusion'; readonly proof: Inclusion }
  | { readonly kind: 'signed-inclusion'; readonly proof: OpenTlogProof }
  | { readonly kind: 'consistency'; readonly proof: Consistency }
  | { readonly kind: 'ledger' }
  /** Signed text without a valid signature by a trusted key. */
  | { readonly kind: 'untrusted'; readonly reason: string }
)

const faulty =
  (path: string) =>
  (faults: ReadonlyArray<Fault>): Failure =>
    badInput(faults.map((fault) => `${nameOf(path)}: ${formatFault(fault)}`).join('\n'))

const ofJson = (path: string, text: string): E.Either<Failure, Evidence> => {
  const json = parseJson(text)
  if (E.isLeft(json)) return E.left(faulty(path)(json.left))
  const value = json.right
  const has = (field: string): boolean =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, field)
  const result = <A>(
    decoded: E.Either<DecodeError, A>,
    evidence: (decoded: A) => Evidence,
  ): E.Either<Failure, Evidence> =>
    E.isLeft(decoded) ? E.left(faulty(path)(decoded.left.faults)) : E.right(evidence(decoded.right))
  if (has('path') && has('first'))
    return result(decodeConsistency(value), (proof) => ({ path, kind: 'consistency', proof }))
  return has('path')
    ? result(decodeInclusion(value), (proof) => ({ path, kind: 'inclusion', proof }))
    : result(decodeDigest(value), (digest) => ({ path, kind: 'digest', digest, signed: false }))
}

const ofNote = <A>(
  path: string,
  opened: E.Either<NoteFault, A>,
  evidence: (opened: A) => Evidence,
): E.Either<Failure, Evidence> => {
  if (E.isRight(opened)) return E.right(evidence(opened.right))
  const reason = describe(opened.left)
  return opened.left._tag === 'MalformedNote'
    ? E.left(badInput(`${nameOf(path)}: ${reason}`))
    : E.right({ path, kind: 'untrusted', reason })
}

/** Whether a text looks like a signed note, or a proof containing one. */
const isSigned = (text: string): boolean => isTlogProof(text) || text.includes('\n\u2014 ')

/**
 * Reads the input to verify: JSON as printed by `digest` and `prove`, a signed checkpoint or proof,
 * or the name of a ledger file, which is read later.
 */
export const readEvidence = async (
  io: Io,
  path: string,
  keys: ReadonlyArray<VerifierKey>,
): Promise<E.Either<Failure, Evidence>> => {
  if (path.endsWith('.ndjson')) return E.right({ path, kind: 'ledger' })
  const file = await readTextFile(io, path)
  if (E.isLeft(file)) return file
  const text = file.right
  if (/^\s*(?:$|[[{"])/.test(text)) return ofJson(path, text)
  if (!isSigned(text))
    return E.left(
      badInput(
        `${nameOf(path)}: expected a digest or a proof as JSON, one that is signed, or a ledger file FILE.ndjson`,
      ),
    )
  if (keys.length === 0)
    return E.left(
      badInput(`${nameOf(path)}: it is signed; pass the signer's verifier key with --key`),
    )
  return isTlogProof(text)
    ? ofNote(path, openTlogProof(text, keys), (proof) => ({
        path,
        kind: 'signed-inclusion',
        proof,
      }))
    : ofNote(path, openCheckpoint(text, keys), (digest) => ({
        path,
        kind: 'digest',
        digest,
        signed: true,
      }))
}
