import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils'

/** A SHA-256. */
export type Hash = Uint8Array

const LEAF = Uint8Array.of(0x00)
const NODE = Uint8Array.of(0x01)

/** SHA-256 of 0x00 and the entry (RFC 6962, M27). */
export const leafHash = (entry: Uint8Array): Hash => sha256(concatBytes(LEAF, entry))

/** The leaf hash of an entry given as text, in UTF-8. */
export const textLeafHash = (entry: string): Hash => leafHash(utf8ToBytes(entry))

/** SHA-256 of 0x01 and both halves (RFC 6962, M27). */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(concatBytes(NODE, left, right))

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962). */
export const emptyRoot: Hash = sha256(new Uint8Array(0))

export const toHex = (hash: Hash): string => bytesToHex(hash)

/**
 * The hashes of every complete subtree, by height: `levels[h][i]` covers the leaves from
 * `i·2^h` to `(i+1)·2^h - 1`. Grows by appending only, so the root of any size up to now can be
 * had at any time in a logarithmic number of steps.
 */
export class MerkleTree {
  private readonly levels: Array<Array<Hash>> = [[]]

  /** Number of leaves. */
  get size(): number {
    return this.levels[0]?.length ?? 0
  }

  append(leaf: Hash): void {
    let hash = leaf
    for (let height = 0; ; height++) {
      const level = (this.levels[height] ??= [])
      const left = level.at(-1)
      level.push(hash)
      if (level.length % 2 === 1 || left === undefined) return
      hash = nodeHash(left, hash)
    }
  }

  /** The root over the first `size` leaves; null if there are not that many. */
  rootAt(size: number): Hash | null {
    if (!Number.isInteger(size) || size < 0 || size > this.size) return null
    const peaks = this.peaks(size)
    return peaks.length === 0
      ? emptyRoot
      : peaks.reduceRight((right, left) => nodeHash(left, right))
  }

  /** The complete subtrees the first `size` leaves fall into, from left to right. */
  private peaks(size: number): ReadonlyArray<Hash> {
    const peaks: Array<Hash> = []
    let before = 0
    for (let height = Math.floor(Math.log2(Math.max(size, 1))); height >= 0; height--) {
      const width = 2 ** height
      if (Math.floor(size / width) % 2 === 0) continue
      const hash = this.levels[height]?.[before / width]
      if (hash !== undefined) peaks.push(hash)
      before += width
    }
    return peaks
  }
}
