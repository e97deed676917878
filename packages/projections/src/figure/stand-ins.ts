import type { Accumulation, Period } from '@kpi-ledger/core'
import { lastMonth, partsOf, periodsEndingIn } from '@kpi-ledger/core/unstable'

/**
 * The other periods whose outcome may be used as the figure of a cell for `period` where it has none of
 * its own, in order of preference (M3). A month may use a longer period that ends with it; a longer period of a
 * year-to-date KPI may use a part of it that ends with it; the month of an in-period KPI is never
 * used for its quarter.
 */
export const standIns = (
  period: Period,
  yearStart: number,
  accumulation: Accumulation | undefined,
): ReadonlyArray<Period> => {
  if (period.kind === 'month') return periodsEndingIn(period, yearStart)
  if (accumulation !== 'year-to-date') return []
  const last = lastMonth(period, yearStart)
  const ending = periodsEndingIn(last, yearStart)
  const shorter = ending.slice(
    0,
    ending.findIndex(({ kind }) => kind === period.kind),
  )
  return [last, ...shorter.reverse()]
}

/**
 * All periods whose outcomes the figure of a cell for `period` may be drawn from, whatever the KPI's
 * definition says: those that may stand for it, and its parts (M3).
 */
export const sources = (period: Period, yearStart: number): ReadonlyArray<Period> => {
  const within = (whole: Period): ReadonlyArray<Period> =>
    partsOf(whole, yearStart).flatMap((part) => [part, ...within(part)])
  return [period, ...standIns(period, yearStart, undefined), ...within(period)]
}
