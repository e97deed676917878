import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils'

/** A SHA-256. */
export type Hash = Uint8Array

/** Computes SHA-256; must not keep the bytes, which the caller reuses. */
export type Sha256 = (bytes: Uint8Array) => Hash

/** The two hashes that make up a Merkle log (RFC 6962, M27). */
export interface Hashing {
  /** SHA-256 of 0x00 and an entry, in UTF-8. */
  readonly leaf: (entry: string) => Hash
  /** SHA-256 of 0x01 and both halves. */
  readonly node: (left: Hash, right: Hash) => Hash
}

/** Provided by every host, but not part of ECMAScript. */
declare class TextEncoder {
  encode(text: string): Uint8Array
  encodeInto(text: string, bytes: Uint8Array): { readonly written: number }
}
const utf8 = new TextEncoder()

/** Length of a SHA-256. */
export const HASH_BYTES = 32
/** UTF-8 takes at most three bytes for a UTF-16 code unit. */
const MOST_BYTES = 3

/**
 * Hashing by any SHA-256: one provided by the platform is several times faster than one in
 * JavaScript. Bytes are laid out in two buffers that are reused for every hash.
 */
export const hashingBy = (digest: Sha256): Hashing => {
  let leaf = new Uint8Array(4096)
  let entryBytes = leaf.subarray(1)
  const node = new Uint8Array(1 + 2 * HASH_BYTES)
  node[0] = 1
  return {
    leaf: (entry) => {
      if (entry.length * MOST_BYTES > entryBytes.length) {
        leaf = new Uint8Array(2 * entry.length * MOST_BYTES)
        entryBytes = leaf.subarray(1)
      }
      return digest(leaf.subarray(0, 1 + utf8.encodeInto(entry, entryBytes).written))
    },
    node: (left, right) => {
      node.set(left, 1)
      node.set(right, 1 + HASH_BYTES)
      return digest(node)
    },
  }
}

/** Hashing in pure JavaScript, which works anywhere. */
export const pureHashing: Hashing = hashingBy(sha256)

/** The leaf hash of an entry given as bytes. */
export const leafHash = (entry: Uint8Array): Hash => sha256(concatBytes(Uint8Array.of(0), entry))

/** The leaf hash of a text of any length, in UTF-8. */
export const textLeafHash = (text: string): Hash => leafHash(utf8.encode(text))

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962). */
export const emptyRoot: Hash = sha256(new Uint8Array(0))

/** A hash as lower-case hex digits. */
export const toHex = (hash: Hash): string => bytesToHex(hash)

/** The bytes of an even number of hex digits, as a codec has accepted them. */
export const fromHex = (hex: string): Hash => hexToBytes(hex)
