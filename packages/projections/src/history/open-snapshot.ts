import { describe, type CheckpointStore, type History, type RecordedEvent } from '@kpi-ledger/core'
import type { CheckpointKey } from '@kpi-ledger/core/store'
import { MerkleTree, type Hashing } from '@kpi-ledger/core/proofs'
import {
  counted,
  eventLeaf,
  formatPosition,
  fromHex,
  historySize,
  invariant,
  textLeafHash,
  toHex,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { encodeHistory } from './encode-history'
import { decodeHistory, HISTORY_VERSION } from './history.codec'
import { decodeSeal, type Seal } from './seal.codec'

/** A snapshot that is consistent in itself. */
export interface Snapshot {
  /** What the snapshot says about its events. */
  readonly seal: Seal
  /** The folded events. */
  readonly history: History
  /** The Merkle log of its events, from its right edge on. */
  readonly log: MerkleTree
}

/** The checkpoint that the snapshot of a stream is. */
export const snapshotKey = (stream: string): CheckpointKey => ({
  name: `snapshot of ${stream}`,
  version: HISTORY_VERSION,
})

/** The position at which a snapshot is saved. */
export const snapshotPosition = ({ stream, size }: Pick<Seal, 'stream' | 'size'>): string =>
  formatPosition({ kind: 'stream', stream, revision: size - 1 })

/** The checksum of a history as stored in a snapshot. */
export const checksumOf = (body: string): string => toHex(textLeafHash(body))

/** What a snapshot says about itself; `log` covers all events up to the last. */
const sealOf = (stream: string, last: RecordedEvent, log: MerkleTree, body: string): Seal => {
  const root = log.rootAt(log.size)
  invariant(root !== null, 'a log does not know its own root')
  return {
    stream,
    size: last.revision + 1,
    id: last.id,
    leaf: toHex(eventLeaf(last)),
    root: toHex(root),
    edge: log.edge().map(toHex),
    checksum: checksumOf(body),
  }
}

/** A snapshot's text. */
export const formatSnapshot = (
  stream: string,
  history: History,
  last: RecordedEvent,
  log: MerkleTree,
): { readonly seal: Seal; readonly state: string } => {
  const body = encodeHistory(history)
  const seal = sealOf(stream, last, log, body)
  return { seal, state: `${JSON.stringify(seal)}\n${body}` }
}

/** The log that a seal continues, if its root matches its edge. */
const logOf = ({ size, root, edge }: Seal, hashing: Hashing): MerkleTree | null => {
  const log = MerkleTree.goingOn(size, edge.map(fromHex), hashing)
  const own = log?.rootAt(size)
  return own !== undefined && own !== null && toHex(own) === root ? log : null
}

const readSnapshot = (
  stream: string,
  position: string,
  text: string,
  hashing: Hashing,
): E.Either<string, Snapshot> => {
  const end = text.indexOf('\n')
  const body = text.slice(end + 1)
  const decoded = decodeSeal(text.slice(0, Math.max(0, end)))
  if (E.isLeft(decoded)) return decoded
  const seal = decoded.right
  if (seal.stream !== stream) return E.left(`it is of the stream ${seal.stream}`)
  if (position !== snapshotPosition(seal))
    return E.left('its position is not that of its last event')
  if (seal.checksum !== checksumOf(body)) return E.left('its checksum is wrong')
  const log = logOf(seal, hashing)
  if (log === null) return E.left('its root is not that of its edge')
  const history = decodeHistory(body)
  if (E.isLeft(history)) return history
  return historySize(history.right) === seal.size
    ? E.right({ seal, history: history.right, log })
    : E.left(`it has ${counted(historySize(history.right), 'event')}, not ${seal.size}`)
}

/** The snapshot of a stream; null if there is none, or why it cannot be used. */
export const findSnapshot = async (
  snapshots: CheckpointStore | null,
  stream: string,
  hashing: Hashing,
): Promise<E.Either<string, Snapshot | null>> => {
  if (snapshots === null) return E.right(null)
  const found = await snapshots.load(snapshotKey(stream))()
  if (E.isLeft(found)) return E.left(describe(found.left))
  if (found.right === null) return E.right(null)
  const { position, state } = found.right
  return state === null
    ? E.left('it contains no history')
    : readSnapshot(stream, position, state, hashing)
}
