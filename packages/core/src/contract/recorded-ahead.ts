import type { History } from '../history/history'
import type { Instant } from '../schema/instant'
import { adviceRules, type Advice } from './advice'

const DAY = 86_400_000

/** Whether an instant is later than a clock by more than a day (M20). */
export const isAhead = (recordedAt: string, clock: string): boolean =>
  Date.parse(recordedAt) - Date.parse(clock) > DAY

/**
 * Advice on recording after an event whose instant is later than the clock by more than a day: what
 * follows it gets its instant, and is not found by questions as at the present (M20).
 */
export const recordedAhead = (
  { origins }: History,
  index: number,
  clock: Instant,
): ReadonlyArray<Advice> => {
  const last = origins.latest()
  if (last === undefined || !isAhead(last.recordedAt, clock)) return []
  const ahead = new Date(Date.parse(clock) + DAY).toISOString()
  const revision = origins.recordedBy(ahead)
  const culprit = origins.at(revision) ?? last
  const sentence = `recorded as at ${last.recordedAt}, although it is ${clock}: event ${revision}, ${culprit.type} (${culprit.id}), is dated ${culprit.recordedAt}, and no event may be dated before the one before it; questions as at an earlier instant will not find it`
  const advice = 'recorded-ahead'
  return [{ advice, rule: adviceRules[advice], index, kpi: null, period: null, sentence }]
}
