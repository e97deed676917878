import * as E from 'fp-ts/Either'
import { formatPeriod, type History, type Period, type Rating } from '@kpi-ledger/core'
import { notRatedWords, type Adoption } from '@kpi-ledger/core/unstable'
import { now, type AsAt } from '../history/as-at'
import { contractNotes } from '../history/facts'
import type { LedgerState } from '../history/ledger-state'
import type { QueryError } from '../history/query-error'
import { eachOnce } from '../history/periods'
import { ask, regimeNamed, regimeOf, type Question } from '../history/question'
import type { Column } from './column'
import { serviceAreasOf, type ServiceArea } from './service-areas'
import { summarise, type PeriodSummary } from './summary'

/** A question for a scorecard. */
export interface ScorecardQuery {
  /** The periods, each a column; one given twice counts once. */
  readonly periods: ReadonlyArray<Period>
  /** The regime to rate under; by default the one in effect in each period. */
  readonly regime?: string
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** The words of a regime: its title, its bands, best first, and what is not rated. */
export interface SchemeWords {
  /** The title of the regime. */
  readonly title: string
  /** The bands, best first. */
  readonly bands: ReadonlyArray<Rating>
  /** The general word first. */
  readonly notRated: ReadonlyArray<Omit<Rating, 'grade'>>
}

/** A contract's KPIs by service area, rated (wire format, Scorecard JSON, less `ledger`). */
export interface Scorecard {
  /** The id of the contract. */
  readonly contract: string
  /** The title of the contract. */
  readonly title: string
  /** The regime named, else the one in effect in all periods, else null. */
  readonly regime: string | null
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The periods, as the ledger writes them (M1). */
  readonly periods: ReadonlyArray<string>
  /** The service areas, in the order of their first KPIs. */
  readonly serviceAreas: ReadonlyArray<ServiceArea>
  /** The words of each regime that a cell or the summary names, by its id. */
  readonly schemes: Readonly<Record<string, SchemeWords>>
  /** The notes on the whole contract for these periods, in recorded order. */
  readonly notes: ReadonlyArray<{ readonly period: string; readonly text: string }>
  /** One summary per period, in the order of the periods. */
  readonly summary: ReadonlyArray<PeriodSummary>
}

/** The column of a period: under the regime named, or the one in effect (M4). */
export const columnOf =
  (question: Question, regime: string | undefined) =>
  (period: Period): E.Either<QueryError, Column> =>
    E.map((adoption: Adoption) => ({ period, regime: adoption, named: regime !== undefined }))(
      regime === undefined ? regimeOf(question, period) : regimeNamed(question, regime),
    )

/** The column of a period; null where no regime is in effect in it (M4). */
export const columnOrNone = (
  question: Question,
  named: string | undefined,
  period: Period,
): E.Either<QueryError, Column | null> => {
  const column = columnOf(question, named)(period)
  return E.isLeft(column) && column.left._tag === 'NoRegimeToRateBy' ? E.right(null) : column
}

const wordsOf = ({ title, scheme: { bands, notRated } }: Adoption): SchemeWords => ({
  title,
  bands: bands.map(({ code, label, grade }) => ({ code, label, grade })),
  notRated: notRatedWords(notRated),
})

const sharedRegime = (columns: ReadonlyArray<Column>): string | null => {
  const [first = null, ...others] = new Set(columns.map(({ regime }) => regime.regime))
  return others.length === 0 ? first : null
}

/**
 * A contract's scorecard for one or more periods, under the regime named or the one in effect,
 * as known at a point in the ledger's time (M1 to M8, M14, M18, M21); a period asked for twice is
 * answered once. Fails if there is no such
 * contract, regime or revision, if no period is given, or if no regime is in effect in one.
 */
export const scorecard = (
  history: History,
  { periods: asked, regime, asAt = now }: ScorecardQuery,
): E.Either<QueryError, Scorecard> => {
  const periods = eachOnce(asked)
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const columns = E.traverseArray(columnOf(question.right, regime))(periods)
  if (E.isLeft(columns)) return columns
  if (periods.length === 0) return E.left({ _tag: 'NoPeriod' })

  const { contract, facts } = question.right
  const serviceAreas = serviceAreasOf(question.right, columns.right)
  const rows = serviceAreas.flatMap(({ kpis }) => kpis)
  return E.right({
    contract: contract.contract,
    title: contract.title,
    regime: sharedRegime(columns.right),
    asAt,
    periods: periods.map(formatPeriod),
    serviceAreas,
    schemes: Object.fromEntries(
      columns.right.map(({ regime: adoption }) => [adoption.regime, wordsOf(adoption)]),
    ),
    notes: periods.flatMap((period) =>
      contractNotes(history, period, facts).map(({ text }) => ({
        period: formatPeriod(period),
        text,
      })),
    ),
    summary: columns.right.map(({ period, regime: { regime: name, scheme } }, i) =>
      summarise(
        formatPeriod(period),
        name,
        scheme,
        rows.map(({ cells }) => cells[i] ?? null),
      ),
    ),
  })
}

/** The scorecard in the wire format: with the size and root of the events it was drawn from. */
export interface ScorecardJson extends Scorecard {
  /** The size and root of the events it was drawn from (M27). */
  readonly ledger: LedgerState
}

/** The scorecard in the wire format. */
export const scorecardJson = (card: Scorecard, { size, root }: LedgerState): ScorecardJson => {
  const { contract, title, regime, asAt, ...rest } = card
  return { contract, title, regime, asAt, ledger: { size, root }, ...rest }
}
