import type { GradeOrOther, Scheme } from '@kpi-ledger/core'
import { codesOf } from '@kpi-ledger/core/unstable'
import type { Cell } from './cell'

/** How many KPIs of a period got each rating and each grade. */
export interface PeriodSummary {
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The regime it was rated under. */
  readonly regime: string
  /** All codes of the scheme in order, followed by those for what is not rated. */
  readonly ratings: Readonly<Record<string, number>>
  /** How many KPIs have each grade (M13). */
  readonly grades: Readonly<Record<GradeOrOther, number>>
}

/** A count of grades, before the first. */
export const noGrades = (): Record<GradeOrOther, number> => ({
  good: 0,
  'approaching-target': 0,
  'requires-improvement': 0,
  inadequate: 0,
  other: 0,
})

/** Counts the ratings and grades of one period's cells. */
export const summarise = (
  period: string,
  regime: string,
  scheme: Scheme,
  cells: ReadonlyArray<Cell | null>,
): PeriodSummary => {
  const ratings = new Map(codesOf(scheme).map((code) => [code, 0]))
  const grades = noGrades()
  for (const cell of cells) {
    if (cell === null) continue
    const { code, grade } = cell.rating
    ratings.set(code, (ratings.get(code) ?? 0) + 1)
    grades[grade]++
  }
  return { period, regime, ratings: Object.fromEntries(ratings), grades }
}
