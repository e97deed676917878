import { readContractId } from './options'
import { nodeHashing } from '@kpi-ledger/adapters'
import { streamOf, type RecordedEvent } from '@kpi-ledger/core'
import { eventLeaf, MerkleTree, toHex } from '@kpi-ledger/core/proofs'
import { foldPages } from '@kpi-ledger/core/unstable'
import {
  addToHistory,
  drawnFrom,
  emptyHistory,
  historySize,
  type AsAt,
  type History,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { badInput, storeFailure, type Failure } from '../failure'
import type { Counter } from '../io'
import type { OpenStore } from './store'

/** A contract's history and its Merkle log, folded in one pass over the stream. */
export interface OpenContract {
  readonly history: History
  readonly log: MerkleTree
}

/** Reads all there is of a contract; one that is not in the store is bad input. */
export const openContract = async (
  { reader, file, url }: OpenStore,
  contract: string,
  counter: Counter,
): Promise<E.Either<Failure, OpenContract>> => {
  const named = readContractId(contract)
  if (E.isLeft(named)) return named
  const history = emptyHistory()
  const log = new MerkleTree(nodeHashing)
  const add = (_: null, event: RecordedEvent): E.Either<never, null> => {
    addToHistory(history, event)
    log.append(eventLeaf(event, nodeHashing))
    counter.at(historySize(history))
    return E.right(null)
  }
  const read = await foldPages(reader.read(streamOf(contract)), null, add)()
  counter.end()
  if (E.isLeft(read)) return E.left(storeFailure(file)(read.left))
  return historySize(history) === 0
    ? E.left(badInput(`no contract ${JSON.stringify(contract)} in ${url}`))
    : E.right({ history, log })
}

/** The size and root of the events an answer was drawn from. */
export const ledgerBehind = (
  { history, log }: OpenContract,
  asAt: AsAt,
): { readonly size: number; readonly root: string } => {
  const size = drawnFrom(history, asAt)
  const root = log.rootAt(size)
  return { size, root: root === null ? '' : toHex(root) }
}
