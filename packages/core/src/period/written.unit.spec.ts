import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { describe as sentence } from '../describe'
import { explanation } from '../schema/fixture.spec'
import { month } from './month'
import { periodInWords, spanInWords, writtenPeriod } from './in-words'
import { formatPeriod, parsePeriod, PeriodText, type Period } from './period'
import {
  parseWrittenPeriod,
  parseWrittenYear,
  periodMeant,
  readWrittenPeriod,
  WrittenPeriodText,
  WrittenYearText,
  yearNotSplit,
  type WrittenPeriod,
} from './written'

const read = (text: string): WrittenPeriod => {
  const written = parseWrittenPeriod(text)
  if (E.isLeft(written)) throw new Error(sentence(written.left))
  return written.right
}

const periodOf = (text: string): Period => read(text).period

const years = fc.integer({ min: 1900, max: 2999 })
const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.tuple(years, fc.integer({ min: 1, max: 12 })).map(([year, m]) => month(year, m)),
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

describe('M1a a period as people write it', () => {
  it.each([
    ['2016/17', 'FY2016'],
    ['2016/17-Q1', 'FY2016-Q1'],
    ['2016/17 Q4', 'FY2016-Q4'],
    ['2016/17-H2', 'FY2016-H2'],
    ['1999/00', 'FY1999'],
    ['1900/01', 'FY1900'],
    ['2999/00 H1', 'FY2999-H1'],
    ['FY2016-Q1', 'FY2016-Q1'],
    ['FY2016', 'FY2016'],
    ['2016-04', '2016-04'],
  ])('%s means %s', (text, means) => {
    expect(read(text).text).toBe(text)
    expect(formatPeriod(periodOf(text))).toBe(means)
    expect(formatPeriod(readWrittenPeriod(text))).toBe(means)
    expect(WrittenPeriodText.is(text)).toBe(true)
  })

  it.each([
    ['2016/18', 'expected 2016/17 for the financial year that starts in 2016, got "2016/18"'],
    ['2016/16', 'expected 2016/17 for the financial year that starts in 2016, got "2016/16"'],
    ['1999/99 Q1', 'expected 1999/00 for the financial year that starts in 1999, got "1999/99 Q1"'],
    ['2016/2017', 'expected 2016/17 for the financial year that starts in 2016, got "2016/2017"'],
    ...[
      ...[
        '2016/17-Q5',
        '2016/17Q1',
        '2016/17  Q1',
        '2016/17-',
        '2016/17 ',
        ' 2016/17',
        '2016/17-h1',
      ],
      ...['2016-17', '16/17', '1899/00', '3000/01', '2016/17\n', 'FY2016/17', ''],
    ].map((text) => [
      text,
      `expected a period such as 2016-04, FY2016-Q1, FY2016-H1, FY2016 or 2016/17-Q1 (years 1900 to 2999), got ${JSON.stringify(text)}`,
    ]),
  ])('refuses %j and says what it expected', (text = '', message) => {
    expect(parseWrittenPeriod(text)).toEqual(
      E.left({ _tag: 'DecodeError', expected: 'a period', faults: [{ path: '', message }] }),
    )
    expect(explanation(WrittenPeriodText, text)).toBe(message)
    expect(WrittenPeriodText.is(text)).toBe(false)
  })

  it('is a text, and nothing that reads like one in a list', () => {
    expect(explanation(WrittenPeriodText, ['2016/18'])).toBe(
      'expected a period such as 2016-04, FY2016-Q1, FY2016-H1, FY2016 or 2016/17-Q1 (years 1900 to 2999), got an array',
    )
  })

  it('is not the form that events store', () => {
    expect(PeriodText.is('2016/17')).toBe(false)
    expect(E.isLeft(parsePeriod('2016/17-Q1'))).toBe(true)
  })

  it('is refused for a contract whose year starts in January, with what to write instead', () => {
    const refused = yearNotSplit('2016/17 Q1', 1)
    expect(refused).toEqual({ _tag: 'YearNotSplit', written: '2016/17 Q1', write: 'FY2016-Q1' })
    expect(refused && sentence(refused)).toBe(
      '2016/17 Q1 is not a period of this contract, whose year starts in January; write FY2016-Q1',
    )
    expect(refused && sentence({ ...refused, contract: 'ict' })).toBe(
      '2016/17 Q1 is not a period of contract "ict", whose year starts in January; write FY2016-Q1',
    )
    expect(periodMeant(read('2016/17 Q1'), 1)).toEqual(E.left(refused))
    expect(periodMeant(read('2016/17 Q1'), 4)).toEqual(E.right(periodOf('FY2016-Q1')))
    expect(yearNotSplit('FY2016-Q1', 1)).toBe(null)
    expect(yearNotSplit('2016-04', 1)).toBe(null)
    for (let yearStart = 2; yearStart <= 12; yearStart++)
      expect(yearNotSplit('2016/17 Q1', yearStart)).toBe(null)
  })
})

