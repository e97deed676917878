import { branded } from '../schema/brand'
import { toHex } from './hashing'
import type { MerkleTree } from './merkle'
import { consistencyPath, inclusionSiblings } from './path'
import type { Consistency, Inclusion } from './proof.codec'

const hexOver = (
  log: MerkleTree,
  ranges: ReadonlyArray<{ readonly from: number; readonly to: number }>,
): ReadonlyArray<string> =>
  ranges.flatMap(({ from, to }) => {
    const hash = log.rootOver(from, to)
    return hash === null ? [] : [toHex(hash)]
  })

/**
 * Proves that the event of a revision is among a log's first `size` events. Null if the log has
 * fewer, or the revision is not one of them (M27).
 */
export const proveInclusion = (
  stream: string,
  log: MerkleTree,
  revision: number,
  size = log.size,
): Inclusion | null => {
  const root = log.rootAt(size)
  const leaf = log.rootOver(revision, revision + 1)
  if (root === null || leaf === null || revision >= size) return null
  const path = hexOver(log, inclusionSiblings(revision, size))
  return { stream: branded(stream), size, root: toHex(root), revision, leaf: toHex(leaf), path }
}

/**
 * Proves that a log's first `second` events only add to its first `first`. Null if the log has
 * fewer, or `first` is more than `second` (M27).
 */
export const proveConsistency = (
  stream: string,
  log: MerkleTree,
  first: number,
  second = log.size,
): Consistency | null => {
  const earlier = log.rootAt(first)
  const later = log.rootAt(second)
  if (earlier === null || later === null || first > second) return null
  const { start, siblings } = consistencyPath(first, second)
  return {
    stream: branded(stream),
    first: { size: first, root: toHex(earlier) },
    second: { size: second, root: toHex(later) },
    path: hexOver(log, start === null ? siblings : [start, ...siblings]),
  }
}
