import { month, type Period } from '@kpi-ledger/core'
import { financialYearOf, parseWrittenPeriod, shortMonthName } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { textOf, type CellContent } from '../sheets/sheet'
import { blank, read, unreadable, type Reading } from './reading'

/** The order of a date in figures: `dmy` for 30/06/2016. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** The length of the periods that dates stand for. */
export type PeriodLength = 'month' | 'quarter' | 'half-year' | 'year'

/** The context in which a period is read. */
export interface PeriodContext {
  /** The first month of the financial year, 1 to 12. */
  readonly yearStart: number
  /**
   * The order of dates in figures; null if none is declared, and then only unambiguous dates are
   * read.
   */
  readonly dates: DateOrder | null
  /** A date stands for the period of this length that contains it; null for a month. */
  readonly per: PeriodLength | null
  /**
   * The first year of the financial year of periods written without one; null if none is stated.
   */
  readonly year: number | null
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const NAMES =
  'january february march april may june july august september october november december'.split(' ')

/**
 * A month by its English name, in full or its first three or four letters, 1 to 12; null if the
 * name is not one.
 */
const monthNamed = (name: string): number | null => {
  const word = name.toLowerCase().replace(/\.$/, '')
  const at = NAMES.indexOf(word)
  if (at >= 0) return at + 1
  const short = word.length === 3 || word === 'sept' ? MONTHS.indexOf(word.slice(0, 3)) : -1
  return short >= 0 ? short + 1 : null
}

/** The period of the declared length that contains a month. */
const periodOf = (year: number, monthOfYear: number, { per, yearStart }: PeriodContext): Period => {
  const of = month(year, monthOfYear)
  if (per === null || per === 'month') return of
  const financialYear = financialYearOf(of, yearStart)
  if (per === 'year') return { kind: 'financial-year', financialYear }
  const since = (monthOfYear - yearStart + 12) % 12
  return per === 'quarter'
    ? { kind: 'quarter', financialYear, quarter: Math.floor(since / 3) + 1 }
    : { kind: 'half-year', financialYear, half: Math.floor(since / 6) + 1 }
}

/** A month of a financial year: January of 2016/17 is January 2017 if the year starts in April. */
const inYear = (
  text: string,
  financialYear: number,
  monthOfYear: number,
  context: PeriodContext,
  why: string,
): Reading<Period> => {
  const year = financialYear + (monthOfYear < context.yearStart ? 1 : 0)
  return year > 2999
    ? unreadable(`${text} is after 2999`)
    : read(periodOf(year, monthOfYear, context), why)
}

const exists = (year: number, monthOfYear: number, day: number): boolean =>
  year >= 1900 &&
  year <= 2999 &&
  monthOfYear >= 1 &&
  monthOfYear <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(year, monthOfYear, 0)).getUTCDate()

const dated = (
  text: string,
  [year, monthOfYear, day]: readonly [number, number, number],
  context: PeriodContext,
): Reading<Period> =>
  exists(year, monthOfYear, day)
    ? read(periodOf(year, monthOfYear, context), `it is the period of ${text}`)
    : unreadable(`there is no date ${text}`)

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text))

/** Reads a date in figures, if its order is declared or there is only one way to read it. */
const inFigures = (text: string, context: PeriodContext): Reading<Period> | null => {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text) ?? []
  const [, isoYear, isoMonth, isoDay] = iso
  if (isoYear !== undefined && isoMonth !== undefined && isoDay !== undefined)
    return dated(text, [Number(isoYear), Number(isoMonth), Number(isoDay)], context)
  const [, a, b, c] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$/.exec(text) ?? []
  if (a === undefined || b === undefined || c === undefined) return null
  const [first, second] = [Number(a), Number(b)]
  if (context.dates === 'ymd')
    return c.length === 2
      ? dated(text, [fullYear(a.padStart(2, '0')), second, Number(c)], context)
      : unreadable(`${text} is not a date that begins with its year`)
  const year = fullYear(c)
  if (context.dates === 'dmy') return dated(text, [year, second, first], context)
  if (context.dates === 'mdy') return dated(text, [year, first, second], context)
  if (first > 12 && second <= 12) return dated(text, [year, second, first], context)
  if (second > 12 && first <= 12) return dated(text, [year, first, second], context)
  if (first === second) return dated(text, [year, second, first], context)
  return unreadable(
    `${text} may be ${String(first)} ${shortMonthName(second)} or ${String(second)} ${shortMonthName(first)}; say which by "dates: dmy" or "dates: mdy" in a mapping`,
  )
}

