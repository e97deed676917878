import { monthAt, monthIndex, type Month } from './month'
import type { FinancialYear, HalfYear, Period, Quarter } from './period'

const firstIndex = (financialYear: number, yearStart: number): number =>
  financialYear * 12 + yearStart - 1

const MONTHS: Readonly<Record<Period['kind'], number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  'financial-year': 12,
}

/** The number of months in a period. */
export const monthsIn = ({ kind }: Period): number => MONTHS[kind]

const monthsFromStart = (period: Quarter | HalfYear | FinancialYear): number => {
  switch (period.kind) {
    case 'quarter':
      return period.quarter * 3
    case 'half-year':
      return period.half * 6
    case 'financial-year':
      return 12
  }
}

/** The last month of a period, where the contract's year starts in month `yearStart` (M1, M4). */
export const lastMonth = (period: Period, yearStart: number): Month =>
  period.kind === 'month'
    ? period
    : monthAt(firstIndex(period.financialYear, yearStart) + monthsFromStart(period) - 1)

/** The calendar year in which the financial year of a month starts (M1). */
export const financialYearOf = (m: Month, yearStart: number): number =>
  m.month >= yearStart ? m.year : m.year - 1

const monthOfFinancialYear = (m: Month, yearStart: number): number =>
  monthIndex(m) - firstIndex(financialYearOf(m, yearStart), yearStart) + 1

/** Whether a month is the last of its financial year (M14). */
export const endsFinancialYear = (m: Month, yearStart: number): boolean =>
  monthOfFinancialYear(m, yearStart) === 12

/** Whether a month is the last of an assessment period of `months` months (M2). */
export const endsPart = (m: Month, months: number, yearStart: number): boolean =>
  monthOfFinancialYear(m, yearStart) % months === 0

/** The quarter, half-year and year whose last month this is, the shortest first (M3). */
export const periodsEndingIn = (m: Month, yearStart: number): ReadonlyArray<Period> => {
  const financialYear = financialYearOf(m, yearStart)
  const n = monthOfFinancialYear(m, yearStart)
  const ending: Array<Period> = []
  if (n % 3 === 0) ending.push({ kind: 'quarter', financialYear, quarter: n / 3 })
  if (n % 6 === 0) ending.push({ kind: 'half-year', financialYear, half: n / 6 })
  if (n === 12) ending.push({ kind: 'financial-year', financialYear })
  return ending
}

/** The period of the same length that ended `months` months earlier: a multiple of its own length. */
export const periodEarlier = (period: Period, months: number): Period => {
  switch (period.kind) {
    case 'month':
      return monthAt(monthIndex(period) - months)
    case 'quarter': {
      const place = period.financialYear * 4 + period.quarter - 1 - months / 3
      return { kind: 'quarter', financialYear: Math.floor(place / 4), quarter: (place % 4) + 1 }
    }
    case 'half-year': {
      const place = period.financialYear * 2 + period.half - 1 - months / 6
      return { kind: 'half-year', financialYear: Math.floor(place / 2), half: (place % 2) + 1 }
    }
    case 'financial-year':
      return { kind: 'financial-year', financialYear: period.financialYear - months / 12 }
  }
}

/** The longest shorter periods that tile a period, in order: halves, quarters, months; none of a month (M3). */
export const partsOf = (period: Period, yearStart: number): ReadonlyArray<Period> => {
  switch (period.kind) {
    case 'month':
      return []
    case 'quarter': {
      const last = monthIndex(lastMonth(period, yearStart))
      return [last - 2, last - 1, last].map(monthAt)
    }
    case 'half-year': {
      const { financialYear, half } = period
      return [half * 2 - 1, half * 2].map((quarter) => ({
        kind: 'quarter',
        financialYear,
        quarter,
      }))
    }
    case 'financial-year': {
      const { financialYear } = period
      return [1, 2].map((half) => ({ kind: 'half-year', financialYear, half }))
    }
  }
}

/** The twelve months of a financial year in order (M24). */
export const monthsOf = (year: FinancialYear, yearStart: number): ReadonlyArray<Month> =>
  Array.from({ length: 12 }, (_, i) => monthAt(firstIndex(year.financialYear, yearStart) + i))
