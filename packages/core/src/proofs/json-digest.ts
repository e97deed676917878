import { sha256 } from '@noble/hashes/sha2'
import { utf8ToBytes } from '@noble/hashes/utils'
import { canonicalJson } from './canonical-json'
import { toHex } from './hashing'

/** SHA-256 of a value's canonical JSON, in lower-case hex (RFC 8785, M25). */
export const jsonDigest = (value: unknown): string =>
  toHex(sha256(utf8ToBytes(canonicalJson(value))))
