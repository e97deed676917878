import type { GradeOrOther } from '@kpi-ledger/core'

/** A symbol for each grade, so that none is identified by colour alone. */
export const GRADE_SIGNS: Readonly<Record<GradeOrOther, string>> = {
  good: '✓',
  'approaching-target': '△',
  'requires-improvement': '▼',
  inadequate: '✕',
  other: '–',
}
