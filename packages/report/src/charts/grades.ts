import type { GradeOrOther, Rating } from '@kpi-ledger/core'
import { grades } from '@kpi-ledger/core/unstable'
import type { Entry } from './key'
import type { PointShape } from './picture'

const GRADES: ReadonlyArray<GradeOrOther> = [...grades, 'other']

/** The shape of a point by the grade of its rating, so that no grade is identified by colour alone. */
export const GRADE_SHAPES: Readonly<Record<GradeOrOther, PointShape>> = {
  good: 'circle',
  'approaching-target': 'up',
  'requires-improvement': 'down',
  inadequate: 'cross',
  other: 'ring',
}

/** The labels of each grade that occurs, without duplicates, best grade first. */
export const labelsByGrade = (
  rated: ReadonlyArray<Pick<Rating, 'grade' | 'label'>>,
): ReadonlyArray<readonly [grade: GradeOrOther, labels: string]> => {
  const labels = new Map<GradeOrOther, Set<string>>()
  for (const { grade, label } of rated)
    labels.set(grade, (labels.get(grade) ?? new Set()).add(label))
  return GRADES.flatMap((grade) => {
    const named = labels.get(grade)
    return named === undefined ? [] : [[grade, [...named].join(', ')] as const]
  })
}

/** The key to the shapes of some ratings, in the words of their regimes. */
export const keyOfRatings = (ratings: ReadonlyArray<Rating>): ReadonlyArray<Entry> =>
  labelsByGrade(ratings).map(([of, text]) => ({ of, sample: GRADE_SHAPES[of], text }))
