import * as t from 'io-ts'

/** The statutory scale, best first (M13). */
export const grades = ['good', 'approaching-target', 'requires-improvement', 'inadequate'] as const

export const Grade = t.keyof(
  { good: null, 'approaching-target': null, 'requires-improvement': null, inadequate: null },
  'a grade',
)
/** The place of a rating on the one scale that all regimes share (M13). */
export type Grade = t.TypeOf<typeof Grade>

/** A grade, or `other` for what is not rated (M13). */
export type GradeOrOther = Grade | 'other'

/** Position on the scale: 0 is `good`, 3 is `inadequate`. */
export const gradeRank = (grade: Grade): number => grades.indexOf(grade)
