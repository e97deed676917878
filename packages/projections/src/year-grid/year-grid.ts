import {
  formatPeriod,
  type FinancialYear,
  type History,
  type Outcome,
  type Period,
  type Rating,
  type Unit,
} from '@kpi-ledger/core'
import { monthsOf } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { now, type AsAt } from '../history/as-at'
import type { QueryError } from '../history/query-error'
import { ask } from '../history/question'
import type { Figure } from '../figure/figure'
import type { Cell } from '../scorecard/cell'
import { columnOrNone } from '../scorecard/scorecard'
import type { Travels } from '../scorecard/travel'
import { kpisByServiceArea } from '../scorecard/service-areas'

/** A question for a year grid. */
export interface YearGridQuery {
  /** The financial year (M1a). */
  readonly financialYear: FinancialYear
  /** Whether its columns are months or quarters; months by default. */
  readonly by?: 'month' | 'quarter'
  /** The regime to rate under; by default the one in effect in each period. */
  readonly regime?: string
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** A figure and its rating in one period. */
export interface YearGridCell {
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The regime it is rated under. */
  readonly regime: string
  /** What was achieved, or why there is no figure; null if nothing is recorded (M17, M18). */
  readonly outcome: Outcome | null
  /** Which period the outcome is of (M3). */
  readonly figure: Figure | null
  /** The rating, or the word for what is not rated. */
  readonly rating: Rating
  /** The value as rated, if rounding it changed the rating; else null (M15). */
  readonly rated: number | null
  /** How the figure compares with earlier ones (M37). */
  readonly travel: Travels
  /** Whether the rating was decided on (M33). */
  readonly decided: boolean
}

/** A KPI's row. Description and unit are those of the last period in which it is shown. */
export interface YearGridKPI {
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** The unit of the KPI's figures (M9b). */
  readonly unit: Unit
  /** One per period; null if the KPI is not on the scorecard of that period. */
  readonly cells: ReadonlyArray<YearGridCell | null>
}

/** A contract's KPIs across a financial year (M35; wire format, Year grid JSON). */
export interface YearGrid {
  /** The id of the contract. */
  readonly contract: string
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The financial year: `FY2016`. */
  readonly financialYear: string
  /** The twelve months, or the four quarters. */
  readonly periods: ReadonlyArray<string>
  /** The service areas with their KPIs, in scorecard order. */
  readonly serviceAreas: ReadonlyArray<{
    readonly name: string
    readonly kpis: ReadonlyArray<YearGridKPI>
  }>
}

const QUARTERS = [1, 2, 3, 4]

const periodsOf = (
  year: FinancialYear,
  by: 'month' | 'quarter',
  yearStart: number,
): ReadonlyArray<Period> =>
  by === 'month'
    ? monthsOf(year, yearStart)
    : QUARTERS.map((quarter) => ({
        kind: 'quarter',
        financialYear: year.financialYear,
        quarter,
      }))

const cellOf = (cell: Cell | null): YearGridCell | null => {
  if (cell === null) return null
  const { period, regime, outcome, figure, rating, rated, travel, decided } = cell
  return { period, regime, outcome, figure, rating, rated, travel, decided: decided !== null }
}

/**
 * A contract's KPIs across the months or quarters of a financial year: the cells of the scorecards of
 * these periods, none where no regime is in effect (M35). Fails if there is no such contract, regime
 * or revision.
 */
export const yearGrid = (
  history: History,
  { financialYear, by = 'month', regime, asAt = now }: YearGridQuery,
): E.Either<QueryError, YearGrid> => {
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const { contract, yearStart } = question.right.contract
  const periods = periodsOf(financialYear, by, yearStart)
  const columns = E.traverseArray((period: Period) => columnOrNone(question.right, regime, period))(
    periods,
  )
  if (E.isLeft(columns)) return columns
  return E.right({
    ...{ contract, asAt, financialYear: formatPeriod(financialYear) },
    periods: periods.map(formatPeriod),
    serviceAreas: kpisByServiceArea(question.right, columns.right).map(([name, kpis]) => ({
      name,
      kpis: kpis.map(({ kpi, definition: { description, unit }, cells }) => ({
        kpi,
        description,
        unit,
        cells: cells.map(cellOf),
      })),
    })),
  })
}