describe('M1a a financial year as people write it', () => {
  it.each(['FY2016', '2016/17'])('is %s', (text) => {
    const period = { kind: 'financial-year', financialYear: 2016 }
    expect(parseWrittenYear(text)).toEqual(E.right({ text, period }))
    expect(WrittenYearText.is(text)).toBe(true)
  })

  it.each([
    ['2016/18', 'expected 2016/17 for the financial year that starts in 2016, got "2016/18"'],
    ...['2016', '2016-04', 'FY2016-Q1', '2016/17 H1'].map((text) => [
      text,
      `expected a financial year such as FY2016 or 2016/17 (years 1900 to 2999), got "${text}"`,
    ]),
  ])('is not %j', (text = '', message) => {
    expect(parseWrittenYear(text)).toEqual(
      E.left({
        _tag: 'DecodeError',
        expected: 'a financial year',
        faults: [{ path: '', message }],
      }),
    )
    expect(explanation(WrittenYearText, text)).toBe(message)
  })
})

describe('M1a a period as it is printed', () => {
  it.each([
    ['2016-04', 4, '2016-04', 'Apr 2016', null],
    ['FY2016-Q1', 4, '2016/17 Q1', '2016/17 Q1', 'Q1: Apr–Jun 2016'],
    ['FY2016-Q3', 4, '2016/17 Q3', '2016/17 Q3', 'Q3: Oct–Dec 2016'],
    ['FY2016-H2', 4, '2016/17 H2', '2016/17 H2', 'H2: Oct 2016–Mar 2017'],
    ['FY2016', 4, '2016/17', '2016/17', '2016/17: Apr 2016–Mar 2017'],
    ['FY2018', 7, '2018/19', '2018/19', '2018/19: Jul 2018–Jun 2019'],
    ['FY1999-Q4', 12, '1999/00 Q4', '1999/00 Q4', 'Q4: Sep–Nov 2000'],
    ['FY2016-Q1', 1, 'FY2016-Q1', 'FY2016-Q1', null],
    ['FY2016', 1, 'FY2016', 'FY2016', null],
  ])('%s of a year from month %i: %s', (text, yearStart, written, words, span) => {
    expect(writtenPeriod(periodOf(text), yearStart)).toBe(written)
    expect(periodInWords(periodOf(text), yearStart)).toBe(words)
    expect(spanInWords(periodOf(text), yearStart)).toBe(span)
  })

  it('is read back as the same period, whenever the year starts, and never refused', () => {
    fc.assert(
      fc.property(anyPeriod, fc.integer({ min: 1, max: 12 }), (period, yearStart) => {
        const written = writtenPeriod(period, yearStart)
        expect(periodOf(written)).toEqual(period)
        expect(yearNotSplit(written, yearStart)).toBe(null)
        expect(written.includes('/')).toBe(period.kind !== 'month' && yearStart !== 1)
      }),
    )
  })
})
