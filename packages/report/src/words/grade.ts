import type { GradeOrOther } from '@kpi-ledger/core'

/** A sign for each grade, so that no grade is known by its colour alone. */
export const GRADE_SIGNS: Readonly<Record<GradeOrOther, string>> = {
  good: '✓',
  'approaching-target': '△',
  'requires-improvement': '▼',
  inadequate: '✕',
  other: '–',
}
