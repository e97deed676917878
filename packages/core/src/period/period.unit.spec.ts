import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { describe as sentence } from '../describe'
import { explanation } from '../schema/fixture.spec'
import {
  endsFinancialYear,
  financialYearOf,
  lastMonth,
  monthsOf,
  periodsEndingIn,
} from './calendar'
import { formatMonth, month, monthAt, monthIndex, profileKey } from './month'
import {
  formatPeriod,
  MonthText,
  parsePeriod,
  PeriodText,
  readPeriod,
  YearStart,
  type Period,
} from './period'

const parsed = (text: string): Period => {
  const period = parsePeriod(text)
  if (E.isLeft(period)) throw new Error(sentence(period.left))
  return period.right
}

const years = fc.integer({ min: 1900, max: 2999 })
const months = fc.record({ year: years, month: fc.integer({ min: 1, max: 12 }) })
const yearStarts = fc.integer({ min: 1, max: 12 })

describe('M1 periods', () => {
  it.each([
    ['2016-04', { kind: 'month', year: 2016, month: 4 }],
    ['1900-01', { kind: 'month', year: 1900, month: 1 }],
    ['2999-12', { kind: 'month', year: 2999, month: 12 }],
    ['FY2016-Q1', { kind: 'quarter', financialYear: 2016, quarter: 1 }],
    ['FY2016-Q4', { kind: 'quarter', financialYear: 2016, quarter: 4 }],
    ['FY2016-H1', { kind: 'half-year', financialYear: 2016, half: 1 }],
    ['FY2016-H2', { kind: 'half-year', financialYear: 2016, half: 2 }],
    ['FY1900', { kind: 'financial-year', financialYear: 1900 }],
    ['FY2999', { kind: 'financial-year', financialYear: 2999 }],
  ])('reads %s', (text, period) => {
    expect(parsePeriod(text)).toEqual(E.right(period))
    expect(formatPeriod(parsed(text))).toBe(text)
    expect(PeriodText.is(text)).toBe(true)
  })

  it.each([
    ...['', '2016', '2016-4', '2016-00', '2016-13', '1899-12', '3000-01', '12016-04', '2016-041'],
    ...['FY1899', 'FY3000', 'FY2016-Q0', 'FY2016-Q5', 'FY2016-H0', 'FY2016-H3', 'FY2016-', 'FY216'],
    ...[
      'fy2016',
      'FY2016-q1',
      ' 2016-04',
      '2016-04 ',
      '2016/04',
      'FY2016Q1',
      'FY2016-M1',
      'FY20161',
    ],
    ...['2016-04\n', '２０１６-04', '2016-04-01', 'xFY2016', 'x2016-04', 'FY2016-Q11'],
  ])('refuses %j and says what it expected', (text) => {
    const period = parsePeriod(text)
    const message = `expected a period such as 2016-04, FY2016-Q1, FY2016-H1 or FY2016 (years 1900 to 2999), got ${JSON.stringify(text)}`
    expect(period).toEqual(
      E.left({ _tag: 'DecodeError', expected: 'a period', faults: [{ path: '', message }] }),
    )
    expect(PeriodText.is(text)).toBe(false)
    expect(explanation(PeriodText, text)).toContain('expected a period such as 2016-04')
    expect(MonthText.is(text)).toBe(false)
  })

  it('takes nothing but a month for a month, and says so', () => {
    expect(MonthText.is('2016-04')).toBe(true)
    expect(MonthText.is('FY2016')).toBe(false)
    expect(MonthText.is(201604)).toBe(false)
    expect(PeriodText.is(2016)).toBe(false)
    expect(explanation(PeriodText, 2016)).toContain('got 2016')
    expect(explanation(MonthText, 'FY2016')).toBe('expected a month such as 2016-04, got "FY2016"')
    expect(PeriodText.name).toBe('a period')
  })

  it('accepts a year start from 1 to 12', () => {
    expect([0, 1, 12, 13, 1.5].map((n) => YearStart.is(n))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
    expect(explanation(YearStart, 0)).toBe('expected a month of the year from 1 to 12, got 0')
  })

  it('are the same object whenever the same text is read, and a bug if it was not decoded', () => {
    const first = readPeriod('FY2016-Q1')
    expect(readPeriod('FY2016-Q2')).not.toBe(first)
    expect(readPeriod('FY2016-Q1')).toBe(first)
    expect(() => readPeriod('2016')).toThrow(
      'bug in kpi-ledger: "2016" is not a period, although decoded as one',
    )
  })

  it('writes any period as it was read', () => {
    const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
      months.map(({ year, month: m }) => month(year, m)),
      fc.record({
        kind: fc.constant('quarter' as const),
        financialYear: years,
        quarter: fc.integer({ min: 1, max: 4 }),
      }),
      fc.record({
        kind: fc.constant('half-year' as const),
        financialYear: years,
        half: fc.integer({ min: 1, max: 2 }),
      }),
      fc.record({ kind: fc.constant('financial-year' as const), financialYear: years }),
    )
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriod(formatPeriod(period))).toEqual(E.right(period))
      }),
    )
  })
})

