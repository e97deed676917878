import type { Month, Period } from '@kpi-ledger/core'
import { writtenPeriod } from '@kpi-ledger/core/unstable'

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]

/** `May`. */
export const monthName = ({ month }: Month): string => MONTHS[month - 1] ?? ''

/**
 * A period in a sentence: `May 2016`, `2016/17 Q1`; `FY2016-Q1` where the year starts in January
 * (M1a).
 */
export const periodName = (period: Period, yearStart: number): string =>
  period.kind === 'month'
    ? `${monthName(period)} ${String(period.year)}`
    : writtenPeriod(period, yearStart)
