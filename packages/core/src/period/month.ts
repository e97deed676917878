import type { Branded } from 'io-ts'
import { branded } from '../schema/brand'

/** A calendar month; `month` runs from 1 to 12. */
export interface Month {
  /** The kind of period. */
  readonly kind: 'month'
  /** The calendar year. */
  readonly year: number
  /** The month of the year, 1 to 12. */
  readonly month: number
}

/** A calendar month; `monthOfYear` is 1 to 12. */
export const month = (year: number, monthOfYear: number): Month => ({
  kind: 'month',
  year,
  month: monthOfYear,
})

/** Months since year 0, for arithmetic: `2016-04` is 24195. */
export const monthIndex = (m: Month): number => m.year * 12 + m.month - 1

/** The inverse of {@link monthIndex}. */
export const monthAt = (index: number): Month => month(Math.floor(index / 12), (index % 12) + 1)

/** The month of the year as a profile names it: `"04"` (M14). */
export const profileKey = (m: Month): string => (m.month < 10 ? `0${m.month}` : String(m.month))

const SHORT_NAMES = [
  ...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
  ...['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
]

/** The short name of a month of the year, 1 to 12: `Apr`. */
export const shortMonthName = (monthOfYear: number): string => SHORT_NAMES[monthOfYear - 1] ?? ''

interface MonthTextBrand {
  readonly MonthText: unique symbol
}

/** A month as text, `2016-04`; months compare as text (M1). */
export type MonthText = Branded<string, MonthTextBrand>

/** `2016-04`. Months of one width compare as text. */
export const formatMonth = (m: Month): MonthText =>
  branded(`${String(m.year).padStart(4, '0')}-${profileKey(m)}`)
