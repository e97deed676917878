import { nodeHashing } from '@kpi-ledger/adapters'
import { streamOf, type RecordedEvent } from '@kpi-ledger/core'
import { eventLeaf, MerkleEdge, MerkleTree, type Digest } from '@kpi-ledger/core/proofs'
import { foldPages, toHex } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { Failure } from '../failure'
import { noSuchContract } from './no-such-contract'
import type { OpenedStore } from './store'
import { storeFailure } from '../store-failure'

/** A contract's Merkle log, and one of its events if requested and found. */
export interface OpenLog {
  /** The name of the stream. */
  readonly stream: string
  /** The Merkle log. */
  readonly log: MerkleTree
  /** The requested event; null if none was requested or found. */
  readonly event: RecordedEvent | null
}

/** Reads a contract's Merkle log from a store; bad input if the store does not have it. */
export const openLog = async (
  store: OpenedStore,
  contract: string,
  revision: number | null,
): Promise<E.Either<Failure, OpenLog>> => {
  const { reader, file } = store
  const stream = streamOf(contract)
  const log = new MerkleTree(nodeHashing)
  const add = (found: RecordedEvent | null, event: RecordedEvent) => {
    log.append(eventLeaf(event, nodeHashing))
    return E.right(event.revision === revision ? event : found)
  }
  const read = await foldPages(reader.read(stream), null, add)()
  if (E.isLeft(read)) return E.left(storeFailure(file)(read.left))
  return log.size === 0
    ? noSuchContract(store, contract)
    : E.right({ stream, log, event: read.right })
}

/**
 * Reads the digest of a contract's first `size` events, or of all its events; null if there are
 * fewer.
 */
export const readDigest = async (
  store: OpenedStore,
  contract: string,
  size: number | null,
): Promise<E.Either<Failure, { readonly digest: Digest | null; readonly size: number }>> => {
  const stream = streamOf(contract)
  const edge = new MerkleEdge(nodeHashing)
  const digest = (): Digest => ({ stream, size: edge.size, root: toHex(edge.root()) })
  let found = size === 0 ? digest() : null
  const add = (_: null, event: RecordedEvent): E.Either<never, null> => {
    edge.append(eventLeaf(event, nodeHashing))
    if (edge.size === size) found = digest()
    return E.right(null)
  }
  const read = await foldPages(store.reader.read(stream), null, add)()
  if (E.isLeft(read)) return E.left(storeFailure(store.file)(read.left))
  return edge.size === 0
    ? noSuchContract(store, contract)
    : E.right({ digest: size === null ? digest() : found, size: edge.size })
}
