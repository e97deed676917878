import { formatPeriod, type Period } from '@kpi-ledger/core'
import { formatMonth, lastMonth } from '@kpi-ledger/core/unstable'

/** Periods without repetitions, in the order of their first mention. */
export const eachOnce = (periods: ReadonlyArray<Period>): ReadonlyArray<Period> => [
  ...new Map(periods.map((period) => [formatPeriod(period), period])).values(),
]

/** A sort key that orders periods by their ends; if equal, the month first. */
export const placeInTime = (period: Period, yearStart: number): string =>
  `${formatMonth(lastMonth(period, yearStart))} ${formatPeriod(period)}`
