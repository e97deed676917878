import type { RecordedEvent } from '../events/envelope'
import { branded } from '../schema/brand'
import { canonicalJson } from './canonical-json'
import { pureHashing, toHex, type Hash, type Hashing } from './hashing'
import { MerkleTree } from './merkle'
import type { Digest } from './proof.codec'

/**
 * The entry that an event's leaf is the hash of: the canonical JSON of its envelope as stored
 * (M27). The fields of the envelope are written in a fixed order, since sorting them would take
 * most of the time.
 */
export const eventEntry = (event: RecordedEvent): string => {
  const { id, metadata, recordedAt, revision, stream, type } = event
  const { version, data } = event.stored ?? event
  const more = metadata === undefined ? '' : `,"metadata":${canonicalJson(metadata)}`
  return `{"data":${canonicalJson(data)},"id":"${id}"${more},"recordedAt":"${recordedAt}","revision":${revision},"stream":"${stream}","type":"${type}","version":${version}}`
}

/** The leaf of an event (M27). */
export const eventLeaf = (event: RecordedEvent, hashing: Hashing = pureHashing): Hash =>
  hashing.leaf(eventEntry(event))

/** Number of entries encoded before they are hashed. */
const PAGE = 64

/**
 * A stream's Merkle log, built event by event from revision 0. Encoding and hashing alternate by
 * the page: alternating by the event costs a tenth of the time in cache misses.
 */
export const merkleLog = (
  events: Iterable<RecordedEvent>,
  hashing: Hashing = pureHashing,
): MerkleTree => {
  const tree = new MerkleTree(hashing)
  const entries: Array<string> = []
  const hashEntries = (): void => {
    for (const leaf of entries.map((entry) => hashing.leaf(entry))) tree.append(leaf)
    entries.length = 0
  }
  for (const event of events) {
    entries.push(eventEntry(event))
    if (entries.length === PAGE) hashEntries()
  }
  hashEntries()
  return tree
}

/** The digest of a log's first `size` events; null if there are not that many (M27). */
export const digestAt = (stream: string, log: MerkleTree, size = log.size): Digest | null => {
  const root = log.rootAt(size)
  return root === null ? null : { stream: branded(stream), size, root: toHex(root) }
}
