import * as E from 'fp-ts/Either'
import type { Codec } from '../schema/codec'
import { invariant } from '../invariant'
import { inRuns } from '../schema/characters'
import { integer, refinedText } from '../schema/combinators'
import { decodeError, type DecodeError } from '../schema/decode'
import { preview } from '../schema/fault'
import { formatMonth, month, type Month, type MonthText as MonthAsText } from './month'

/** A quarter of a financial year, 1 to 4. */
export interface Quarter {
  /** The kind of period. */
  readonly kind: 'quarter'
  /** The calendar year in which its financial year starts. */
  readonly financialYear: number
  /** The quarter, 1 to 4. */
  readonly quarter: number
}

/** A half of a financial year, 1 or 2. */
export interface HalfYear {
  /** The kind of period. */
  readonly kind: 'half-year'
  /** The calendar year in which its financial year starts. */
  readonly financialYear: number
  /** The half, 1 or 2. */
  readonly half: number
}

/** The financial year that starts in calendar year `financialYear`. */
export interface FinancialYear {
  /** The kind of period. */
  readonly kind: 'financial-year'
  /** The calendar year in which it starts. */
  readonly financialYear: number
}

/** What an actual, a note or a scorecard is for (M1). */
export type Period = Month | Quarter | HalfYear | FinancialYear

/** Years 1900 to 2999. */
const MONTH = String.raw`(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])`
const PART_OF_YEAR = String.raw`FY(?:19|2\d)\d\d(?:-(?:Q[1-4]|H[12]))?`
const monthText = new RegExp(`^${MONTH}$`)

/** A period's text, as a regular expression's source (M1). */
export const PERIOD = `${MONTH}|${PART_OF_YEAR}`
const periodText = new RegExp(`^(?:${PERIOD})$`)

const isPeriod = (s: string): boolean => periodText.test(s)

const read = (text: string): Period => {
  if (!text.startsWith('FY')) return month(Number(text.slice(0, 4)), Number(text.slice(5)))
  const financialYear = Number(text.slice(2, 6))
  const part = Number(text.slice(8))
  switch (text.charAt(7)) {
    case 'Q':
      return { kind: 'quarter', financialYear, quarter: part }
    case 'H':
      return { kind: 'half-year', financialYear, half: part }
    default:
      return { kind: 'financial-year', financialYear }
  }
}

const notAPeriod = (text: unknown): string =>
  `expected a period such as 2016-04, FY2016-Q1, FY2016-H1 or FY2016 (years 1900 to 2999), got ${preview(text)}`

/**
 * Reads a period: `2016-04`, `FY2016-Q1`, `FY2016-H1` or `FY2016`, in the years 1900 to 2999;
 * anything else is a `DecodeError` (M1).
 */
export const parsePeriod = (s: string): E.Either<DecodeError, Period> =>
  isPeriod(s)
    ? E.right(read(s))
    : E.left(decodeError('a period', [{ path: '', message: notAPeriod(s) }]))

/** Every period read so far: there are only some 20,000. */
const known = new Map<string, Period>()
let last: { readonly text: string; readonly period: Period } | null = null

/** The period of a decoded text; the same object each time. */
export const readPeriod = (s: string): Period => {
  if (last?.text === s) return last.period
  let period = known.get(s)
  if (period === undefined) {
    invariant(isPeriod(s), `"${s}" is not a period, although decoded as one`)
    period = read(s)
    known.set(s, period)
  }
  last = { text: s, period }
  return period
}

/** Formats a period; the inverse of {@link parsePeriod}. */
export const formatPeriod = (period: Period): string => {
  switch (period.kind) {
    case 'month':
      return formatMonth(period)
    case 'quarter':
      return `FY${period.financialYear}-Q${period.quarter}`
    case 'half-year':
      return `FY${period.financialYear}-H${period.half}`
    case 'financial-year':
      return `FY${period.financialYear}`
  }
}

/** Codec of a period's text (M1). */
export const PeriodText = refinedText({
  name: 'a period',
  test: inRuns(isPeriod),
  explain: notAPeriod,
  pattern: periodText.source,
})

/** A month's text, such as `2016-04` (M1). */
export type MonthText = MonthAsText

/** Codec of a month's text, as of `effectiveFrom` (M1). */
export const MonthText: Codec<MonthText> = refinedText({
  name: 'a month such as 2016-04',
  test: (s) => monthText.test(s),
  pattern: monthText.source,
})

/** Codec of `yearStart`: the month a contract's financial year starts in (M1). */
export const YearStart = integer('a month of the year', 1, 12)
