import { arbitraryLedger, psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import fc from 'fast-check'
import { foldHistory } from '../contract/fold'
import { adviceOn as adviceFrom } from '../contract/advice'
import { runs } from '../../../../scripts/jest/runs'
import type { RecordedEvent } from '../events/envelope'
import { advise } from './advise'
import type { Oddity } from './oddity'

const inWords = (oddity: Oddity): string => adviceFrom(oddity, 0, 4).sentence

const registered: EventFixture = {
  type: 'ContractRegistered',
  data: { contract: 'c', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
}
const adopted = (regime: string, effectiveFrom: string): EventFixture => ({
  type: 'RegimeAdopted',
  data: { regime, title: regime, effectiveFrom, scheme: psspScheme },
})
const target = { comparator: '>=', value: 1 } as const
const defined = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  more: object = {},
): EventFixture => ({
  type: 'KPIDefined',
  data: {
    ...{ regime, kpi, description: kpi, serviceArea: 'S', frequency: 'monthly', unit: 'number' },
    ...{ effectiveFrom, target },
    ...more,
  },
})
const actual = (kpi: string, period: string, value: number, of?: number): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi, period, outcome: { kind: 'measured', value, ...(of !== undefined && { of }) } },
})
const begun = [registered, adopted('first', '2015-04')]
const percent = defined('P', 'first', '2015-04', { unit: 'percent' })
const count = defined('C', 'first', '2015-04', { unit: 'count' })
const number = defined('N', 'first', '2015-04')

/** The advice on the last of these events, all recorded on 1 April 2016. */
const adviceOn = (...events: ReadonlyArray<EventFixture>): ReadonlyArray<string> => {
  const all = recorded('c', events)
  const last = all.at(-1)
  return last === undefined ? [] : advise(foldHistory(all), last).map(inWords)
}

const months = ['04', '05', '06', '07', '08', '09'].map((month) => `2015-${month}`)
const six = (...values: ReadonlyArray<number>): ReadonlyArray<EventFixture> =>
  months.flatMap((month, i) => (values[i] === undefined ? [] : [actual('N', month, values[i])]))

