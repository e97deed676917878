import { formatPeriod, type FinancialYear, type History, type Rating } from '@kpi-ledger/core'
import { kpisDefined, lastMonth, monthIndex, monthsIn } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { now, type AsAt } from '../history/as-at'
import type { QueryError } from '../history/query-error'
import { ask } from '../history/question'
import { byServiceArea } from '../scorecard/service-areas'
import { assessmentsOf, regimeMonths, type Assessment } from './assessments'
import { countPoints, type CountedPoints } from './count-points'

/** A question for points. */
export interface PointsQuery {
  /** The financial year (M1a). */
  readonly financialYear: FinancialYear
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** A KPI's points in one of its assessment periods. */
export interface PeriodPoints extends CountedPoints {
  /** The assessment period, as the ledger writes it (M1). */
  readonly period: string
  /** The rating, or the word for what is not rated. */
  readonly rating: Rating
}

/** A KPI's points in the year. */
export interface KPIPoints {
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** Its own assessment periods in the year in which it is on a scorecard. */
  readonly periods: ReadonlyArray<PeriodPoints>
  /** The sum of its counted points. */
  readonly total: number
}

/** The counted points of all KPIs in a period. */
export interface PeriodTotal {
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The sum of the counted points. */
  readonly counted: number
}

/** What a contract's KPIs cost in a financial year (M34; wire format, Points JSON). */
export interface Points {
  /** The id of the contract. */
  readonly contract: string
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The financial year: `FY2016`. */
  readonly financialYear: string
  /** In scorecard order. */
  readonly kpis: ReadonlyArray<KPIPoints>
  /** For each period in which a KPI is assessed, ordered by end, the shortest first. */
  readonly byPeriod: ReadonlyArray<PeriodTotal>
  /** For each quarter: the periods that end in it. */
  readonly byQuarter: ReadonlyArray<PeriodTotal>
  /** The sum of all counted points in the year. */
  readonly total: number
  /**
   * Of the periods that end in the twelve months up to the end of the year, or up to the latest that
   * is rated if that is earlier.
   */
  readonly last12Months: number
}

type Counted = Assessment & CountedPoints

const sumOf = (counted: ReadonlyArray<Counted>): number =>
  counted.reduce((sum, each) => sum + each.counted, 0)

const byPeriodOf = (all: ReadonlyArray<Counted>): ReadonlyArray<PeriodTotal> => {
  const totals = new Map<string, PeriodTotal>()
  const inOrder = [...all].sort((a, b) => a.end - b.end || monthsIn(a.period) - monthsIn(b.period))
  for (const { period: of, counted } of inOrder) {
    const period = formatPeriod(of)
    totals.set(period, { period, counted: (totals.get(period)?.counted ?? 0) + counted })
  }
  return [...totals.values()]
}

const last12MonthsOf = (all: ReadonlyArray<Counted>): number => {
  const rated = all.filter(({ cell }) => cell.rating.grade !== 'other')
  const latest = Math.max(...rated.map(({ end }) => end))
  return sumOf(rated.filter(({ end }) => end > latest - 12))
}

const kpiOf = (kpi: string, periods: ReadonlyArray<Counted>, description: string): KPIPoints => ({
  kpi,
  description,
  periods: periods.map(({ period, cell: { rating }, points, run, counted }) => ({
    period: formatPeriod(period),
    rating,
    points,
    run,
    counted,
  })),
  total: sumOf(periods),
})

/**
 * What a contract's KPIs cost in a financial year, by the points of the bands they fell into; runs
 * continue across years and regimes, each period under the regime in effect (M34). Fails if there
 * is no such contract or revision.
 */
export const points = (
  history: History,
  { financialYear, asAt = now }: PointsQuery,
): E.Either<QueryError, Points> => {
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const { contract, yearStart } = question.right.contract
  const last = lastMonth(financialYear, yearStart)
  const first = monthIndex(last) - 11
  const months = regimeMonths(question.right, last)
  const counted = kpisDefined(history, question.right.rules).map((rules) => {
    const all = countPoints(assessmentsOf(question.right, rules, months))
    return { kpi: rules.kpi, all, inYear: all.filter(({ end }) => end >= first) }
  })
  const shown = counted.flatMap(({ kpi, inYear }) => {
    const definition = inYear.at(-1)?.definition
    return definition === undefined ? [] : [{ kpi, inYear, definition }]
  })
  const inYear = shown.flatMap((each) => each.inYear)
  return E.right({
    ...{ contract, asAt, financialYear: formatPeriod(financialYear) },
    kpis: byServiceArea(shown, ({ definition }) => definition.serviceArea)
      .flatMap(([, kpis]) => kpis)
      .map(({ kpi, inYear: periods, definition }) => kpiOf(kpi, periods, definition.description)),
    byPeriod: byPeriodOf(inYear),
    byQuarter: [1, 2, 3, 4].map((quarter) => {
      const until = first + quarter * 3
      return {
        period: formatPeriod({
          kind: 'quarter',
          financialYear: financialYear.financialYear,
          quarter,
        }),
        counted: sumOf(inYear.filter(({ end }) => end < until && end >= until - 3)),
      }
    }),
    total: sumOf(inYear),
    last12Months: last12MonthsOf(counted.flatMap(({ all }) => all)),
  })
}