const YEAR = String.raw`((?:FY ?)?(?:19|2\d)\d{2})(?: ?[/–-] ?(\d{2}|\d{4}))?`
const PART = String.raw`(?:Q(?:uarter|tr)? ?([1-4])|H(?:alf)? ?([12]))`
const YEAR_ONLY = new RegExp(`^${YEAR}$`, 'i')
const YEAR_PART = new RegExp(`^${YEAR}[ ,-]*${PART}$`, 'i')
const PART_YEAR = new RegExp(`^${PART}[ ,-]*(?:of )?${YEAR}$`, 'i')
const PART_ONLY = new RegExp(`^${PART}$`, 'i')

/** The digits of a year that may be written with FY before them. */
const digitsOf = (year: string): string => year.slice(-4)

/**
 * The financial year written as one year or two; null if the second is not the one after the first.
 */
const financialYear = (first: string, second: string | undefined): number | null => {
  const year = Number(digitsOf(first))
  if (second === undefined) return year
  return Number(second) % 100 === (year + 1) % 100 ? year : null
}

const partOf = (
  year: number | null,
  quarter: string | undefined,
  half: string | undefined,
  text: string,
): Reading<Period> => {
  if (year === null) return unreadable(`${text} does not say one financial year`)
  return read(
    quarter === undefined
      ? { kind: 'half-year', financialYear: year, half: Number(half) }
      : { kind: 'quarter', financialYear: year, quarter: Number(quarter) },
    'it is part of a financial year',
  )
}

/**
 * Reads a part of a financial year: `2016-17 Q1`, `Q1 2016/17`. With one year alone it is
 * ambiguous.
 */
const inParts = (text: string, { year, yearStart }: PeriodContext): Reading<Period> | null => {
  const after = YEAR_PART.exec(text)
  const [first, second, quarter, half] =
    after !== null
      ? after.slice(1)
      : ((before) => [before?.[3], before?.[4], before?.[1], before?.[2]])(PART_YEAR.exec(text))
  if (first !== undefined)
    return second === undefined && yearStart !== 1 && !/^FY/i.test(first)
      ? unreadable(`${text} may be of a financial year or of a calendar year; write FY${first}`)
      : partOf(financialYear(first, second), quarter, half, text)
  const alone = PART_ONLY.exec(text)
  if (alone === null) return null
  return year === null
    ? unreadable(`${text} has no year; say which by "year: 2016/17" in a mapping`)
    : partOf(year, alone[1], alone[2], text)
}