describe('M40 advice on a figure', () => {
  it.each<[string, EventFixture, EventFixture, ReadonlyArray<string>]>([
    ['of more than 100 %', percent, actual('P', '2015-05', 9416), ['9416 is more than 100 %']],
    ['of less than 0 %', percent, actual('P', '2015-05', -0.1), ['-0.1 is less than 0 %']],
    ['of 100 %', percent, actual('P', '2015-05', 100), []],
    [
      'of a negative population',
      percent,
      actual('P', '2015-05', 95, -5),
      ['95 is out of a negative number'],
    ],
    ['of a population', percent, actual('P', '2015-05', 95, 5), []],
    [
      'of a negative count',
      count,
      actual('C', '2015-05', -1),
      ['-1 is negative, but it is a count'],
    ],
    [
      'of a part',
      count,
      actual('C', '2015-05', 1.5),
      ['1.5 is not a whole number, but it is a count'],
    ],
    ['of a count', count, actual('C', '2015-05', 0), []],
    [
      'for a month not begun',
      number,
      actual('N', '2016-05', 1),
      ['the period had not begun; it begins in 2016-05'],
    ],
    ['for a month under way', number, actual('N', '2016-04', 1), []],
    [
      'of centuries to come',
      percent,
      actual('P', '2999-06', 1),
      ['the period had not begun; it begins in 2999-06'],
    ],
    [
      'before the first regime',
      number,
      actual('N', '2015-03', 1),
      ['the period is before the first regime, "first", which starts in 2015-04'],
    ],
    [
      'before the first regime, if it was adopted last',
      adopted('earliest', '2014-04'),
      actual('N', '2014-03', 1),
      ['the period is before the first regime, "earliest", which starts in 2014-04'],
    ],
    [
      'for a longer period',
      number,
      actual('N', 'FY2015-Q1', 1),
      ['the KPI is monthly, and has never been recorded for a period of that length'],
    ],
  ])('%s', (_, definition, figure, expected) => {
    expect(
      adviceOn(...begun, definition, figure).map((s) => s.replace(/^\S+ for [^:]+: /, '')),
    ).toEqual(expected)
  })

  it('is given on its correction too', () => {
    const outcome = { kind: 'measured', value: 101 } as const
    const correction: EventFixture = {
      type: 'ActualCorrected',
      data: { kpi: 'P', period: '2016-05', outcome, reason: 'late returns' },
    }
    expect(adviceOn(...begun, percent, actual('P', '2016-05', 99), correction)).toEqual([
      'P for 2016-05: 101 is more than 100 %',
      'P for 2016-05: the period had not begun; it begins in 2016-05',
    ])
  })

  it('if the KPI is not on the scorecard of the period', () => {
    const second = adopted('second', '2015-10')
    const nowhere =
      'N for 2015-10: the KPI is on no scorecard of that period, under regime "second"'
    expect(adviceOn(...begun, number, second, actual('N', '2015-10', 1))).toEqual([nowhere])
    expect(adviceOn(...begun, number, second, actual('N', '2015-09', 1))).toEqual([])
    const carried: EventFixture = {
      type: 'TargetRevised',
      data: { regime: 'second', kpi: 'N', effectiveFrom: '2015-11', target },
    }
    expect(adviceOn(...begun, number, second, carried, actual('N', '2015-10', 1))).toEqual([
      nowhere,
    ])
    expect(adviceOn(...begun, number, second, carried, actual('N', '2015-11', 1))).toEqual([])
    const retired: EventFixture = {
      type: 'KPIRetired',
      data: { regime: 'first', kpi: 'N', effectiveFrom: '2015-06', reason: 'Ended' },
    }
    expect(adviceOn(...begun, number, retired, actual('N', '2015-06', 1))).toHaveLength(1)
    expect(adviceOn(...begun, number, retired, actual('N', '2015-05', 1))).toEqual([])
  })

  it('once, if the period is of a new length', () => {
    const annual = defined('N', 'first', '2015-04', { frequency: 'annual' })
    expect(adviceOn(...begun, annual, actual('N', 'FY2015', 1))).toEqual([])
    expect(adviceOn(...begun, annual, actual('N', '2015-04', 1))).toHaveLength(1)
    expect(
      adviceOn(...begun, annual, actual('N', '2015-04', 1), actual('N', '2015-05', 1)),
    ).toEqual([])
  })

  it.each<[ReadonlyArray<number>, number, string | null]>([
    [[1, 2, 3, 4, 5, 6], 35, null],
    [[1, 2, 3, 4, 5, 6], 35.1, 'more than ten times the median of the 6 figures before it, 3.5'],
    [[1, 2, 3, 4, 5, 6], 0.35, null],
    [[1, 2, 3, 4, 5, 6], 0.34, 'less than a tenth of the median of the 6 figures before it, 3.5'],
    [[1, 2, 3, 4, 5], 1000, null],
    [[0, 0, 0, 0, 0, 9], 9, null],
    [
      [0.1, 0.1, 0.1, 0.2, 0.2, 0.2],
      1.51,
      'more than ten times the median of the 6 figures before it, 0.15',
    ],
    [
      [-1, -2, -3, -4, -5, -6],
      -35.1,
      'more than ten times the median of the 6 figures before it, -3.5',
    ],
    [[-1, -2, -3, -4, -5, -6], -3, null],
  ])('after %j, %d', (earlier, value, expected) => {
    expect(adviceOn(...begun, number, ...six(...earlier), actual('N', '2015-10', value))).toEqual(
      expected === null ? [] : [`N for 2015-10: ${String(value)} is ${expected}`],
    )
  })

  it('compares a correction with the other periods, as it would the corrected figure', () => {
    const slip = actual('N', '2015-10', 350)
    const corrected: EventFixture = {
      type: 'ActualCorrected',
      data: {
        kpi: 'N',
        period: '2015-10',
        outcome: { kind: 'measured', value: 3.5 },
        reason: 'Slip',
      },
    }
    expect(adviceOn(...begun, number, ...six(1, 2, 3, 4, 5, 6), slip)).toHaveLength(1)
    expect(adviceOn(...begun, number, ...six(1, 2, 3, 4, 5, 6), slip, corrected)).toEqual([])
  })
})

