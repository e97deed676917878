import type { GradeOrOther, Rating } from '@kpi-ledger/core'
import type { Entry } from './key'
import type { Shape } from './picture'

/** The shape of a figure by the grade of its rating: no grade is known by its colour alone. */
export const GRADE_SHAPES: Readonly<Record<GradeOrOther, Shape>> = {
  good: 'circle',
  'approaching-target': 'up',
  'requires-improvement': 'down',
  inadequate: 'cross',
  other: 'ring',
}

/** What the shapes of some ratings mean, in the words of their regime, each once. */
export const keyOfRatings = (ratings: ReadonlyArray<Rating>): ReadonlyArray<Entry> => [
  ...new Map(
    ratings.map(({ label, grade }): [string, Entry] => [
      `${grade} ${label}`,
      { of: grade, sample: GRADE_SHAPES[grade], text: label },
    ]),
  ).values(),
]
