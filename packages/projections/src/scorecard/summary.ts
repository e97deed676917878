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

/** How many of the ratings have each grade. */
export const countGrades = (found: ReadonlyArray<GradeOrOther>): PeriodSummary['grades'] => {
  const counts: Record<GradeOrOther, number> = {
    good: 0,
    'approaching-target': 0,
    'requires-improvement': 0,
    inadequate: 0,
    other: 0,
  }
  for (const grade of found) counts[grade]++
  return counts
}

/** Counts the ratings and grades of one period's cells. */
export const summarise = (
  period: string,
  regime: string,
  scheme: Scheme,
  cells: ReadonlyArray<Cell | null>,
): PeriodSummary => {
  const ratings = cells.flatMap((cell) => (cell === null ? [] : [cell.rating]))
  const counts = new Map(codesOf(scheme).map((code) => [code, 0]))
  for (const { code } of ratings) counts.set(code, (counts.get(code) ?? 0) + 1)
  return {
    period,
    regime,
    ratings: Object.fromEntries(counts),
    grades: countGrades(ratings.map(({ grade }) => grade)),
  }
}