it('M40 advice on a note is about its period', () => {
  const noted = (period: string, kpi?: string): EventFixture => ({
    type: 'NoteAdded',
    data: { period, text: 'T', ...(kpi === undefined ? {} : { kpi }) },
  })
  expect(adviceOn(...begun, noted('2015-05'))).toEqual([])
  expect(adviceOn(...begun, noted('FY2016'))).toEqual([])
  expect(adviceOn(...begun, noted('FY2017'))).toEqual([
    '2017/18: the period had not begun; it begins in 2017-04',
  ])
  expect(adviceOn(...begun, number, noted('2015-03', 'N'))).toHaveLength(1)
})

describe('M41 advice on a name', () => {
  it('if it looks like an existing one, with how to tell them apart', () => {
    const latin = defined('A-1', 'first', '2015-04')
    const cyrillic = defined('\u0410-1', 'first', '2015-04')
    expect(adviceOn(...begun, latin, cyrillic)).toEqual([
      'KPI "\u0410-1" (U+0410) looks like "A-1" (U+0041), which is another',
    ])
    expect(adviceOn(...begun, cyrillic, latin)).toHaveLength(1)
    expect(adviceOn(...begun, latin, defined('A-2', 'first', '2015-04'))).toEqual([])
    expect(
      adviceOn(...begun, adopted('regime-1', '2016-04'), adopted('regime-l', '2017-04')),
    ).toEqual(['regime "regime-l" (U+006C) looks like "regime-1" (U+0031), which is another'])
  })

  it('is given once, when the KPI is first defined', () => {
    const again = defined('\u0410-1', 'second', '2015-10')
    const both = [defined('A-1', 'first', '2015-04'), defined('\u0410-1', 'first', '2015-04')]
    expect(adviceOn(...begun, ...both, adopted('second', '2015-10'), again)).toEqual([])
  })
})

describe('M22a advice on a regime', () => {
  const adoption = adopted('second', '2015-10')
  const dropped = (...after: ReadonlyArray<EventFixture>): ReadonlyArray<string> => {
    const all = recorded('c', [...begun, percent, number, adoption, ...after])
    const event = all[begun.length + 2]
    return event === undefined ? [] : advise(foldHistory(all), event).map(inWords)
  }
  const without = (kpi: string): string =>
    `regime "second" has no target for "${kpi}" of "first" before it: carry over, succeed or retire it, or it drops off the scorecard`
  const succeeding = defined('M', 'second', '2015-10', { succeeds: ['N'] })
  const carrying: EventFixture = {
    type: 'TargetRevised',
    data: { regime: 'second', kpi: 'N', effectiveFrom: '2016-01', target },
  }
  const retiring: EventFixture = {
    type: 'KPIRetired',
    data: { regime: 'first', kpi: 'N', effectiveFrom: '2015-10', reason: 'Ended' },
  }

  it('names the KPIs of the previous regime that it drops', () => {
    expect(dropped()).toEqual([
      'regime "second" has no target for "P", "N" of "first" before it: carry over, succeed or retire them, or they drop off the scorecard',
    ])
    expect(adviceOn(...begun)).toEqual([])
  })

  it.each([
    ['succeeded', succeeding],
    ['carried over', carrying],
    ['retired', retiring],
    ['defined anew', defined('N', 'second', '2015-10')],
  ])('does not name one that was %s together with it', (_, event) => {
    expect(dropped(event)).toEqual([without('P')])
  })

  it('compares a regime with the one in effect before it, whatever the order of adoption', () => {
    expect(adviceOn(...begun, number, adopted('earlier', '2014-04'))).toEqual([])
    expect(adviceOn(...begun, number, adopted('later', '2016-04'), adoption)).toEqual([
      without('N'),
    ])
  })
})

const advised = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Oddity> => {
  const history = foldHistory(events)
  return events.flatMap((event) => advise(history, event))
}

it('M40 advice is one sentence each, for any event of any ledger', () => {
  fc.assert(
    fc.property(arbitraryLedger(), (events) => {
      for (const oddity of advised(events)) expect(inWords(oddity)).toMatch(/^\S.*[^.\s]$/)
    }),
    { numRuns: runs(100) },
  )
})

it('M40 ledgers drawn at random are advised about in many ways', () => {
  const drawn = fc.sample(arbitraryLedger(), { seed: 2016, numRuns: 30 })
  expect(new Set(drawn.flatMap(advised).map(({ _tag }) => _tag)).size).toBeGreaterThan(3)
})
