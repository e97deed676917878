import type { Codec } from '../schema/codec'
import { literals } from '../schema/combinators'

/** The statutory scale, best first (M13). */
export const grades = ['good', 'approaching-target', 'requires-improvement', 'inadequate'] as const

/** The place of a rating on the scale shared by all regimes (M13). */
export type Grade = (typeof grades)[number]

/** The codec of a grade. */
export const Grade: Codec<Grade> = literals('a grade', grades)

/** A grade, or `other` for what is not rated (M13). */
export type GradeOrOther = Grade | 'other'

/** Position on the scale: 0 is `good`, 3 is `inadequate`. */
export const gradeRank = (grade: Grade): number => grades.indexOf(grade)
