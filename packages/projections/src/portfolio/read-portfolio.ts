import {
  readHistory,
  type CheckpointStore,
  type History,
  type StoreError,
  type YearNotSplit,
} from '@kpi-ledger/core'
import type { EventReader, Positioned } from '@kpi-ledger/core/store'
import {
  addToHistory,
  contractIds,
  emptyHistory,
  foldPages,
  yearNotSplit,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { loadHistory, type LoadedHistory } from '../history/snapshot'
import {
  portfolioContract,
  portfolioOf,
  type Portfolio,
  type PortfolioContract,
  type PortfolioQuery,
} from './portfolio'

/** Histories of contracts as they are read; an error is the last. */
export type Histories = AsyncIterable<E.Either<StoreError, History>>

/**
 * The histories of all contracts of a store, in turn, each read once: its events, or
 * its snapshot and what came after it. Nothing is kept of those before. A contract whose stream is
 * deleted meanwhile is left out.
 */
export async function* historiesIn(
  store: EventReader,
  snapshots: CheckpointStore | null = null,
): AsyncGenerator<E.Either<StoreError, History>> {
  const contracts = await contractIds(store)()
  if (E.isLeft(contracts)) {
    yield contracts
    return
  }
  for (const contract of contracts.right) {
    const read =
      snapshots === null
        ? await readHistory(store, contract)()
        : E.map(({ history }: LoadedHistory) => history)(
            await loadHistory(store, snapshots, contract)(),
          )
    if (E.isLeft(read) && read.left._tag === 'StreamDeleted') continue
    yield read
    if (E.isLeft(read)) return
  }
}

/**
 * The histories of all contracts of a store in one pass over all its events, for one that has to be
 * read from the beginning for each stream, such as a ledger file. They are all kept at once.
 */
export async function* historiesTogether(
  store: Pick<EventReader, 'readAll'>,
): AsyncGenerator<E.Either<StoreError, History>> {
  const histories = new Map<string, History>()
  const read = await foldPages<Positioned, null>(store.readAll(), null, (_, { event }) => {
    const history = histories.get(event.stream) ?? emptyHistory()
    addToHistory(history, event)
    histories.set(event.stream, history)
    return E.right(null)
  })()
  if (E.isLeft(read)) yield read
  else for (const history of histories.values()) yield E.right(history)
}

/** Why the period of a portfolio cannot be written as it is for one of its contracts (M1a). */
const misnamedFor = (
  { contract }: History,
  { written }: PortfolioQuery,
): Required<YearNotSplit> | null => {
  if (contract === null || written === undefined) return null
  const misnamed = yearNotSplit(written, contract.yearStart)
  return misnamed && { ...misnamed, contract: contract.contract }
}

/** The portfolio of contracts as their histories are read (M38); `read` is called after each. */
export const readPortfolio =
  (
    histories: Histories,
    query: PortfolioQuery,
    read: (history: History) => void = () => undefined,
  ): TE.TaskEither<StoreError | YearNotSplit, Portfolio> =>
  async () => {
    const contracts: Array<PortfolioContract> = []
    for await (const history of histories) {
      if (E.isLeft(history)) return history
      const misnamed = misnamedFor(history.right, query)
      if (misnamed !== null) return E.left(misnamed)
      const contract = portfolioContract(history.right, query)
      if (contract !== null) contracts.push(contract)
      read(history.right)
    }
    return E.right(portfolioOf(contracts, query))
  }
