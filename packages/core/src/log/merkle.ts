import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils'

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

/** The bytes of an even number of hex digits, as a codec has accepted them. */
export const fromHex = (hex: string): Hash => hexToBytes(hex)

/** The largest power of two smaller than a width of at least 2: where RFC 6962 splits a tree. */
export const splitOf = (width: number): number => {
  let k = 1
  while (k * 2 < width) k *= 2
  return k
}

/**
 * The hashes of every complete subtree, by height: `levels[h][i]` covers the leaves from
 * `i·2^h` to `(i+1)·2^h - 1`. Grows by appending only, so the root of any size up to now, and any
 * proof about it, can be had at any time in a logarithmic number of steps.
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
      return this.levels[height]?.[from / width] ?? null
    const middle = from + splitOf(width)
    const left = this.over(from, middle)
    const right = this.over(middle, to)
    return left === null || right === null ? null : nodeHash(left, right)
  }
}
