import { collect, streamOf, type RecordedEvent } from '@kpi-ledger/core'
import {
  comparison,
  describeQueryError,
  scorecard,
  scorecardJson,
  tracker,
  type AsAt,
  type QueryError,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/lib/Either'
import { badInput, storeFailure, type Failure } from '../failure'
import { ledgerBehind, openContract, type OpenContract } from '../input/contract'
import { readAsAt, readPeriods, readYear, type AsAtOptions } from '../input/options'
import { reading } from '../input/store'
import type { Io } from '../io'
import { comparisonCsv, renderComparison } from '../render/comparison'
import { eventsCsv, eventsJson, renderEvents } from '../render/events'
import { scorecardCsv } from '../render/scorecard-csv'
import { renderScorecard } from '../render/scorecard-table'
import { renderTracker, trackerCsv } from '../render/tracker'
import type { Answer } from './answer'

/** What an action gives: the answer to print, or why there is none. */
export type Answered = Promise<E.Either<Failure, Answer>>

interface StoreOptions {
  readonly store?: string
  readonly contract: string
}

const inWords = E.mapLeft((error: QueryError) => badInput(describeQueryError(error)))

interface Asked extends OpenContract {
  readonly asAt: AsAt
}

const open = async (
  io: Io,
  options: StoreOptions & AsAtOptions,
): Promise<E.Either<Failure, Asked>> => {
  const asAt = readAsAt(options)
  if (E.isLeft(asAt)) return asAt
  const contract = await reading(options.store, (store) =>
    openContract(store, options.contract, io.progress('reading')),
  )
  return E.isLeft(contract) ? contract : E.right({ ...contract.right, asAt: asAt.right })
}

const named = (regime: string | undefined) => (regime === undefined ? {} : { regime })

/** `scorecard`: a contract's KPIs, rated. */
export const answerScorecard = async (
  io: Io,
  options: StoreOptions &
    AsAtOptions & { readonly period: ReadonlyArray<string>; readonly regime?: string },
): Answered => {
  const periods = readPeriods(options.period)
  if (E.isLeft(periods)) return periods
  const asked = await open(io, options)
  if (E.isLeft(asked)) return asked
  const { history, asAt } = asked.right
  const card = inWords(
    scorecard(history, { periods: periods.right, asAt, ...named(options.regime) }),
  )
  if (E.isLeft(card)) return card
  const ledger = ledgerBehind(asked.right, asAt)
  return E.right({
    table: (terminal) =>
      `${renderScorecard(card.right, terminal)}\nledger of ${String(ledger.size)} events, root ${ledger.root}`,
    json: () => scorecardJson(card.right, ledger),
    csv: () => scorecardCsv(card.right),
  })
}

/** `tracker`: a KPI's year against its profile. */
export const answerTracker = async (
  io: Io,
  options: StoreOptions &
    AsAtOptions & { readonly kpi: string; readonly year: string; readonly regime?: string },
): Answered => {
  const financialYear = readYear(options.year)
  if (E.isLeft(financialYear)) return financialYear
  const asked = await open(io, options)
  if (E.isLeft(asked)) return asked
  const { history, asAt } = asked.right
  const { kpi, regime } = options
  const tracked = inWords(
    tracker(history, { kpi, financialYear: financialYear.right, asAt, ...named(regime) }),
  )
  if (E.isLeft(tracked)) return tracked
  return E.right({
    table: (terminal) => renderTracker(tracked.right, terminal),
    json: () => tracked.right,
    csv: () => trackerCsv(tracked.right),
  })
}

/** `compare`: the same actuals under two regimes. */
export const answerComparison = async (
  io: Io,
  options: StoreOptions &
    AsAtOptions & {
      readonly from: string
      readonly to: string
      readonly period: ReadonlyArray<string>
    },
): Answered => {
  const periods = readPeriods(options.period)
  if (E.isLeft(periods)) return periods
  const asked = await open(io, options)
  if (E.isLeft(asked)) return asked
  const { history, asAt } = asked.right
  const compared = inWords(
    comparison(history, { a: options.from, b: options.to, periods: periods.right, asAt }),
  )
  if (E.isLeft(compared)) return compared
  return E.right({
    table: (terminal) => renderComparison(compared.right, terminal),
    json: () => compared.right,
    csv: () => comparisonCsv(compared.right),
  })
}

/** An answer that is a list of events. */
export const eventsAnswer = (events: ReadonlyArray<RecordedEvent>): Answer => ({
  table: (terminal) => renderEvents(events, terminal),
  json: () => eventsJson(events),
  csv: () => eventsCsv(events),
})

const isAbout =
  (kpi: string | undefined) =>
  ({ data }: RecordedEvent): boolean =>
    kpi === undefined || ('kpi' in data && data.kpi === kpi)

/** `history`: a contract's events, or those about one KPI. */
export const answerHistory = async (
  options: StoreOptions & { readonly kpi?: string },
): Answered => {
  const events = await reading(options.store, async ({ reader, file, url }) => {
    const all = await collect(reader.read(streamOf(options.contract)))()
    if (E.isLeft(all)) return E.left(storeFailure(file)(all.left))
    return all.right.length === 0
      ? E.left(badInput(`no contract ${JSON.stringify(options.contract)} in ${url}`))
      : all
  })
  if (E.isLeft(events)) return events
  const about = events.right.filter(isAbout(options.kpi))
  return about.length === 0
    ? E.left(badInput(`no KPI ${JSON.stringify(options.kpi)} in contract "${options.contract}"`))
    : E.right(eventsAnswer(about))
}
