import { formatPeriod } from '@kpi-ledger/core'
import { textContent, type CellContent } from '../sheets/sheet'
import { readFigure, type FigureContext } from './read-figure'
import { readPeriod, type PeriodContext } from './read-period'

const text = textContent
const number = (value: number, format = ''): CellContent => ({ kind: 'number', value, format })

const figure = (content: CellContent, unit: string, more: Partial<FigureContext> = {}) => {
  const context = { unit, better: null, typed: true, words: new Map(), ...more }
  const reading = readFigure(content, context)
  if (reading.kind === 'fault') return `fault: ${reading.message}`
  if (reading.kind === 'blank') return 'blank'
  const outcome = reading.value
  return outcome.kind === 'measured' ? (outcome.published ?? outcome.value) : outcome.reason
}

describe('readFigure', () => {
  it.each<[CellContent, string, unknown]>([
    [text('1,234.5'), 'number', 1234.5],
    [text(' 95.2\u00a0 '), 'percent', 95.2],
    [text('95%'), 'percent', 95],
    [text('95 per cent'), 'percent', 95],
    [text('£4.2m'), 'pounds', 4_200_000],
    [text('£1.1m'), 'pounds', 1_100_000],
    [text('£1,234.50'), 'pounds', 1234.5],
    [text('2 million pounds'), 'pounds', 2_000_000],
    [text('(0)'), 'pounds', 0],
    [text('-£0'), 'pounds', 0],
    [text('+5'), 'days', 5],
    [text('4.2 million'), 'count', 4_200_000],
    [text('(1,234)'), 'pounds', -1234],
    [text('−3'), 'days', -3],
    [text('-0'), 'days', 0],
    [text('8 days'), 'days', 8],
    [text('8 Day'), 'days', 8],
    [text('2.5 hrs'), 'hours', 2.5],
    [text('12 tonnes'), 'tonnes', 12],
    [number(0.95, '0%'), 'percent', 95],
    [number(0.07, '0.0%'), 'percent', 7],
    [number(0.07 * 3, '0.0%'), 'percent', 21],
    [number(1.1 * 100, ''), 'percent', 110],
    [number(0.1 + 0.2, ''), 'days', 0.3],
    [number(20.32, '0.00'), 'percent', 20.32],
    [number(4200000, '[$£-809]#,##0'), 'pounds', 4_200_000],
    [number(-0, ''), 'count', 0],
    [text('n/a'), 'percent', 'not-measurable'],
    [text('Not due'), 'percent', 'not-due'],
    [text('Not yet  measurable'), 'percent', 'not-yet-measurable'],
    [text('Pending'), 'days', 'not-yet-measurable'],
    [text('No data.'), 'days', 'no-data'],
    [text('–'), 'days', 'blank'],
    [text('  '), 'days', 'blank'],
    [null, 'days', 'blank'],
  ])('M17 M18 reads %j in %s as %j', (content, unit, expected) => {
    expect(figure(content, unit)).toBe(expected)
  })

  it.each<[CellContent, string, string]>([
    [text('95%'), 'days', 'is a percentage, but the KPI is in days'],
    [number(0.95, '0%'), 'days', 'shown as a percentage'],
    [number(8, '[$€-407]#,##0'), 'pounds', 'shown in €'],
    [text('£8'), 'days', 'it is in £, but the KPI is in days'],
    [text('£2 million days'), 'pounds', '"million days" after the number is not'],
    [text('8 days'), 'hours', '"days" after the number is not'],
    [text('4.2m'), 'minutes', '"m" after the number'],
    [text('3/5'), 'count', '"/5" after the number'],
    [text('1.234,5'), 'number', 'after the number'],
    [text('1,5'), 'number', 'after the number'],
    [text('95*'), 'percent', '"*" after the number'],
    [text('1.2E+11'), 'pounds', 'cut short'],
    [text('1.2345678901234567'), 'number', 'significant digits'],
    [text('#DIV/0!'), 'percent', 'could not work it out'],
    [{ kind: 'error', text: '#REF!' }, 'percent', 'could not work it out'],
    [{ kind: 'boolean', value: true }, 'count', 'got TRUE'],
    [{ kind: 'date', year: 2016, month: 6, day: 1 }, 'count', 'got the date 2016-06-01'],
    [text('about right'), 'count', 'got "about right"'],
    [text('≤3'), 'count', 'it may be any number that is lower'],
    [text('<3'), 'count', 'it may be any number that is lower'],
  ])('refuses %j in %s, and says why', (content, unit, says) => {
    expect(figure(content, unit)).toContain(says)
  })

  const units = [
    'percent',
    'days',
    'hours',
    'minutes',
    'count',
    'pounds',
    'score',
    'number',
    'tonnes',
  ]
  const inAll = (value: unknown) => Object.fromEntries(units.map((unit) => [unit, value]))

  it.each<[CellContent, Readonly<Record<string, unknown>>]>([
    [text('1,234.5'), inAll(1234.5)],
    [text(' 12 '), inAll(12)],
    [text('£4.2m'), { pounds: 4_200_000 }],
    [text('95%'), { percent: 95 }],
    [number(0.95, '0%'), { percent: 95 }],
    [text('8 days'), { days: 8 }],
    [text('n/a'), inAll('not-measurable')],
    [text('Not due'), inAll('not-due')],
    [text('Pending'), inAll('not-yet-measurable')],
    [text('#DIV/0!'), {}],
    [{ kind: 'error', text: '#DIV/0!' }, {}],
    [text('–'), inAll('blank')],
    [null, inAll('blank')],
  ])('M17 M18 reads %j in the units it fits, and refuses it in every other', (content, fitting) => {
    for (const unit of units)
      expect([unit, figure(content, unit)]).toEqual([
        unit,
        fitting[unit] ?? expect.stringMatching(/^fault: ./),
      ])
  })

  it.each([...units])('M17 reads ≤3 in %s only where lower is better', (unit) => {
    expect(figure(text('≤3'), unit, { better: 'lower' })).toBe('≤3')
    expect(figure(text('≤3'), unit, { better: 'higher' })).toMatch(/^fault: /)
    expect(figure(text('≤3'), unit)).toMatch(/^fault: /)
  })

  it('reads a bound as its worst case, and shows what was printed', () => {
    const lower = { better: 'lower' } as const
    expect(
      readFigure(text('≤3'), { unit: 'count', typed: true, words: new Map(), ...lower }),
    ).toMatchObject({ kind: 'read', value: { kind: 'measured', value: 3, published: '≤3' } })
    expect(figure(text('≥3'), 'count', lower)).toContain('fault')
    expect(figure(text('>=97'), 'percent', { better: 'higher' })).toBe('>=97')
    expect(figure(text('<3'), 'count', lower)).toContain('fault')
  })
})

