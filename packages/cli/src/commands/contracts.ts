import {
  contractList,
  historiesIn,
  historiesTogether,
  historySize,
  readPortfolio,
  type ContractList,
  type Portfolio,
} from '@kpi-ledger/projections'
import { contractsDocument, portfolioDocument, proven, type Document } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed, type Context, type Outcome } from '../command/command'
import { optional } from '../command/option'
import { asAtOf } from '../input/as-at'
import { ledgersOf } from '../input/ledgers'
import { wrongPeriod, yearStartOf } from '../input/contract-period'
import { readPeriod } from '../input/options'
import { asAtOptions, EXAMPLE, storeOption } from '../input/shared-options'
import { openToRead, type OpenedStore } from '../input/store'
import { storeFailure } from '../store-failure'

const { atRevision: _, ...limits } = asAtOptions

/** The month in which the years of all contracts start; 1 if they start in different months. */
const yearStartOfAll = (yearStarts: ReadonlySet<number>): number => {
  const [only = 1, ...others] = yearStarts
  return others.length === 0 ? only : 1
}

/** Prints an answer about contracts, with what it was drawn from if the format is one that is kept. */
const answered = async (
  context: Context,
  store: OpenedStore,
  { asAt, contracts }: ContractList | Portfolio,
  document: Document,
): Outcome => {
  const ledgers = await ledgersOf(context, store, asAt, contracts)
  return E.isLeft(ledgers) ? ledgers : printed(proven(document, { ledgers: ledgers.right }))
}

/** `contracts`: the contracts of a store, or how each is doing in a period (M38). */
export const command = defineCommand({
  name: 'contracts',
  group: 'Questions',
  summary: 'The contracts of a store with their regimes, or how each is doing in a period.',
  example: `contracts --store ${EXAMPLE} --period 2016-05`,
  options: {
    ...storeOption,
    period: optional(
      '--period <period>',
      'how each contract is doing in this period; without it, the list of contracts',
      readPeriod,
    ),
    ...limits,
  },
  run: async (context, given) => {
    const asAt = asAtOf({ ...given, atRevision: null })
    if (E.isLeft(asAt)) return asAt
    const store = await openToRead(context, given.store)
    if (E.isLeft(store)) return store
    const { reader, file } = store.right
    const failed = E.mapLeft(storeFailure(file))
    const { period } = given
    if (period === null) {
      const listed = failed(await contractList(reader, asAt.right)())
      return E.isLeft(listed)
        ? listed
        : answered(context, store.right, listed.right, contractsDocument(listed.right))
    }
    const counter = context.io.progress('reading')
    let events = 0
    const yearStarts = new Set<number>()
    const portfolio = await readPortfolio(
      file === null ? historiesIn(reader) : historiesTogether(reader),
      { period: period.period, written: period.text, asAt: asAt.right },
      (history) => {
        events += historySize(history)
        counter.at(events)
        yearStarts.add(yearStartOf(history))
      },
    )()
    counter.end()
    if (E.isRight(portfolio))
      return answered(
        context,
        store.right,
        portfolio.right,
        portfolioDocument(portfolio.right, yearStartOfAll(yearStarts)),
      )
    const { left } = portfolio
    return E.left(
      left._tag === 'YearNotSplit' ? wrongPeriod('--period')(left) : storeFailure(file)(left),
    )
  },
})
