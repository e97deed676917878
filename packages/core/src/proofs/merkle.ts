import { HASH_BYTES, emptyRoot, pureHashing, type Hash, type Hashing } from './hashing'

/** The largest power of two smaller than a width of at least 2: where RFC 6962 splits a tree. */
export const splitOf = (width: number): number => {
  let k = 1
  while (k * 2 < width) k *= 2
  return k
}

/** Hashes in one piece of memory: separate objects take four times as much. */
class HashList {
  private bytes = new Uint8Array(16 * HASH_BYTES)
  private last: Hash | null = null
  length: number

  /** Leaves out the first `omitted` hashes. */
  constructor(private readonly omitted = 0) {
    this.length = omitted
  }

  push(hash: Hash): void {
    const at = (this.length - this.omitted) * HASH_BYTES
    if (at === this.bytes.length) {
      const grown = new Uint8Array(2 * at)
      grown.set(this.bytes)
      this.bytes = grown
    }
    this.bytes.set(hash, at)
    this.last = hash
    this.length++
  }

  /** The last hash, if it is the left half of one above it that has no right half yet. */
  left(): Hash | null {
    return this.length % 2 === 1 ? this.last : null
  }

  /** The hash at an index, null if it is not held; a copy, unaffected when the list grows. */
  at(index: number): Hash | null {
    const at = (index - this.omitted) * HASH_BYTES
    return at < 0 || index >= this.length ? null : this.bytes.slice(at, at + HASH_BYTES)
  }
}

/** How many complete subtrees of a height there are among so many leaves. */
const completeAt = (height: number, size: number): number => Math.floor(size / 2 ** height)

/**
 * The hashes of all complete subtrees, by height: `levels[h][i]` covers the leaves from `i·2^h` to
 * `(i+1)·2^h - 1`. It only grows by appending, so the root of any size up to now, and any proof
 * about it, takes a logarithmic number of steps.
 */
export class MerkleTree {
  private readonly levels = [new HashList()]

  constructor(private readonly hashing: Hashing = pureHashing) {}

  /**
   * A tree that goes on from the right edge of one of `size` leaves. It knows the roots of that size
   * and of later ones only. Null if such a tree has another number of hashes at its edge.
   */
  static goingOn(
    size: number,
    edge: ReadonlyArray<Hash>,
    hashing: Hashing = pureHashing,
  ): MerkleTree | null {
    const tree = new MerkleTree(hashing)
    const left = [...edge]
    for (let height = 0; completeAt(height, size) > 0; height++) {
      const complete = completeAt(height, size)
      const odd = complete % 2
      const level = new HashList(complete - odd)
      const last = odd === 1 ? left.pop() : undefined
      if (last !== undefined) level.push(last)
      if (level.length !== complete) return null
      tree.levels[height] = level
    }
    return left.length === 0 ? tree : null
  }

  /** The roots of the complete subtrees that make up the tree, from the left, the largest first. */
  edge(): ReadonlyArray<Hash> {
    return this.levels.flatMap((level) => level.left() ?? []).reverse()
  }

  /** Number of leaves. */
  get size(): number {
    return this.levels[0]?.length ?? 0
  }

  /** Adds a leaf. */
  append(leaf: Hash): void {
    let hash = leaf
    for (let height = 0; ; height++) {
      const level = (this.levels[height] ??= new HashList())
      const left = level.left()
      level.push(hash)
      if (left === null) return
      hash = this.hashing.node(left, hash)
    }
  }

  /** The root over the first `size` leaves; null if there are not that many, or it is not known. */
  rootAt(size: number): Hash | null {
    return this.rootOver(0, size)
  }

  /**
   * The root over the leaves from `from` up to, and without, `to`: one of the ranges into which
   * RFC 6962 splits a tree. Null if there are not that many leaves.
   */
  rootOver(from: number, to: number): Hash | null {
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < from) return null
    if (to > this.size) return null
    return from === to ? emptyRoot : this.over(from, to)
  }

  private over(from: number, to: number): Hash | null {
    const width = to - from
    const height = Math.log2(width)
    if (Number.isInteger(height) && from % width === 0)
      return this.levels[height]?.at(from / width) ?? null
    const middle = from + splitOf(width)
    const left = this.over(from, middle)
    const right = this.over(middle, to)
    return left === null || right === null ? null : this.hashing.node(left, right)
  }
}