/** Reads a month in words: `Apr-16`, `April 2016`, `Apr 2016/17`, `30 June 2016`, `Apr`. */
const inWords = (text: string, context: PeriodContext): Reading<Period> | null => {
  const [, day, name, first, second] =
    /^(?:(\d{1,2})[ -])?([A-Za-z]{3,9}\.?)(?:[ ,'’-]+(\d{2}|(?:19|2\d)\d{2})(?:[/–-](\d{2}|\d{4}))?)?$/.exec(
      text,
    ) ??
    /^()([A-Za-z]{3,9}\.?)$/.exec(text) ??
    []
  const monthOfYear = name === undefined ? null : monthNamed(name)
  if (monthOfYear === null) return null
  if (day !== undefined && day !== '') {
    if (first === undefined || second !== undefined)
      return unreadable(`${text} does not say its year`)
    return dated(text, [fullYear(first), monthOfYear, Number(day)], context)
  }
  if (first === undefined)
    return context.year === null
      ? unreadable(`${text} has no year; say which by "year: 2016/17" in a mapping`)
      : inYear(text, context.year, monthOfYear, context, 'it is in the stated financial year')
  if (second === undefined)
    return read(
      periodOf(fullYear(first), monthOfYear, context),
      first.length === 2 ? `${first} is the year` : 'it is a month in words',
    )
  const year = financialYear(String(fullYear(first)), second)
  return year === null
    ? unreadable(`${text} does not say one financial year`)
    : inYear(text, year, monthOfYear, context, 'it is a month of a financial year')
}

/** Reads a year in figures: `2016/17`. One year alone, or `2011-12`, is ambiguous. */
const inYears = (text: string, context: PeriodContext): Reading<Period> | null => {
  const [, first, second] = YEAR_ONLY.exec(text) ?? []
  if (first === undefined) return null
  const isFinancial = /^FY/i.test(text)
  if (second === undefined && !isFinancial)
    return unreadable(`${text} may be a financial year or a calendar year; write FY${first}`)
  const year = financialYear(first, second)
  const monthOfYear = Number(second)
  const isMonth =
    !isFinancial && /-/.test(text) && monthOfYear >= 1 && monthOfYear <= 12 && second?.length === 2
  if (year === null)
    return isMonth
      ? read(periodOf(Number(digitsOf(first)), monthOfYear, context))
      : unreadable(`${text} does not say one financial year`)
  if (isMonth && context.per === 'month')
    return read(periodOf(Number(digitsOf(first)), monthOfYear, context))
  if (isMonth && context.per !== 'year')
    return unreadable(
      `${text} may be a month or a financial year; say which by "per: month" or "per: year" in a mapping, or write ${first}/${second} for the year`,
    )
  return read({ kind: 'financial-year', financialYear: year }, 'it is a financial year')
}

const EXPECTED = 'expected a period such as 2016-06, Jun 2016 or 2016/17 Q1'

/** Reads the ledger's own form, unless it is ambiguous: 2011-12 may be 2011/12. */
const inLedgerForm = (text: string): Reading<Period> | null => {
  const own = parseWrittenPeriod(text)
  if (E.isLeft(own)) return null
  const mayBeYear = /^(\d{4})-(\d\d)$/.exec(text)
  return mayBeYear !== null && Number(mayBeYear[2]) === (Number(mayBeYear[1]) + 1) % 100
    ? null
    : read(own.right.period)
}

/**
 * Reads a period as people write it (M1, M1a): as the ledger does, `Apr-16`, `June 2016`, `2016-17
 * Q1`, `Q1 2016/17`, a date in the period, or a spreadsheet's date. Anything ambiguous, such as
 * 03/04/2016 in no declared order, is a fault.
 */
export const readPeriod = (content: CellContent, context: PeriodContext): Reading<Period> => {
  if (content?.kind === 'date') {
    const { year, month: monthOfYear, day } = content
    return dated(textOf(content), [year, monthOfYear, day], context)
  }
  const text = textOf(content)
  if (text === '') return blank()
  return (
    inLedgerForm(text) ??
    inFigures(text, context) ??
    inParts(text, context) ??
    inWords(text, context) ??
    inYears(text, context) ??
    unreadable(`${EXPECTED}, got ${JSON.stringify(text)}`)
  )
}

/** Whether a cell can be read as a period, with or without a stated year or order of dates. */
export const looksLikePeriod = (content: CellContent, yearStart: number): boolean =>
  (['dmy', 'mdy'] as const).some(
    (dates) => readPeriod(content, { yearStart, dates, per: null, year: 2000 }).kind === 'read',
  )
