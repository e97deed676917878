import { decoder, type CheckpointStore, type DecodeError } from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import { readWrittenPeriod, struct, WrittenPeriodText } from '@kpi-ledger/core/unstable'
import {
  contractList,
  historiesIn,
  historiesTogether,
  historySize,
  readPortfolio,
  type AsAt,
  type ContractList,
  type Portfolio,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'
import { asAtOptions, readAsAt, type AsAtOptions } from './questions/as-at'
import { givenIn } from './questions/question'

/**
 * Options for the contracts of a ledger. A revision belongs to one contract, so it cannot limit
 * them.
 */
export type ContractsOptions = Omit<AsAtOptions, 'atRevision'>

/** Options for a portfolio. */
export interface PortfolioOptions extends ContractsOptions {
  /** `2016-05`, `2016/17`, `2016/17-Q1` or `FY2016-Q1` (M1, M1a). */
  readonly period: string
}

const { atRevision: _, ...limits } = asAtOptions
const decodeContracts = decoder(struct('a question for contracts', {}, limits))
const decodePortfolio = decoder(
  struct('a question for a portfolio', { period: WrittenPeriodText }, limits),
)

/** Decodes the options for a list of contracts. */
export const readContractsOptions = (options: unknown): E.Either<DecodeError, AsAt> => {
  const asked = decodeContracts(givenIn(options))
  return E.isLeft(asked) ? asked : readAsAt(asked.right)
}

/** The contracts registered in a store, with their regimes. */
export const contractsIn = (
  reader: EventReader,
  asAt: AsAt,
): Promise<E.Either<LedgerError, ContractList>> => contractList(reader, asAt)()

/** Where a portfolio is read from. */
export interface PortfolioSource {
  /** The store. */
  readonly reader: EventReader
  /** Whether the store is a ledger file, which is read from its beginning for each stream. */
  readonly isFile: boolean
  /** Where snapshots are kept; null for none. */
  readonly snapshots: CheckpointStore | null
  /** Called for each contract with the number of its events. */
  readonly read: (events: number) => void
}

/** The contracts of a store in one period. Each is read once and not kept in memory (M38). */
export const portfolioIn = async (
  open: () => Promise<E.Either<LedgerError, PortfolioSource>>,
  options: unknown,
): Promise<E.Either<LedgerError, Portfolio>> => {
  const asked = decodePortfolio(givenIn(options))
  if (E.isLeft(asked)) return asked
  const asAt = readAsAt(asked.right)
  if (E.isLeft(asAt)) return asAt
  const source = await open()
  if (E.isLeft(source)) return source
  const { reader, isFile, snapshots, read } = source.right
  const histories = isFile ? historiesTogether(reader) : historiesIn(reader, snapshots)
  const written = asked.right.period
  const query = { period: readWrittenPeriod(written), written, asAt: asAt.right }
  return readPortfolio(histories, query, (history) => {
    read(historySize(history))
  })()
}
