import type { Mark } from '../document/value'

/**
 * The symbols of marks and their meanings; none is also the sign of a grade, since both may appear
 * together.
 */
export const MARKS: Readonly<Record<Mark, readonly [sign: string, meaning: string]>> = {
  extrapolated: ['*', 'target stated for later months only'],
  corrected: ['†', 'corrected after it was first recorded'],
  better: ['↗', 'better than in the period before'],
  worse: ['↘', 'worse than in the period before'],
  same: ['=', 'as good as in the period before'],
}
