import { streamOf, type RecordedEvent } from '@kpi-ledger/core'
import { foldPages } from '@kpi-ledger/core/unstable'
import { comparison, eventKnown, scorecard, scorecardJson, tracker } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { badInput, storeFailure, type Failure } from '../failure'
import { ledgerBehind } from '../input/contract'
import { readAsAt, readPeriods, readYear, type AsAtOptions } from '../input/options'
import { reading, type OpenStore } from '../input/store'
import type { Counter, Io } from '../io'
import { comparisonCsv, renderComparison } from '../render/comparison'
import { eventsCsv, eventsJson, renderEvents } from '../render/events'
import { scorecardCsv } from '../render/scorecard-csv'
import { renderScorecard } from '../render/scorecard-table'
import { renderTracker, trackerCsv } from '../render/tracker'
import type { Answer } from './answer'
import { inWords, named, open, type Answered, type StoreOptions } from './asking'

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

const readEvents = async (
  { reader, file, url }: OpenStore,
  contract: string,
  counter: Counter,
): Promise<E.Either<Failure, ReadonlyArray<RecordedEvent>>> => {
  const events: Array<RecordedEvent> = []
  const add = (_: null, event: RecordedEvent): E.Either<never, null> => {
    counter.at(events.push(event))
    return E.right(null)
  }
  const read = await foldPages(reader.read(streamOf(contract)), null, add)()
  counter.end()
  if (E.isLeft(read)) return E.left(storeFailure(file)(read.left))
  return events.length === 0
    ? E.left(badInput(`no contract ${JSON.stringify(contract)} in ${url}`))
    : E.right(events)
}

/** `history`: a contract's events, or those about one KPI. */
export const answerHistory = async (
  io: Io,
  options: StoreOptions & AsAtOptions & { readonly kpi?: string },
): Answered => {
  const asAt = readAsAt(options)
  if (E.isLeft(asAt)) return asAt
  const { kpi } = options
  const events = await reading(options.store, (store) =>
    readEvents(store, options.contract, io.progress('reading')),
  )
  if (E.isLeft(events)) return events
  const about = events.right.filter(isAbout(kpi))
  if (about.length === 0)
    return E.left(badInput(`no KPI ${JSON.stringify(kpi)} in contract "${options.contract}"`))
  const { revision } = asAt.right
  const size = events.right.length
  return revision !== null && revision >= size
    ? inWords(E.left({ _tag: 'NoSuchRevision', revision, size }))
    : E.right(eventsAnswer(about.filter(eventKnown(asAt.right))))
}
