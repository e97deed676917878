import type { Cell, KPILife } from '@kpi-ledger/projections'
import { append } from 'fp-ts/ReadonlyArray'
import { init, last } from 'fp-ts/ReadonlyNonEmptyArray'
import { monthInWords } from '../words/period'

/** A month that was measured in the KPI's unit, with its index among all months. */
export interface MeasuredMonth {
  /** Index among all months. */
  readonly place: number
  /** The month. */
  readonly period: string
  /** The figure in the KPI's unit. */
  readonly value: number
  /** The cell of the scorecard. */
  readonly cell: Cell
}

/** The measured months of a KPI, in the unit it has at the end. */
export const measuredMonths = ({ months, unit }: KPILife): ReadonlyArray<MeasuredMonth> =>
  months.flatMap(({ period, cell, unit: own }, place) =>
    cell?.outcome?.kind === 'measured' && own === unit
      ? [{ place, period, value: cell.outcome.value, cell }]
      : [],
  )

/** The least number of months drawn, even if fewer are measured. */
const FEWEST = 12

/** A KPI's life from the month of its first figure on, but never less than a year of it. */
export const fromFirstFigure = (life: KPILife): KPILife => {
  const [first] = measuredMonths(life)
  const most = Math.max(0, life.months.length - FEWEST)
  const earlier = init(life.months).slice(Math.min(first?.place ?? 0, most))
  return { ...life, months: append(last(life.months))(earlier) }
}

/**
 * Runs of measured months with none missing in between. A month in which nothing is due is not
 * missing, such as those between the quarters of a quarterly KPI.
 */
export const unbroken = (life: KPILife): ReadonlyArray<ReadonlyArray<MeasuredMonth>> => {
  const runs: Array<Array<MeasuredMonth>> = []
  let end = -1
  for (const month of measuredMonths(life)) {
    const between = life.months.slice(end + 1, month.place)
    const open = runs.at(-1)
    if (open !== undefined && between.every(({ cell }) => cell?.reason === 'not-due'))
      open.push(month)
    else runs.push([month])
    end = month.place
  }
  return runs
}

/** The months in which another regime takes effect, with their indexes and its id. */
export const regimeChanges = ({
  months,
}: KPILife): ReadonlyArray<{
  readonly place: number
  readonly period: string
  readonly regime: string
}> => {
  let before: string | null = null
  return months.flatMap(({ period, regime }, place) => {
    const isOther = regime !== null && before !== null && regime !== before
    before = regime ?? before
    return isOther ? [{ place, period, regime }] : []
  })
}

/** Months as a list for people: `May 2016, Jun 2016`. */
export const monthsInWords = (months: ReadonlyArray<{ readonly period: string }>): string =>
  months.map(({ period }) => monthInWords(period)).join(', ')

/** The title of a chart of a KPI. */
export const lifeTitle = ({ kpi, description }: KPILife, what: string): string =>
  `${kpi} ${description}: ${what}`
