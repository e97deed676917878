import { grades, type GradeOrOther, type Scheme } from '@kpi-ledger/core'
import type { Cell } from './cell'

/** How many KPIs of a period got each rating and each grade. */
export interface PeriodSummary {
  readonly period: string
  readonly regime: string
  /** Every code of the scheme in its order, the one for what is not rated last. */
  readonly ratings: Readonly<Record<string, number>>
  readonly grades: Readonly<Record<GradeOrOther, number>>
}

const count = <Name extends string>(
  names: ReadonlyArray<Name>,
  found: ReadonlyArray<Name>,
): Readonly<Record<Name, number>> =>
  Object.fromEntries(
    names.map((name) => [name, found.filter((each) => each === name).length]),
  ) as Record<Name, number>

const scale: ReadonlyArray<GradeOrOther> = [...grades, 'other']

/** Counts the ratings and grades of one period's cells. */
export const summarise = (
  period: string,
  regime: string,
  scheme: Scheme,
  cells: ReadonlyArray<Cell | null>,
): PeriodSummary => {
  const ratings = cells.flatMap((cell) => (cell === null ? [] : [cell.rating]))
  const codes = [...scheme.bands, scheme.notRated].map(({ code }) => code)
  return {
    period,
    regime,
    ratings: count(codes, ratings.map(({ code }) => code)),
    grades: count(scale, ratings.map(({ grade }) => grade)),
  }
}
