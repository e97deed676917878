import type { GradeOrOther, Rating } from '@kpi-ledger/core'

/** Where a year seems to be going, by the grade of its latest measured month (M24). */
export type Outlook = 'on-track' | 'at-risk' | 'off-track' | 'not-started'

const outlookByGrade: Readonly<Record<Exclude<GradeOrOther, 'other'>, Outlook>> = {
  good: 'on-track',
  'approaching-target': 'at-risk',
  'requires-improvement': 'off-track',
  inadequate: 'off-track',
}

/** The outlook of the latest month that is rated; `not-started` if none is. */
export const outlookOf = (points: ReadonlyArray<{ readonly rating: Rating }>): Outlook => {
  const grade = points.findLast(({ rating }) => rating.grade !== 'other')?.rating.grade
  return grade === undefined || grade === 'other' ? 'not-started' : outlookByGrade[grade]
}
