import type { GradeOrOther, Rating } from '@kpi-ledger/core'
import type { Entry } from './key'
import type { PointShape } from './picture'

/** The shape of a figure by the grade of its rating: no grade is known by its colour alone. */
export const GRADE_SHAPES: Readonly<Record<GradeOrOther, PointShape>> = {
  good: 'circle',
  'approaching-target': 'up',
  'requires-improvement': 'down',
  inadequate: 'cross',
  other: 'ring',
}

/** The labels of each grade among some, each once, in the order in which they come. */
export const labelsByGrade = (
  rated: ReadonlyArray<Pick<Rating, 'grade' | 'label'>>,
): ReadonlyArray<readonly [grade: GradeOrOther, labels: string]> => {
  const labels = new Map<GradeOrOther, Set<string>>()
  for (const { grade, label } of rated)
    labels.set(grade, (labels.get(grade) ?? new Set()).add(label))
  return [...labels].map(([grade, named]) => [grade, [...named].join(', ')])
}

/** What the shapes of some ratings mean, in the words of their regimes. */
export const keyOfRatings = (ratings: ReadonlyArray<Rating>): ReadonlyArray<Entry> =>
  labelsByGrade(ratings).map(([of, text]) => ({ of, sample: GRADE_SHAPES[of], text }))
