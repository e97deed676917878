import { StreamName } from '../events/envelope'
import type { Codec } from '../schema/codec'
import { array, integer, struct } from '../schema/combinators'
import { decoder, type Decoder } from '../schema/decode'
import { LogSize } from '../schema/number'
import { Sha256Hex } from '../schema/text'

/** Size and root of a Merkle log. */
export interface Tip {
  /** Number of events. */
  readonly size: number
  /** SHA-256, 64 lower-case hex digits. */
  readonly root: string
}

/** Size and root of a stream's Merkle log: what commits to a history (M27). */
export interface Digest extends Tip {
  /** The stream of the contract. */
  readonly stream: StreamName
}

/** Proof that an event is in the history a digest commits to (M27; RFC 6962, 2.1.1). */
export interface Inclusion extends Digest {
  /** Revision of the event, from 0. */
  readonly revision: number
  /** Hash of the event's envelope, 64 lower-case hex digits. */
  readonly leaf: string
  /** Hashes beside the path from the leaf to the root, lowest first. */
  readonly path: ReadonlyArray<string>
}

/** Proof that a later history only adds to an earlier one (M27; RFC 6962, 2.1.2). */
export interface Consistency {
  /** The stream of the contract. */
  readonly stream: StreamName
  /** The earlier one. */
  readonly first: Tip
  /** The later one. */
  readonly second: Tip
  /** The hashes that lead from the earlier root to the later one. */
  readonly path: ReadonlyArray<string>
}

const tip = { size: LogSize, root: Sha256Hex }

/** The codec of a digest. */
export const Digest: Codec<Digest> = struct('a digest', { stream: StreamName, ...tip })

/** The codec of an inclusion proof. */
export const Inclusion: Codec<Inclusion> = struct('an inclusion proof', {
  stream: StreamName,
  size: integer('a number of events', 1, Number.MAX_SAFE_INTEGER),
  root: Sha256Hex,
  revision: integer('a revision', 0, Number.MAX_SAFE_INTEGER - 1),
  leaf: Sha256Hex,
  path: array(Sha256Hex),
})

const Tip: Codec<Tip> = struct('a size and a root', tip)

/** The codec of a consistency proof. */
export const Consistency: Codec<Consistency> = struct('a consistency proof', {
  stream: StreamName,
  first: Tip,
  second: Tip,
  path: array(Sha256Hex),
})

/** Decodes a digest of the wire format from parsed JSON, reporting all faults with their paths. */
export const decodeDigest: Decoder<Digest> = decoder(Digest)

/** Decodes an inclusion proof of the wire format from parsed JSON. */
export const decodeInclusion: Decoder<Inclusion> = decoder(Inclusion)

/** Decodes a consistency proof of the wire format from parsed JSON. */
export const decodeConsistency: Decoder<Consistency> = decoder(Consistency)
