import { gradeRank } from '@kpi-ledger/core/unstable'
import type { Cell } from '../scorecard/cell'

/** The change of a cell from regime A to regime B (M22), best first. */
export type Change = 'better' | 'worse' | 'same' | 'not-comparable' | 'only-a' | 'only-b'

/** Compares two cells by grade; null if there is neither (M22). */
export const changeOf = (a: Cell | null, b: Cell | null): Change | null => {
  if (a === null) return b === null ? null : 'only-b'
  if (b === null) return 'only-a'
  const [before, after] = [a.rating.grade, b.rating.grade]
  if (before === 'other' || after === 'other') return before === after ? 'same' : 'not-comparable'
  const step = gradeRank(after) - gradeRank(before)
  if (step === 0) return 'same'
  return step < 0 ? 'better' : 'worse'
}
