import * as t from 'io-ts'
import { decoder } from '../codec/decode'
import { integer, LogSize } from '../codec/number'
import { record, type Immutably } from '../codec/record'
import { Sha256Hex } from '../codec/text'
import { StreamName } from '../events/envelope'

const Tip = record('a size and a root', { size: LogSize, root: Sha256Hex })

/** Size and root of a stream's Merkle log: what a history commits to (M27). */
export const Digest = record('a digest', {
  stream: StreamName,
  size: LogSize,
  root: Sha256Hex,
})
export type Digest = Immutably<typeof Digest>

/** Proof that an event is in the history a digest commits to (M27; RFC 6962, 2.1.1). */
export const Inclusion = record('an inclusion proof', {
  stream: StreamName,
  size: integer('a number of events', 1, Number.MAX_SAFE_INTEGER),
  root: Sha256Hex,
  revision: integer('a revision', 0, Number.MAX_SAFE_INTEGER - 1),
  leaf: Sha256Hex,
  path: t.array(Sha256Hex),
})
export type Inclusion = Immutably<typeof Inclusion>

/** Proof that a later history only adds to an earlier one (M27; RFC 6962, 2.1.2). */
export const Consistency = record('a consistency proof', {
  stream: StreamName,
  first: Tip,
  second: Tip,
  path: t.array(Sha256Hex),
})
export type Consistency = Immutably<typeof Consistency>

/** Decodes a digest of the wire format from parsed JSON, naming every fault by its path. */
export const decodeDigest = decoder(Digest)

/** Decodes an inclusion proof of the wire format from parsed JSON. */
export const decodeInclusion = decoder(Inclusion)

/** Decodes a consistency proof of the wire format from parsed JSON. */
export const decodeConsistency = decoder(Consistency)
