import type { Outcome, Target } from '@kpi-ledger/core'
import { givenHistory, ictScheme } from '@kpi-ledger/testing'
import { explanation } from '../explanation/explanation'
import {
  actual,
  adopted,
  cardFor,
  defined,
  period,
  registeredFrom,
  revised,
  rowOf,
  valueOf,
} from '../fixture.spec'

/** The target, reason and rating of each period, for the outcomes recorded in them. */
const rated = (
  target: Target | null,
  outcomes: Readonly<Record<string, number | Outcome>>,
  { yearStart = 4, scheme = 'tolerance', ratedTo = -1 } = {},
) => {
  const history = givenHistory(
    registeredFrom(yearStart),
    scheme === 'tolerance' ? adopted('r', '2014-04') : adopted('r', '2014-04', ictScheme),
    defined('K', 'r', '2014-04', ratedTo < 0 ? { target } : { target, ratedTo }),
    ...Object.entries(outcomes).map(([period, outcome]) => actual('K', period, outcome)),
  )
  return rowOf(cardFor(history, Object.keys(outcomes).join(' '))).map(
    (cell) => cell && [cell.target, cell.reason, cell.rating.code],
  )
}

describe('M14 profiles', () => {
  const profile = { '04': 10, '05': 20, '12': 70 }
  const target: Target = { comparator: '>=', value: 96, profile }

  test('give the target of their month, in every year', () => {
    expect(rated(target, { '2015-04': 10, '2016-04': 9.99, '2016-05': 20.01 })).toEqual([
      [10, null, 'met'],
      [10, null, 'not-met'],
      [20, null, 'exceeded'],
    ])
  })

  test('give a longer period the target of its last month', () => {
    expect(rated(target, { 'FY2016-Q3': 70, 'FY2016-Q1': 70 })).toEqual([
      [70, null, 'met'],
      [null, 'no-profile-point', 'none'],
    ])
  })

  test('leave the month that ends the year to the target’s own value', () => {
    expect(rated(target, { '2016-03': 96, 'FY2015-Q4': 95, FY2015: 97 })).toEqual([
      [96, null, 'met'],
      [96, null, 'not-met'],
      [96, null, 'exceeded'],
    ])
    const fromSeptember = { yearStart: 9 }
    expect(rated(target, { '2016-08': 96, '2016-03': 96 }, fromSeptember)).toEqual([
      [96, null, 'met'],
      [null, 'no-profile-point', 'none'],
    ])
  })

  test('give the month that ends the year its own point, if it has one', () => {
    const whole: Target = { ...target, profile: { ...profile, '03': 95 } }
    expect(rated(whole, { '2016-03': 95 })).toEqual([[95, null, 'met']])
  })

  test('without a point leave the KPI not rated, whatever its value', () => {
    expect(rated(target, { '2016-06': 1000 })).toEqual([[null, 'no-profile-point', 'none']])
    expect(rated({ ...target, profile: {} }, { '2016-06': 1000, '2016-03': 96 })).toEqual([
      [null, 'no-profile-point', 'none'],
      [96, null, 'met'],
    ])
  })

  test('without a point give way to the reason why nothing was measured (M18)', () => {
    const notDue: Outcome = { kind: 'not-measured', reason: 'not-due' }
    expect(rated(target, { '2016-06': notDue, '2016-04': notDue })).toEqual([
      [null, 'not-due', 'none'],
      [10, 'not-due', 'none'],
    ])
  })

  test('are what margins are measured from', () => {
    const tolerant: Target = { ...target, tolerance: { percent: 5 } }
    expect(rated(tolerant, { '2016-05': 19, '2015-05': 18.99, '2016-04': 9.5 })).toEqual([
      [20, null, 'close'],
      [20, null, 'not-met'],
      [10, null, 'close'],
    ])
  })

  test('are what levels that are margins are measured from (M10)', () => {
    const levelled: Target = { ...target, levels: { detriment: { percent: 10 } } }
    const outcomes = { '2016-04': 9.01, '2015-04': 9, '2016-05': 18.01, '2015-05': 18 }
    expect(rated(levelled, outcomes, { scheme: 'detriment' })).toEqual([
      [10, null, 'missed'],
      [10, null, 'detriment'],
      [20, null, 'missed'],
      [20, null, 'detriment'],
    ])
  })

  test('of a lower-is-better KPI work the same way', () => {
    const days: Target = { ...target, comparator: '<=', tolerance: { absolute: 1 } }
    expect(rated(days, { '2016-04': 10, '2015-04': 11, '2014-04': 11.01 })).toEqual([
      [10, null, 'met'],
      [10, null, 'close'],
      [10, null, 'not-met'],
    ])
  })
})

