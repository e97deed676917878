import { nodeHashing } from '@kpi-ledger/adapters'
import { streamOf, type RecordedEvent } from '@kpi-ledger/core'
import { eventLeaf, MerkleTree, foldPages } from '@kpi-ledger/core/unstable'
import { addToHistory, emptyHistory, historySize, type History } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { Failure } from '../failure'
import type { Counter } from '../io'
import { noSuchContract } from './no-such-contract'
import type { OpenedStore } from './store'
import { storeFailure } from '../store-failure'

const readInto = async (
  store: OpenedStore,
  contract: string,
  counter: Counter,
  take: (event: RecordedEvent) => void,
): Promise<E.Either<Failure, History>> => {
  const { reader, file } = store
  const history = emptyHistory()
  const add = (_: null, event: RecordedEvent): E.Either<never, null> => {
    addToHistory(history, event)
    take(event)
    counter.at(historySize(history))
    return E.right(null)
  }
  const read = await foldPages(reader.read(streamOf(contract)), null, add)()
  counter.end()
  if (E.isLeft(read)) return E.left(storeFailure(file)(read.left))
  return historySize(history) === 0 ? noSuchContract(store, contract) : E.right(history)
}

/** Reads the whole history of a contract; bad input if the store does not have it. */
export const openHistory = (
  store: OpenedStore,
  contract: string,
  counter: Counter,
): Promise<E.Either<Failure, History>> => readInto(store, contract, counter, () => undefined)

/** A contract's history and its Merkle log, folded in one pass over the stream. */
export interface HashedContract {
  /** The history. */
  readonly history: History
  /** The Merkle log. */
  readonly log: MerkleTree
}

/** Reads the whole history of a contract and hashes its events, for an answer that shows a root. */
export const openHashed = async (
  store: OpenedStore,
  contract: string,
  counter: Counter,
): Promise<E.Either<Failure, HashedContract>> => {
  const log = new MerkleTree(nodeHashing)
  const hash = (event: RecordedEvent): void => log.append(eventLeaf(event, nodeHashing))
  const history = await readInto(store, contract, counter, hash)
  return E.isLeft(history) ? history : E.right({ history: history.right, log })
}
