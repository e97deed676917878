export { canonicalJson } from './canonical-json'
export { jsonDigest } from './json-digest'
export { digestAt, eventEntry, eventLeaf, merkleLog } from './digest'
export {
  emptyRoot,
  hashingBy,
  pureHashing,
  textLeafHash,
  toHex,
  type Hash,
  type Hashing,
  type Sha256,
} from './hashing'
export { MerkleEdge } from './merkle-edge'
export { MerkleTree } from './merkle'
export { openCheckpoint, originOf, signCheckpoint } from './checkpoint'
export type { Denial } from './denial'
export { openNote, signNote, type OpenNote } from './note'
export type { NoteFault } from './note-fault'
export {
  formatSignerKey,
  formatVerifierKey,
  parseSignerKey,
  parseVerifierKey,
  signerKey,
  type SignerKey,
  type VerifierKey,
} from './note-key'
export {
  formatTlogProof,
  inclusionOf,
  isTlogProof,
  openTlogProof,
  type OpenTlogProof,
} from './tlog-proof'
export { proveConsistency, proveInclusion } from './proof'
export {
  Consistency,
  Digest,
  Inclusion,
  decodeConsistency,
  decodeDigest,
  decodeInclusion,
  type Tip,
} from './proof.codec'
export {
  verifyConsistency,
  verifyDigest,
  verifyInclusion,
  verifyLeaf,
  type Verification,
} from './verify'
