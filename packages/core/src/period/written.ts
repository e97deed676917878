import * as E from 'fp-ts/Either'
import { inRuns } from '../schema/characters'
import { refinedText } from '../schema/combinators'
import { decodeError, type DecodeError } from '../schema/decode'
import { preview } from '../schema/fault'
import type { Sentences } from '../schema/sentences'
import { PERIOD, readPeriod, type FinancialYear, type Period } from './period'

/** A period as somebody wrote it: `2016/17-Q1` as well as `FY2016-Q1` (M1a). */
export interface WrittenPeriod<Of extends Period = Period> {
  /** The text as it was written. */
  readonly text: string
  /** The period it means. */
  readonly period: Of
}

/**
 * A period was written with both years of its financial year, for a contract whose year starts in
 * January and so lies in one (M1a).
 */
export interface YearNotSplit {
  /** The tag of this error. */
  readonly _tag: 'YearNotSplit'
  /** As it was written, `2016/17-Q1`. */
  readonly written: string
  /** As it is to be written, `FY2016-Q1`. */
  readonly write: string
  /** The contract, if several were asked about. */
  readonly contract?: string
}

/** YearNotSplit as one English sentence. */
export const yearNotSplitSentences: Sentences<YearNotSplit> = {
  YearNotSplit: ({ written, write, contract }) =>
    `${written} is not a period of ${contract === undefined ? 'this contract' : `contract "${contract}"`}, whose year starts in January; write ${write}`,
}

const twoDigits = (n: number): string => String(n % 100).padStart(2, '0')

/** Years by both halves, `16/17`: the second is always the next. */
const HALVES = Array.from({ length: 100 }, (_, n) => `${twoDigits(n)}/${twoDigits(n + 1)}`)
const SPLIT = String.raw`(?:19|2\d)(?:${HALVES.join('|')})(?:[- ](?:Q[1-4]|H[12]))?`
const WRITTEN = `^(?:${PERIOD}|${SPLIT})$`
const split = new RegExp(`^${SPLIT}$`)
const written = new RegExp(WRITTEN)

/** What comes before the separator and the part of the year. */
const WHOLE_YEAR = '2016/17'

/** The period as the ledger writes it, `FY2016-Q1` for `2016/17 Q1`; other text as it is (M1a). */
export const ledgerForm = (text: string): string => {
  if (!split.test(text)) return text
  const [year, part] = [text.slice(0, 4), text.slice(WHOLE_YEAR.length + 1)]
  return `FY${year}${part === '' ? '' : `-${part}`}`
}

const YEARS = /^\d{4}\/\d\d/

/** Says what was expected instead of a text: the right second year, if that is the mistake. */
const explained =
  (expected: string) =>
  (text: unknown): string => {
    if (typeof text === 'string' && YEARS.test(text)) {
      const [year, second] = [text.slice(0, 4), text.slice(5, 7)]
      const next = twoDigits(Number(year) + 1)
      if (second !== next)
        return `expected ${year}/${next} for the financial year that starts in ${year}, got ${preview(text)}`
    }
    return `expected ${expected}, got ${preview(text)}`
  }

const notAPeriod = explained(
  'a period such as 2016-04, FY2016-Q1, FY2016-H1, FY2016 or 2016/17-Q1 (years 1900 to 2999)',
)
const notAYear = explained('a financial year such as FY2016 or 2016/17 (years 1900 to 2999)')

/**
 * Reads a period as people write it: everything `parsePeriod` reads, and `2016/17`, `2016/17-Q1` or
 * `2016/17 H2`, whose second year is the next one; anything else is a `DecodeError` (M1, M1a).
 */
export const parseWrittenPeriod = (text: string): E.Either<DecodeError, WrittenPeriod> =>
  written.test(text)
    ? E.right({ text, period: readWrittenPeriod(text) })
    : E.left(decodeError('a period', [{ path: '', message: notAPeriod(text) }]))

/** The period of a text that was decoded as one written by people. */
export const readWrittenPeriod = (text: string): Period => readPeriod(ledgerForm(text))

/** The same for a financial year only: `FY2016` or `2016/17` (M1a). */
export const parseWrittenYear = (
  text: string,
): E.Either<DecodeError, WrittenPeriod<FinancialYear>> => {
  const period = written.test(text) ? readWrittenPeriod(text) : null
  return period?.kind === 'financial-year'
    ? E.right({ text, period })
    : E.left(decodeError('a financial year', [{ path: '', message: notAYear(text) }]))
}

/**
 * The period that is meant, for a contract whose year starts in month `yearStart`; fails with
 * `YearNotSplit` where that is January, unless it is written as the ledger does (M1a).
 */
export const periodMeant = <Of extends Period>(
  { text, period }: WrittenPeriod<Of>,
  yearStart: number,
): E.Either<YearNotSplit, Of> => {
  const misnamed = yearNotSplit(text, yearStart)
  return misnamed === null ? E.right(period) : E.left(misnamed)
}

/** Codec of a period's text as people write it (M1a). */
export const WrittenPeriodText = refinedText({
  name: 'a period',
  test: inRuns((s) => written.test(s)),
  explain: notAPeriod,
  pattern: WRITTEN,
})

/** Codec of a financial year's text as people write it (M1a). */
export const WrittenYearText = refinedText({
  name: 'a financial year',
  test: (s) => E.isRight(parseWrittenYear(s)),
  explain: notAYear,
  pattern: String.raw`^(?:FY(?:19|2\d)\d\d|(?:19|2\d)(?:${HALVES.join('|')}))$`,
})

/**
 * Why a period cannot be written as it is for a contract whose year starts in month `yearStart`;
 * null if it can (M1a).
 */
export const yearNotSplit = (text: string, yearStart: number): YearNotSplit | null => {
  const write = ledgerForm(text)
  return yearStart === 1 && write !== text ? { _tag: 'YearNotSplit', written: text, write } : null
}
