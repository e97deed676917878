import type { RecordedEvent } from '../events/envelope'
import { toEnvelope } from '../events/codec'
import { canonicalJson } from './canonical-json'
import { MerkleTree, textLeafHash, toHex, type Hash } from './merkle'
import type { Digest } from './proof.codec'

/** What an event's leaf is the hash of: the canonical JSON of its envelope as stored (M27). */
export const eventEntry = (event: RecordedEvent): string => canonicalJson(toEnvelope(event))

/** The leaf of an event (M27). */
export const eventLeaf = (event: RecordedEvent): Hash => textLeafHash(eventEntry(event))

/** A stream's Merkle log, grown event by event from revision 0. */
export const merkleLog = (events: Iterable<RecordedEvent>): MerkleTree => {
  const tree = new MerkleTree()
  for (const event of events) tree.append(eventLeaf(event))
  return tree
}

/** The digest of a log's first `size` events; null if there are not that many (M27). */
export const digestAt = (stream: string, log: MerkleTree, size = log.size): Digest | null => {
  const root = log.rootAt(size)
  return root === null ? null : { stream, size, root: toHex(root) }
}
