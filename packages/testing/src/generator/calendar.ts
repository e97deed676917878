import { formatPeriod, month as monthOf, type Frequency, type Period } from '@kpi-ledger/core'
import {
  financialYearOf,
  formatMonth,
  monthAt,
  monthIndex,
  periodsEndingIn,
} from '@kpi-ledger/core/unstable'

/** A month in which a contract reports. */
export interface ReportingMonth {
  /** The month, as months since January of the year 0. */
  readonly index: number
  /** The month as the ledger writes it: `2016-05`. */
  readonly text: string
  /** The month of the financial year, counted from 1. */
  readonly n: number
  /** The period that ends with this month, by frequency; null if none does. */
  readonly due: Readonly<Record<Frequency, string | null>>
}

/** The month with this index, in a year that starts in month `yearStart`. */
export const reportingMonth = (index: number, yearStart: number): ReportingMonth => {
  const month = monthAt(index)
  const yearBegan = monthIndex(monthOf(financialYearOf(month, yearStart), yearStart))
  const periods = periodsEndingIn(month, yearStart)
  const ending = (kind: Period['kind']): string | null => {
    const period = periods.find((each) => each.kind === kind)
    return period === undefined ? null : formatPeriod(period)
  }
  return {
    index,
    text: formatMonth(month),
    n: index - yearBegan + 1,
    due: {
      monthly: formatMonth(month),
      quarterly: ending('quarter'),
      'six-monthly': ending('half-year'),
      annual: ending('financial-year'),
    },
  }
}
