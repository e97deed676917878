import type { GradeOrOther, Scheme } from '@kpi-ledger/core'
import { codesOf } from '@kpi-ledger/core/unstable'
import type { Cell } from './cell'

/** How many KPIs of a period got each rating and each grade. */
export interface PeriodSummary {
  readonly period: string
  readonly regime: string
  /** All codes of the scheme in order, followed by those for what is not rated. */
  readonly ratings: Readonly<Record<string, number>>
  readonly grades: Readonly<Record<GradeOrOther, number>>
}

const countOf = (found: ReadonlyArray<string>, name: string): number =>
  found.filter((each) => each === name).length

/** How many of the ratings have each grade. */
export const countGrades = (found: ReadonlyArray<GradeOrOther>): PeriodSummary['grades'] => ({
  good: countOf(found, 'good'),
  'approaching-target': countOf(found, 'approaching-target'),
  'requires-improvement': countOf(found, 'requires-improvement'),
  inadequate: countOf(found, 'inadequate'),
  other: countOf(found, 'other'),
})

/** Counts the ratings and grades of one period's cells. */
export const summarise = (
  period: string,
  regime: string,
  scheme: Scheme,
  cells: ReadonlyArray<Cell | null>,
): PeriodSummary => {
  const ratings = cells.flatMap((cell) => (cell === null ? [] : [cell.rating]))
  const found = ratings.map(({ code }) => code)
  const codes = codesOf(scheme)
  return {
    period,
    regime,
    ratings: Object.fromEntries(codes.map((code) => [code, countOf(found, code)])),
    grades: countGrades(ratings.map(({ grade }) => grade)),
  }
}
