import type { GradeOrOther, Rating } from '@kpi-ledger/core'
import { grades } from '@kpi-ledger/core/unstable'
import type { Entry } from './key'
import type { PointShape } from './picture'

const GRADES: ReadonlyArray<GradeOrOther> = [...grades, 'other']

/** The shape of a figure by the grade of its rating: no grade is known by its colour alone. */
export const GRADE_SHAPES: Readonly<Record<GradeOrOther, PointShape>> = {
  good: 'circle',
  'approaching-target': 'up',
  'requires-improvement': 'down',
  inadequate: 'cross',
  other: 'ring',
}

/** The labels of each grade among some, each once, from the best grade on. */
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

/** What the shapes of some ratings mean, in the words of their regimes. */
export const keyOfRatings = (ratings: ReadonlyArray<Rating>): ReadonlyArray<Entry> =>
  labelsByGrade(ratings).map(([of, text]) => ({ of, sample: GRADE_SHAPES[of], text }))
