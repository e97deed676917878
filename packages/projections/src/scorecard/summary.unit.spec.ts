import { givenHistory, ictScheme } from '@kpi-ledger/testing'
import {
  actual,
  adopted,
  atLeast,
  cardFor,
  defined,
  kpisOf,
  registered,
  retired,
  revised,
  scheme,
} from '../fixture.spec'

const tolerant = { ...atLeast(90), tolerance: { percent: 10 } }

const history = givenHistory(
  registered,
  adopted('old', '2009-04', ictScheme),
  adopted('new', '2016-04'),
  defined('A', 'old', '2009-04', {
    target: { ...atLeast(90), levels: { detriment: 80, failure: 70 } },
  }),
  defined('B', 'old', '2009-04'),
  revised('A', 'new', '2016-04', tolerant),
  defined('C', 'new', '2016-04', { target: tolerant, serviceArea: 'Another' }),
  defined('D', 'new', '2016-04', { target: tolerant }),
  retired('D', 'new', '2016-05'),
  actual('A', '2016-03', 75),
  actual('A', '2016-04', 91),
  actual('C', '2016-04', 81),
  actual('D', '2016-04', 90),
  actual('D', '2016-05', 90),
)

test('counts every code of the period’s scheme, in its order, the not-rated one last', () => {
  const [march, april] = cardFor(history, '2016-03 2016-04').summary
  expect(march).toEqual({
    period: '2016-03',
    regime: 'old',
    ratings: { met: 0, missed: 0, detriment: 1, failure: 0, 'no-data': 1 },
    grades: {
      good: 0,
      'approaching-target': 0,
      'requires-improvement': 1,
      inadequate: 0,
      other: 1,
    },
  })
  expect(april).toEqual({
    period: '2016-04',
    regime: 'new',
    ratings: { exceeded: 1, met: 1, close: 1, 'not-met': 0, none: 0 },
    grades: {
      good: 2,
      'approaching-target': 1,
      'requires-improvement': 0,
      inadequate: 0,
      other: 0,
    },
  })
  expect(Object.keys(march?.ratings ?? {})).toEqual([
    'met',
    'missed',
    'detriment',
    'failure',
    'no-data',
  ])
  expect(Object.keys(april?.ratings ?? {})).toEqual(['exceeded', 'met', 'close', 'not-met', 'none'])
  expect(Object.keys(april?.grades ?? {})).toEqual([
    'good',
    'approaching-target',
    'requires-improvement',
    'inadequate',
    'other',
  ])
  expect(Object.keys(april ?? {})).toEqual(['period', 'regime', 'ratings', 'grades'])
})

test('does not count a KPI in periods in which it is not on the scorecard', () => {
  const [may] = cardFor(history, '2016-05').summary
  expect(may?.ratings).toEqual({ exceeded: 0, met: 0, close: 0, 'not-met': 0, none: 2 })
})

test('has an entry for each period in the order asked for, even if there are no KPIs', () => {
  const empty = givenHistory(registered, adopted('r', '2016-04'))
  const { serviceAreas, summary } = cardFor(empty, '2016-05 2016-04')
  expect(serviceAreas).toEqual([])
  expect(summary.map(({ period, ratings }) => [period, ratings])).toEqual([
    ['2016-05', { exceeded: 0, met: 0, close: 0, 'not-met': 0, none: 0 }],
    ['2016-04', { exceeded: 0, met: 0, close: 0, 'not-met': 0, none: 0 }],
  ])
})

test('M18a shows and counts what is not rated by the word for each reason, the general one first', () => {
  const by = {
    'not-recorded': { code: 'overdue', label: 'Overdue' },
    'no-target': { code: 'data-only', label: 'Data Only' },
    incomplete: { code: 'overdue', label: 'Overdue' },
  }
  const worded = givenHistory(
    registered,
    adopted('r', '2016-04', { ...scheme, notRated: { ...scheme.notRated, by } }),
    ...['A', 'B', 'C'].map((kpi) => defined(kpi, 'r', '2016-04')),
    defined('D', 'r', '2016-04', { target: null }),
    actual('B', '2016-04', 91),
    actual('C', '2016-04', { kind: 'not-measured', reason: 'no-data' }),
    actual('D', '2016-04', 7),
  )
  const card = cardFor(worded, '2016-04')
  const labels = kpisOf(card).map(({ cells }) => cells[0]?.rating.label)
  expect(labels).toEqual(['Overdue', 'Exceeded', 'None', 'Data Only'])
  const [{ ratings, grades } = { ratings: {}, grades: null }] = card.summary
  expect(Object.entries(ratings)).toEqual([
    ...[['exceeded', 1] as const, ['met', 0] as const, ['close', 0] as const],
    ...[['not-met', 0] as const, ['none', 1] as const],
    ...[['overdue', 1] as const, ['data-only', 1] as const],
  ])
  expect(grades?.other).toBe(3)
})
