import { nodeHashing, readLedgerFile } from '@kpi-ledger/adapters'
import { streamOf, type RecordedEvent, type StreamName } from '@kpi-ledger/core'
import { eventLeaf, MerkleTree } from '@kpi-ledger/core/proofs'
import { foldPages } from '@kpi-ledger/core/unstable'
import { addToHistory, emptyHistory, type History } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { badInput, storeFailure, type Failure } from '../failure'
import { noSuchContract } from './no-such-contract'
import type { OpenedStore } from './store'

/** A contract's Merkle log, and one of its events if requested and found. */
export interface OpenLog {
  readonly stream: string
  readonly log: MerkleTree
  readonly event: RecordedEvent | null
}

/** Reads a contract's Merkle log from a store; one that is not in the store is bad input. */
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

/** The Merkle logs and histories of all contracts in a ledger file, and the file's path. */
export interface LedgerLogs {
  readonly path: string
  readonly size: number
  readonly logs: ReadonlyMap<StreamName, MerkleTree>
  readonly histories: ReadonlyMap<StreamName, History>
  readonly event: RecordedEvent | null
}

/**
 * Reads all logs of a ledger file, and the event at one place in it; an invalid line is bad input.
 */
export const readLedgerLogs = async (
  path: string,
  place: { readonly stream: string; readonly revision: number } | null,
): Promise<E.Either<Failure, LedgerLogs>> => {
  const logs = new Map<StreamName, MerkleTree>()
  const histories = new Map<StreamName, History>()
  const isWanted = ({ stream, revision }: RecordedEvent): boolean =>
    stream === place?.stream && revision === place.revision
  const add = (
    { size, event }: { readonly size: number; readonly event: RecordedEvent | null },
    next: RecordedEvent,
  ) => {
    const log = logs.get(next.stream) ?? new MerkleTree(nodeHashing)
    log.append(eventLeaf(next, nodeHashing))
    logs.set(next.stream, log)
    const history = histories.get(next.stream) ?? emptyHistory()
    addToHistory(history, next)
    histories.set(next.stream, history)
    return E.right({ size: size + 1, event: isWanted(next) ? next : event })
  }
  const read = await foldPages(readLedgerFile(path), { size: 0, event: null }, add)()
  if (E.isRight(read)) return E.right({ path, logs, histories, ...read.right })
  return read.left._tag === 'Unavailable'
    ? E.left(badInput(read.left.reason))
    : E.left(storeFailure(path)(read.left))
}