const period = (content: CellContent, more: Partial<PeriodContext> = {}) => {
  const reading = readPeriod(content, {
    ...{ yearStart: 4, dates: null, per: null, year: null },
    ...more,
  })
  if (reading.kind === 'fault') return `fault: ${reading.message}`
  return reading.kind === 'blank' ? 'blank' : formatPeriod(reading.value)
}

describe('readPeriod', () => {
  it.each<[CellContent, Partial<PeriodContext>, string]>([
    [text('2016-06'), {}, '2016-06'],
    [text('Apr-16'), {}, '2016-04'],
    [text('April 2016'), {}, '2016-04'],
    [text("Sept '16"), {}, '2016-09'],
    [text('Jan 2016/17'), {}, '2017-01'],
    [text('2016-17 Q1'), {}, 'FY2016-Q1'],
    [text('2016/17-Q1'), {}, 'FY2016-Q1'],
    [text('Q1 2016/17'), {}, 'FY2016-Q1'],
    [text('Quarter 3 2016-17'), {}, 'FY2016-Q3'],
    [text('H2 2016/17'), {}, 'FY2016-H2'],
    [text('2016-17'), {}, 'FY2016'],
    [text('FY2016'), {}, 'FY2016'],
    [text('30/06/2016'), {}, '2016-06'],
    [text('06/30/2016'), {}, '2016-06'],
    [text('05/05/2016'), {}, '2016-05'],
    [text('03/04/2016'), { dates: 'dmy' }, '2016-04'],
    [text('03/04/2016'), { dates: 'mdy' }, '2016-03'],
    [text('30.06.16'), {}, '2016-06'],
    [text('30 June 2016'), {}, '2016-06'],
    [text('2016-06-30'), {}, '2016-06'],
    [{ kind: 'date', year: 2016, month: 6, day: 30 }, { per: 'quarter' }, 'FY2016-Q1'],
    [{ kind: 'date', year: 2017, month: 2, day: 1 }, { per: 'half-year' }, 'FY2016-H2'],
    [{ kind: 'date', year: 2017, month: 2, day: 1 }, { per: 'year' }, 'FY2016'],
    [text('Jan'), { year: 2016 }, '2017-01'],
    [text('Q2'), { year: 2016 }, 'FY2016-Q2'],
    [text('Q2 2016'), { yearStart: 1 }, 'FY2016-Q2'],
    [text('Dec 2999/00'), {}, '2999-12'],
    [text('2011-12'), { per: 'month' }, '2011-12'],
    [text('2011-12'), { per: 'year' }, 'FY2011'],
    [text('FY2011-12'), {}, 'FY2011'],
    [text('2016 -05'), {}, '2016-05'],
    [text('16/06/30'), { dates: 'ymd' }, '2016-06'],
    [text('6.06.30'), { dates: 'ymd' }, '2006-06'],
    [text(''), {}, 'blank'],
  ])('M1 M1a reads %j (%j) as %s', (content, more, expected) => {
    expect(period(content, more)).toBe(expected)
  })

  it.each<[CellContent, Partial<PeriodContext>, string]>([
    [text('03/04/2016'), {}, 'may be 3 Apr or 4 Mar'],
    [text('31/02/2016'), {}, 'no date'],
    [text('2011-12'), {}, 'a month or a financial year'],
    [text('2016'), {}, 'a financial year or a calendar year'],
    [text('Q1 2016'), {}, 'a financial year or of a calendar year'],
    [text('2016/18 Q1'), {}, 'does not say one financial year'],
    [text('Apr'), {}, 'has no year'],
    [text('Q1'), {}, 'has no year'],
    [text('Apr 2016/18'), {}, 'does not say one financial year'],
    [text('2016/18'), {}, 'does not say one financial year'],
    [text('FY2016-05'), {}, 'does not say one financial year'],
    [text('30/06/2016'), { dates: 'ymd' }, 'is not a date that begins with its year'],
    [text('16-Apr'), {}, 'does not say its year'],
    [text('Q5 2016/17'), {}, 'expected a period'],
    [text('Total'), {}, 'expected a period'],
    [text('Apr-0000'), {}, 'expected a period'],
    [text('Jan 2999/00'), {}, 'is after 2999'],
    [number(42551), {}, 'expected a period'],
  ])('does not guess %j (%j): %s', (content, more, says) => {
    expect(period(content, more)).toContain(says)
  })
})
