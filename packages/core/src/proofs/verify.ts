import * as E from 'fp-ts/Either'
import type { RecordedEvent } from '../events/envelope'
import type { Denial } from './denial'
import { eventLeaf } from './digest'
import { emptyRoot, fromHex, pureHashing, toHex, type Hash } from './hashing'
import { consistencyPath, inclusionSiblings, type Sibling } from './path'
import {
  decodeConsistency,
  decodeDigest,
  decodeInclusion,
  type Consistency,
  type Digest,
  type Inclusion,
} from './proof.codec'

/** The result of a verification: the proof holds, or the first reason why it does not. */
export type Verification = { readonly _tag: 'Holds' } | Denial

const HOLDS: Verification = { _tag: 'Holds' }

const reaches = (size: number, expected: string, reached: Hash): Verification =>
  toHex(reached) === expected
    ? HOLDS
    : { _tag: 'RootNotReached', size, expected, reached: toHex(reached) }

/**
 * Whether two digests are of the same history: the same stream, size and root (M27). No events have
 * one root, whatever a digest of them says.
 */
export const verifyDigest = (digest: Digest, kept: Digest): Verification => {
  for (const each of [kept, digest]) {
    const decoded = decodeDigest(each)
    if (E.isLeft(decoded)) return { _tag: 'Malformed', faults: decoded.left.faults }
    if (each.size > 0) continue
    const empty = reaches(0, each.root, emptyRoot)
    if (empty._tag !== 'Holds') return empty
  }
  if (digest.stream !== kept.stream)
    return { _tag: 'OtherStream', expected: kept.stream, actual: digest.stream }
  if (digest.size !== kept.size)
    return { _tag: 'OtherSize', expected: kept.size, actual: digest.size }
  if (digest.root !== kept.root)
    return { _tag: 'OtherRoot', size: kept.size, expected: kept.root, actual: digest.root }
  return HOLDS
}

/**
 * Whether an inclusion proof holds against a digest, from these two alone: its leaf is in the
 * history of the digest, at its revision (M27; RFC 9162, 2.1.3.2). {@link verifyLeaf} checks which
 * event the leaf is of.
 */
export const verifyInclusion = (proof: Inclusion, digest: Digest): Verification => {
  const decoded = decodeInclusion(proof)
  if (E.isLeft(decoded)) return { _tag: 'Malformed', faults: decoded.left.faults }
  const { stream, size, root, revision, leaf, path } = decoded.right
  const same = verifyDigest({ stream, size, root }, digest)
  if (same._tag !== 'Holds') return same
  if (revision >= size) return { _tag: 'RevisionBeyondSize', revision, size }
  const siblings = inclusionSiblings(revision, size)
  if (path.length !== siblings.length)
    return { _tag: 'WrongPathLength', expected: siblings.length, actual: path.length }
  const reached = path.reduce((hash, sibling, i) => {
    const other = fromHex(sibling)
    return siblings[i]?.side === 'left'
      ? pureHashing.node(other, hash)
      : pureHashing.node(hash, other)
  }, fromHex(leaf))
  return reaches(size, root, reached)
}

/**
 * Whether the leaf of an inclusion proof is that of an event, with its stream and revision (M27).
 */
export const verifyLeaf = (proof: Inclusion, event: RecordedEvent): Verification => {
  if (proof.stream !== event.stream)
    return { _tag: 'OtherStream', expected: event.stream, actual: proof.stream }
  if (proof.revision !== event.revision)
    return { _tag: 'OtherRevision', expected: event.revision, actual: proof.revision }
  const expected = toHex(eventLeaf(event))
  return proof.leaf === expected ? HOLDS : { _tag: 'OtherLeaf', expected, actual: proof.leaf }
}

/** Both roots that a consistency path leads to, from the hash it starts with. */
const rootsReached = (
  start: Hash,
  siblings: ReadonlyArray<Sibling>,
  path: ReadonlyArray<string>,
): { readonly first: Hash; readonly second: Hash } => {
  let [first, second] = [start, start]
  siblings.forEach(({ side }, i) => {
    const other = fromHex(path[i] ?? '')
    if (side === 'left') {
      first = pureHashing.node(other, first)
      second = pureHashing.node(other, second)
    } else second = pureHashing.node(second, other)
  })
  return { first, second }
}

/**
 * Whether a consistency proof holds between two digests, from these three alone: the history of
 * the later one only adds to that of the earlier one (M27; RFC 9162, 2.1.4.2). Every history adds
 * to an empty one.
 */
export const verifyConsistency = (
  proof: Consistency,
  earlier: Digest,
  later: Digest,
): Verification => {
  const decoded = decodeConsistency(proof)
  if (E.isLeft(decoded)) return { _tag: 'Malformed', faults: decoded.left.faults }
  const { stream, first, second, path } = decoded.right
  if (first.size > second.size)
    return { _tag: 'SizesReversed', first: first.size, second: second.size }
  for (const [tip, digest] of [[first, earlier] as const, [second, later] as const]) {
    const same = verifyDigest({ stream, ...tip }, digest)
    if (same._tag !== 'Holds') return same
  }
  const { start, siblings } = consistencyPath(first.size, second.size)
  const expected = siblings.length + (start === null ? 0 : 1)
  if (path.length !== expected) return { _tag: 'WrongPathLength', expected, actual: path.length }
  if (first.size === 0) return reaches(0, first.root, emptyRoot)
  const [head = first.root, ...rest] = start === null ? [first.root, ...path] : path
  const reached = rootsReached(fromHex(head), siblings, rest)
  const atFirst = reaches(first.size, first.root, reached.first)
  return atFirst._tag === 'Holds' ? reaches(second.size, second.root, reached.second) : atFirst
}
