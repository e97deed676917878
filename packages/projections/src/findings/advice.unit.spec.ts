import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import {
  actual,
  adopted,
  atLeast,
  defined,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import { findings, type FindingsQuery } from './findings'

const look = (events: ReadonlyArray<DomainEvent>, query: FindingsQuery = {}) =>
  valueOf(
    findings(foldHistory(recorded([registered, adopted('r', '2015-04'), ...events])), query),
  ).findings.map(({ finding, rule, kpi, period, regime, sentence, events: behind }) =>
    [finding, rule, kpi, period, regime, sentence, behind.map(({ revision }) => revision)].join(
      ' | ',
    ),
  )

// There is no target, so that no figure misses one.
const K = defined('K', 'r', '2015-04', { unit: 'number', target: null })

describe('M40 what was recorded although it looks wrong', () => {
  it('includes a figure far from earlier ones for periods of its length', () => {
    const months = ['04', '05', '06', '07', '08', '09'].map((m) => actual('K', `2015-${m}`, 5))
    expect(look([K, ...months, actual('K', '2015-10', 51)])).toEqual([
      'unlike-before | M40 | K | 2015-10 |  | 51 is more than ten times the median of the 6 figures before it, 5 | 9',
    ])
    expect(look([K, ...months, actual('K', 'FY2015', 60)])).toEqual([])
    // The earlier ones are as far from it as it is from them.
    expect(look([K, actual('K', '2015-10', 51), ...months])).toEqual([])
  })

  it('includes a figure for a period that had not begun when it was recorded, for ever', () => {
    const found = [
      'not-begun | M40 | K | 2999-06 |  | the period had not begun; it begins in 2999-06 | 3',
    ]
    expect(look([K, actual('K', '2999-06', 5)])).toEqual(found)
    expect(look([K, actual('K', '2016-07', 5)])).toHaveLength(1)
    expect(look([K, actual('K', '2016-06', 5)])).toEqual([])
    expect(look([K, actual('K', 'FY2016', 5)])).toEqual([])
  })

  it('includes a figure from before the first regime', () => {
    expect(look([K, actual('K', '2015-03', 5)])).toEqual([
      'before-first-regime | M40 | K | 2015-03 | r | the period is before the first regime, "r", which starts in 2015-04 | 3',
    ])
  })

  it('includes a figure for a KPI on no scorecard, until its target is stated', () => {
    const late = defined('L', 'r', '2015-06')
    expect(look([late, actual('L', '2015-05', 5)])).toEqual([
      'on-no-scorecard | M40 | L | 2015-05 | r | the KPI is on no scorecard of that period, under regime "r" | 3',
    ])
    expect(
      look([late, actual('L', '2015-05', 5), revised('L', 'r', '2015-04', atLeast(1))]),
    ).toEqual([])
    expect(look([late, retired('L', 'r', '2015-07'), actual('L', '2015-07', 5)])).toEqual([
      expect.stringMatching(/^actual-after-retirement/),
    ])
  })
})

it('M41 references that look alike are found, with what tells them apart', () => {
  const alike = defined('\u041a', 'r', '2015-04')
  expect(look([K, alike])).toEqual([
    'looks-alike | M41 | \u041a |  |  | KPI "\u041a" (U+041A) looks like "K" (U+004B), which is another | 3',
  ])
})

describe('M22a a KPI that a regime dropped', () => {
  const dropped = [
    'not-carried-over | M22a | K |  | s | regime "s" has no target for "K" of "r" before it: carry over, succeed or retire it, or it drops off the scorecard | 2,3',
  ]
  const next = [K, adopted('s', '2016-04')]

  it.each([
    ['carried over', revised('K', 's', '2016-04', atLeast(1))],
    ['retired', retired('K', 'r', '2016-04')],
    ['succeeded', defined('S', 's', '2016-04', { succeeds: ['K'] })],
  ])('is found until it is %s', (_, event) => {
    expect(look(next)).toEqual(dropped)
    expect(look([...next, event])).toEqual([])
    expect(look([...next, event], { asAt: asAt('2016-06-04T00:00:00.000Z') })).toEqual(dropped)
  })
})
