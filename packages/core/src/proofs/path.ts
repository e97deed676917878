import { splitOf } from './merkle'

/** A subtree beside the path from the subject of a proof to the root: its leaves, `to` excluded. */
export interface Sibling {
  /** On which side of the path it is. */
  readonly side: 'left' | 'right'
  /** Its first leaf. */
  readonly from: number
  /** The leaf after its last one. */
  readonly to: number
}

/** The hashes in an inclusion proof for one leaf: the siblings from the leaf up to the root. */
export const inclusionSiblings = (leaf: number, size: number): ReadonlyArray<Sibling> => {
  const siblings: Array<Sibling> = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (leaf < middle) {
      siblings.push({ side: 'right', from: middle, to })
      to = middle
    } else {
      siblings.push({ side: 'left', from, to: middle })
      from = middle
    }
  }
  return siblings.reverse()
}

/**
 * The hashes in a consistency proof: the last complete subtree of the smaller log, unless that is
 * the whole log, whose root the verifier has; then the siblings from there up to the root of the
 * larger log.
 */
export interface ConsistencyPath {
  /** The last complete subtree of the smaller log; null if that is the whole log. */
  readonly start: { readonly from: number; readonly to: number } | null
  /** The subtrees whose hashes the proof lists. */
  readonly siblings: ReadonlyArray<Sibling>
}

/**
 * The parts of a consistency proof between two sizes, first ≤ second (RFC 6962, 2.1.2). There is
 * nothing to prove of an empty log.
 */
export const consistencyPath = (first: number, second: number): ConsistencyPath => {
  if (first === 0) return { start: null, siblings: [] }
  const siblings: Array<Sibling> = []
  let [from, to] = [0, second]
  while (to > first) {
    const middle = from + splitOf(to - from)
    if (first <= middle) {
      siblings.push({ side: 'right', from: middle, to })
      to = middle
    } else {
      siblings.push({ side: 'left', from, to: middle })
      from = middle
    }
  }
  return { start: from === 0 ? null : { from, to }, siblings: siblings.reverse() }
}
