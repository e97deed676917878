import { lastMonth, monthsIn } from './calendar'
import { monthAt, monthIndex, shortMonthName, type Month } from './month'
import { formatPeriod, type Period } from './period'

/** `2016/17` for the financial year that starts in 2016. */
const yearInWords = (financialYear: number): string =>
  `${financialYear}/${String((financialYear + 1) % 100).padStart(2, '0')}`

/** The part of a financial year that a period is: `Q1`, `H2`; null for a whole year. */
const partOf = (period: Exclude<Period, Month>): string | null => {
  switch (period.kind) {
    case 'quarter':
      return `Q${period.quarter}`
    case 'half-year':
      return `H${period.half}`
    case 'financial-year':
      return null
  }
}

/**
 * A period as people write it, for a contract whose year starts in month `yearStart`: `2016/17 Q1`,
 * but `FY2016-Q1` where the year starts in January and so lies in one; a month is `2016-04`. The
 * inverse of `parseWrittenPeriod` (M1a).
 */
export const writtenPeriod = (period: Period, yearStart: number): string => {
  if (period.kind === 'month' || yearStart === 1) return formatPeriod(period)
  const part = partOf(period)
  const year = yearInWords(period.financialYear)
  return part === null ? year : `${year} ${part}`
}

const monthInWords = ({ month, year }: Month): string => `${shortMonthName(month)} ${year}`

/** A period in words: `2016/17 Q1` as it is written, but `Apr 2016` for a month (M1a). */
export const periodInWords = (period: Period, yearStart: number): string =>
  period.kind === 'month' ? monthInWords(period) : writtenPeriod(period, yearStart)

/**
 * The months that a period spans: `Q1: Apr–Jun 2016`, `2016/17: Apr 2016–Mar 2017`. Null for a
 * month, and where the year starts in January, since it then says nothing new (M1a).
 */
export const spanInWords = (period: Period, yearStart: number): string | null => {
  if (period.kind === 'month' || yearStart === 1) return null
  const last = lastMonth(period, yearStart)
  const first = monthAt(monthIndex(last) - monthsIn(period) + 1)
  const from = first.year === last.year ? shortMonthName(first.month) : monthInWords(first)
  return `${partOf(period) ?? yearInWords(period.financialYear)}: ${from}–${monthInWords(last)}`
}
