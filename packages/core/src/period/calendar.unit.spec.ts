import fc from 'fast-check'
import {
  endsFinancialYear,
  financialYearOf,
  lastMonth,
  monthsOf,
  periodEarlier,
  periodsEndingIn,
} from './calendar'
import { formatMonth, month, type Month } from './month'
import { formatPeriod, readPeriod, type FinancialYear, type Period } from './period'

const yearStarts = Array.from({ length: 12 }, (_, i) => i + 1)

/** The next month, worked out by counting. */
const next = ({ year, month: m }: Month): Month =>
  m === 12 ? month(year + 1, 1) : month(year, m + 1)

/** The months of FY2016, walked one by one from the first. */
const walked = (yearStart: number): ReadonlyArray<Month> => {
  const months = [month(2016, yearStart)]
  for (let m = next(month(2016, yearStart)); months.length < 12; m = next(m)) months.push(m)
  return months
}

const fy2016: FinancialYear = { kind: 'financial-year', financialYear: 2016 }
const quarter = (n: number): Period => ({ kind: 'quarter', financialYear: 2016, quarter: n })
const half = (n: number): Period => ({ kind: 'half-year', financialYear: 2016, half: n })

/** The periods that end with the nth month of FY2016, written out. */
const endings: ReadonlyArray<ReadonlyArray<Period>> = [
  [],
  [],
  [quarter(1)],
  [],
  [],
  [quarter(2), half(1)],
  [],
  [],
  [quarter(3)],
  [],
  [],
  [quarter(4), half(2), fy2016],
]

describe('M1 and M3 a financial year walked month by month', () => {
  it.each(yearStarts)('from month %i', (yearStart) => {
    const months = walked(yearStart)
    expect(monthsOf(fy2016, yearStart)).toEqual(months)
    expect(months.map((m) => financialYearOf(m, yearStart))).toEqual(Array(12).fill(2016))
    expect(months.map((m) => periodsEndingIn(m, yearStart))).toEqual(endings)
    expect(months.map((m) => endsFinancialYear(m, yearStart))).toEqual([
      ...Array<boolean>(11).fill(false),
      true,
    ])
    const after = months.at(-1)
    expect(after && financialYearOf(next(after), yearStart)).toBe(2017)
  })

  it.each(yearStarts)('has the last months of its parts, from month %i', (yearStart) => {
    const months = walked(yearStart)
    const ends = [quarter(1), quarter(2), quarter(3), quarter(4), half(1), half(2), fy2016]
    expect(ends.map((period) => lastMonth(period, yearStart))).toEqual(
      [2, 5, 8, 11, 5, 11, 11].map((i) => months[i]),
    )
    expect(months.map((m) => lastMonth(m, yearStart))).toEqual(months)
  })
})

describe('a period of the same length, some months earlier', () => {
  it.each([
    ['2016-04', 4, '2015-12'],
    ['FY2016-Q2', 3, 'FY2016-Q1'],
    ['FY2016-Q2', 6, 'FY2015-Q4'],
    ['FY2016-H2', 6, 'FY2016-H1'],
    ['FY2016-H1', 12, 'FY2015-H1'],
    ['FY2016-H1', 18, 'FY2014-H2'],
    ['FY2016', 24, 'FY2014'],
  ])('than %s by %i is %s', (text, by, expected) => {
    expect(formatPeriod(periodEarlier(readPeriod(text), by))).toBe(expected)
  })
})

describe('M3 and M4', () => {
  it('every period that ends with a month has that month as its last', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2999 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (year, m, yearStart) => {
          const end = month(year, m)
          for (const period of periodsEndingIn(end, yearStart))
            expect(lastMonth(period, yearStart)).toEqual(end)
        },
      ),
    )
  })

  it('months compare as text in chronological order', () => {
    const months = fc.record({
      year: fc.integer({ min: 1900, max: 2999 }),
      month: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(months, ({ year, month: m }) => {
        const now = month(year, m)
        expect(formatMonth(now) < formatMonth(next(now))).toBe(true)
      }),
    )
  })
})