test('M9 to M11 a range shows both its ends, and is missed on both sides', () => {
  const target: Target = {
    comparator: 'between',
    low: 95,
    high: 105,
    levels: { detriment: { low: 90, high: 110 }, failure: { low: 80, high: 120 } },
  }
  const shown = rated(
    target,
    { '2016-04': 95, '2016-05': 105.01, '2016-06': 90, '2016-07': 121 },
    { scheme: 'detriment' },
  )
  const range = { low: 95, high: 105 }
  expect(shown).toEqual([
    [range, null, 'met'],
    [range, null, 'missed'],
    [range, null, 'detriment'],
    [range, null, 'failure'],
  ])
})

test('M15 a value is rounded to be rated, half away from zero', () => {
  const outcomes = { '2016-04': 97.95, '2016-05': 97.94 }
  const target: Target = { comparator: '>=', value: 98 }
  expect(rated(target, outcomes)).toMatchObject([{ 2: 'not-met' }, { 2: 'not-met' }])
  expect(rated(target, outcomes, { ratedTo: 1 })).toMatchObject([{ 2: 'met' }, { 2: 'not-met' }])
})

test('M15 a cell has the value as rated, where rounding it gives another rating', () => {
  const noData: Outcome = { kind: 'not-measured', reason: 'no-data' }
  const ratedAs = (target: Target | null, ratedTo: number | undefined, value: number | Outcome) => {
    const history = givenHistory(
      registeredFrom(4),
      adopted('r', '2014-04'),
      defined('K', 'r', '2014-04', ratedTo === undefined ? { target } : { target, ratedTo }),
      actual('K', '2016-04', value),
    )
    return rowOf(cardFor(history, '2016-04 2016-05')).map((cell) => cell?.rated)
  }
  const target: Target = { comparator: '>=', value: 98 }
  expect(ratedAs(target, 1, 97.95)).toEqual([98, null])
  expect(ratedAs(target, 1, 97.94)).toEqual([null, null])
  expect(ratedAs(target, 1, noData)).toEqual([null, null])
  expect(ratedAs(target, undefined, 97.95)).toEqual([null, null])
  expect(ratedAs(null, 1, 97.95)).toEqual([null, null])
})

describe('M9a no target', () => {
  const noData: Outcome = { kind: 'not-measured', reason: 'no-data' }

  test('shows the figure and rates nothing; why nothing was measured comes first', () => {
    expect(rated(null, { '2016-04': 12, '2016-05': noData })).toEqual([
      [null, 'no-target', 'none'],
      [null, 'no-data', 'none'],
    ])
  })

  test('may follow a target, and be followed by one', () => {
    const history = givenHistory(
      registeredFrom(4),
      adopted('r', '2014-04'),
      defined('K', 'r', '2014-04', { target: null, unit: 'tonnes' }),
      revised('K', 'r', '2016-05', { comparator: '<=', value: 10 }),
      revised('K', 'r', '2016-06', null),
      ...['2016-04', '2016-05', '2016-06'].map((of) => actual('K', of, 12)),
    )
    const cells = rowOf(cardFor(history, '2016-04 2016-05 2016-06'))
    expect(cells.map((cell) => [cell?.comparator, cell?.rating.code])).toEqual([
      [null, 'none'],
      ['<=', 'not-met'],
      [null, 'none'],
    ])
    const sentences = ['2016-05', '2016-06'].map(
      (of) => valueOf(explanation(history, { kpi: 'K', period: period(of) })).sentence,
    )
    expect(sentences).toEqual([
      '12 tonnes is 2 above the target of at most 10 tonnes',
      '12 tonnes is not rated: it has no target',
    ])
  })
})