describe('M1 months', () => {
  it('pads what it writes', () => {
    expect(formatMonth(month(987, 3))).toBe('0987-03')
    expect(profileKey(month(2016, 4))).toBe('04')
    expect(profileKey(month(2016, 12))).toBe('12')
  })

  it('counts months from year 0', () => {
    expect(monthIndex(month(2016, 4))).toBe(24195)
    expect(monthAt(24195)).toEqual({ kind: 'month', year: 2016, month: 4 })
    fc.assert(
      fc.property(months, ({ year, month: m }) => {
        expect(monthAt(monthIndex(month(year, m)))).toEqual(month(year, m))
      }),
    )
  })
})

describe('M1 and M4 the last month of a period', () => {
  it.each([
    ['2016-04', 4, '2016-04'],
    ['FY2016-Q1', 4, '2016-06'],
    ['FY2016-Q4', 4, '2017-03'],
    ['FY2016-H1', 4, '2016-09'],
    ['FY2016-H2', 4, '2017-03'],
    ['FY2016', 4, '2017-03'],
    ['FY2016', 1, '2016-12'],
    ['FY2016-Q1', 1, '2016-03'],
    ['FY2016-H1', 1, '2016-06'],
    ['FY2016', 12, '2017-11'],
  ])('of %s, where the year starts in month %i, is %s', (text, yearStart, expected) => {
    expect(formatMonth(lastMonth(parsed(text), yearStart))).toBe(expected)
  })

  it.each([
    [2016, 3, 4, 2015],
    [2016, 4, 4, 2016],
    [2016, 12, 4, 2016],
    [2016, 1, 1, 2016],
    [2016, 11, 12, 2015],
  ])('%i-%i, in years from month %i, is in FY%i', (year, m, yearStart, expected) => {
    expect(financialYearOf(month(year, m), yearStart)).toBe(expected)
  })

  it('has the twelve months of a year in order', () => {
    const year = { kind: 'financial-year', financialYear: 2016 } as const
    const listed = monthsOf(year, 4).map(formatMonth)
    expect(listed).toHaveLength(12)
    expect([listed[0], listed[8], listed[9], listed[11]]).toEqual([
      '2016-04',
      '2016-12',
      '2017-01',
      '2017-03',
    ])
  })
})

describe('M3 the periods that end with a month', () => {
  it.each([
    ['2016-05', []],
    ['2016-06', ['FY2016-Q1']],
    ['2016-09', ['FY2016-Q2', 'FY2016-H1']],
    ['2016-12', ['FY2016-Q3']],
    ['2017-03', ['FY2016-Q4', 'FY2016-H2', 'FY2016']],
  ])('%s ends %j, the shortest first', (text, expected) => {
    const m = parsed(text)
    if (m.kind !== 'month') throw new Error('not a month')
    expect(periodsEndingIn(m, 4).map(formatPeriod)).toEqual(expected)
    expect(endsFinancialYear(m, 4)).toBe(expected.includes('FY2016'))
  })

  it('are exactly those whose last month it is', () => {
    fc.assert(
      fc.property(months, yearStarts, ({ year, month: m }, yearStart) => {
        const candidates = [year - 1, year].flatMap((fy) =>
          ['-Q1', '-Q2', '-Q3', '-Q4', '-H1', '-H2', ''].map((part) => `FY${String(fy)}${part}`),
        )
        const ending = candidates.filter((text) => {
          const period = parsePeriod(text)
          return (
            E.isRight(period) &&
            monthIndex(lastMonth(period.right, yearStart)) === monthIndex(month(year, m))
          )
        })
        const found = periodsEndingIn(month(year, m), yearStart).map(formatPeriod)
        expect([...found].sort()).toEqual(
          [...ending, ...found.filter((text) => E.isLeft(parsePeriod(text)))].sort(),
        )
        expect(endsFinancialYear(month(year, m), yearStart)).toBe(found.length === 3)
      }),
    )
  })
})
