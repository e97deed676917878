import type { Month, Period } from '@kpi-ledger/core'

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]

/** `May`. */
export const monthName = ({ month }: Month): string => MONTHS[month - 1] ?? ''

/** `May 2016`, `quarter 1 of FY2016`. */
export const periodName = (period: Period): string => {
  switch (period.kind) {
    case 'month':
      return `${monthName(period)} ${String(period.year)}`
    case 'quarter':
      return `quarter ${String(period.quarter)} of FY${String(period.financialYear)}`
    case 'half-year':
      return `half ${String(period.half)} of FY${String(period.financialYear)}`
    case 'financial-year':
      return `FY${String(period.financialYear)}`
  }
}
