import { formatPeriod, type Period } from '@kpi-ledger/core'

/** Periods without repetitions, in the order of their first mention. */
export const eachOnce = (periods: ReadonlyArray<Period>): ReadonlyArray<Period> => [
  ...new Map(periods.map((period) => [formatPeriod(period), period])).values(),
]
