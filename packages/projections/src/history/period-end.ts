import type { Period } from '@kpi-ledger/core'
import { lastMonth } from '@kpi-ledger/core/unstable'

const DAY = 86_400_000

/** The day of an instant or a date, `2016-06-01`. */
export const dayOf = (instantOrDate: string): string => instantOrDate.slice(0, 10)

/**
 * Days since a period ended, as at a day (`2016-06-01`) in UTC: 0 on the day after its last day,
 * negative before (M36).
 */
export const daysSinceEnd = (period: Period, yearStart: number, day: string): number => {
  const { year, month } = lastMonth(period, yearStart)
  return Math.round((Date.parse(day) - Date.UTC(year, month, 1)) / DAY)
}
