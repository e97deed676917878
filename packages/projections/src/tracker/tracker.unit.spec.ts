import { foldHistory, type DomainEvent, type EventData } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import {
  actual,
  adopted,
  at,
  defined,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import { describe as inWords } from '../describe'
import type { QueryError } from '../history/query-error'
import { outlookOf } from './outlook'
import { tracker, type TrackerQuery } from './tracker'

const financialYear = { kind: 'financial-year', financialYear: 2016 } as const
const base = [registered, adopted('r', '2016-04')]
const profile = { '04': 10, '05': 20, '07': 0, '08': 30 }

const K = (more: Partial<EventData<'KPIDefined'>> = {}) =>
  defined('K', 'r', '2016-04', {
    accumulation: 'year-to-date',
    target: { comparator: '>=', value: 96, tolerance: { percent: 10 }, profile },
    ...more,
  })

const track = (events: ReadonlyArray<DomainEvent>, query: Partial<TrackerQuery> = {}) =>
  tracker(foldHistory(recorded([...base, ...events])), { kpi: 'K', financialYear, ...query })

const trackerOf = (...events: ReadonlyArray<DomainEvent>) => valueOf(track(events))

describe('M24 the tracker', () => {
  it('has one point per month, from the first to the last of the year', () => {
    const { points, annualTarget, financialYear: year } = trackerOf(K())
    expect(points.map(({ period }) => period)).toEqual([
      ...['2016-04', '2016-05', '2016-06', '2016-07', '2016-08', '2016-09'],
      ...['2016-10', '2016-11', '2016-12', '2017-01', '2017-02', '2017-03'],
    ])
    expect(points.map((point) => point.profile)).toEqual([
      ...[10, 20, null, 0, 30, null, null, null, null, null, null],
      96,
    ])
    expect([annualTarget, year]).toEqual([96, 'FY2016'])
  })

  it('M15 never has a variance of 0 for a value that is not on its profile', () => {
    const target = { comparator: '>=', value: 96, profile: { '04': 30.05 } } as const
    const varianceOf = (value: number) =>
      trackerOf(K({ decimals: 1, target }), actual('K', '2016-04', value)).points[0]?.variance
    expect([30.01, 30.05, 30.0501, 30.11].map(varianceOf)).toEqual([-0.04, 0, 0.0001, 0.1])
  })

  it('has a variance and a forecast, rounded half to even to the KPI’s decimals', () => {
    const first = trackerOf(K(), actual('K', '2016-04', 10.125))
    expect(first.points[0]).toMatchObject({
      period: '2016-04',
      profile: 10,
      actual: 10.125,
      variance: 0.12,
      rating: { code: 'exceeded', label: 'Exceeded', grade: 'good' },
      outcome: { kind: 'measured', value: 10.125 },
      figure: { of: '2016-04', aggregation: null, from: null, missing: null },
      travel: { previous: null, year: null },
      rated: null,
    })
    expect(first.forecast).toBe(97.2)
    const whole = trackerOf(K({ decimals: 0 }), actual('K', '2016-04', 12.5))
    expect([whole.points[0]?.variance, whole.forecast]).toEqual([2, 120])
    const fine = trackerOf(K({ decimals: 4 }), actual('K', '2016-05', 19.99999))
    expect([fine.points[1]?.variance, fine.forecast]).toEqual([-0.00001, 96])
  })

  it('has the bands of each month’s target, and none without a target', () => {
    const { points } = trackerOf(K())
    expect(points[0]?.bands.map(({ code, low }) => [code, low?.value ?? null])).toEqual([
      ...[
        ['not-met', null],
        ['close', 9],
        ['met', 10],
        ['exceeded', 10],
      ],
    ])
    expect(points[2]).toMatchObject({ profile: null, bands: [] })
  })

  it('M15 never has a forecast of 0 for what is not 0', () => {
    const forecastOf = (value: number) =>
      trackerOf(K({ decimals: 1 }), actual('K', '2016-05', value)).forecast
    expect([0.004, 0.0125, -0.0001, 0].map(forecastOf)).toEqual([0.02, 0.1, -0.0005, 0])
  })

  it('forecasts from the latest measured month, and only for a year-to-date KPI', () => {
    const months = [actual('K', '2016-04', 10), actual('K', '2016-05', 15)]
    expect(trackerOf(K(), ...months)).toMatchObject({ latest: '2016-05', forecast: 72 })
    expect(trackerOf(K({ accumulation: 'in-period' }), ...months).forecast).toBeNull()
    expect(trackerOf(K(), actual('K', '2016-07', 5)).forecast).toBeNull()
    expect(trackerOf(K(), actual('K', '2016-06', 5)).forecast).toBeNull()
    expect(trackerOf(K()).forecast).toBeNull()
  })

  it.each([
    [[], 'not-started', null],
    [[actual('K', '2016-04', 10)], 'on-track', '2016-04'],
    [[actual('K', '2016-04', 9)], 'at-risk', '2016-04'],
    [[actual('K', '2016-04', 8.99)], 'off-track', '2016-04'],
    [[actual('K', '2016-04', 8), actual('K', '2016-05', 20)], 'on-track', '2016-05'],
    [[actual('K', '2016-04', { kind: 'not-measured', reason: 'no-data' })], 'not-started', null],
  ] as const)('has an outlook from the grade of the latest month %#', (events, outlook, latest) => {
    expect(trackerOf(K(), ...events)).toMatchObject({ outlook, latest })
  })

  it('has an outlook for every grade', () => {
    const graded = (
      ...grades: ReadonlyArray<'good' | 'approaching-target' | 'inadequate' | 'other'>
    ) => outlookOf(grades.map((grade) => ({ rating: { code: 'c', label: 'L', grade } })))
    expect([
      graded('inadequate'),
      graded('good', 'approaching-target', 'other'),
      graded('other'),
    ]).toEqual(['off-track', 'at-risk', 'not-started'])
  })

  it('uses each month’s target, as if the regime were asked for by name', () => {
    const later = defined('K', 'r', '2016-06', {
      target: { comparator: '>=', value: 96, profile },
    })
    const steps = trackerOf(
      later,
      revised('K', 'r', '2016-08', { comparator: '>=', value: 99, profile: { '08': 31 } }),
    )
    expect(steps.points.map((point) => point.profile).slice(0, 6)).toEqual([
      10,
      20,
      null,
      0,
      31,
      null,
    ])
    expect(steps.annualTarget).toBe(99)
  })

  it.each([
    [{ comparator: '>=', value: 90 } as const, 90],
    [{ comparator: 'between', low: 80, high: 100 } as const, null],
    [null, null],
  ])('M24a compares with the target if there is no profile: %j', (target, value) => {
    for (const accumulation of ['in-period', 'year-to-date'] as const) {
      const months = [actual('K', '2016-04', 85), actual('K', '2016-05', 95)]
      const tracked = trackerOf(K({ target, accumulation }), ...months)
      expect(tracked.points.map(({ profile: each }) => each)).toEqual(Array(12).fill(value))
      expect(tracked).toMatchObject({ annualTarget: value, forecast: null, latest: '2016-05' })
      expect(tracked.points[1]).toMatchObject({ actual: 95, variance: value && 5 })
      expect(tracked.outlook).toBe(target === null ? 'not-started' : 'on-track')
    }
  })

  it('M24a makes no forecast from a month before the profile was stated', () => {
    const target = { comparator: '>=', value: 96 } as const
    const profiled = revised('K', 'r', '2016-05', { ...target, profile })
    const [april, may] = [actual('K', '2016-04', 48), actual('K', '2016-05', 10)]
    expect(trackerOf(K({ target }), profiled, april).forecast).toBeNull()
    expect(trackerOf(K({ target }), profiled, april, may).forecast).toBe(48)
  })

  it('says which period a figure belongs to (M3), and its travel (M37)', () => {
    const months = ['2016-04', '2016-05', 'FY2016-Q1'].map((of, i) => actual('K', of, 10 + i))
    const { points } = trackerOf(K({ accumulation: 'in-period' }), ...months)
    expect(points[1]?.travel).toEqual({
      previous: { since: '2016-04', change: 1, direction: 'better' },
      year: null,
    })
    expect(points[2]).toMatchObject({ figure: { of: 'FY2016-Q1' }, travel: { previous: null } })
  })

  it('M33 says which ratings were decided, not made by the rules', () => {
    const decided: DomainEvent = {
      type: 'RatingDecided',
      data: { regime: 'r', kpi: 'K', period: '2016-04', code: 'met', reason: 'relief' },
    }
    const [april, may] = trackerOf(
      K(),
      actual('K', '2016-04', 1),
      actual('K', '2016-05', 20),
      decided,
    ).points
    expect([april?.rating.code, april?.decided, may?.decided]).toEqual(['met', true, false])
  })

  it('shows nothing for months in which the KPI is retired', () => {
    const { points } = trackerOf(K(), retired('K', 'r', '2016-05'), actual('K', '2016-05', 20))
    expect(points[1]).toMatchObject({ profile: null, actual: null, outcome: null })
  })

  it('is under the regime of the year’s last month or the one asked for, as at a point in time', () => {
    const events = [
      K(),
      adopted('s', '2017-03'),
      revised('K', 's', '2017-03', { comparator: '>=', value: 50, profile: { '04': 5 } }),
      actual('K', '2016-04', 10),
    ]
    expect(trackerOf(...events)).toMatchObject({ regime: 's', annualTarget: 50 })
    expect(valueOf(track(events, { regime: 'r' }))).toMatchObject({ regime: 'r', annualTarget: 96 })
    expect(valueOf(track(events, { asAt: asAt(at(2)) }))).toMatchObject({
      regime: 'r',
      latest: null,
    })
  })

  it.each<[QueryError | null, string]>(
    (
      [
        [[K()], { kpi: 'X' }],
        [[K()], { regime: 'none' }],
        [[K()], { financialYear: { kind: 'financial-year', financialYear: 2014 } }],
        [[K(), adopted('s', '2017-03')], {}],
        [[K()], { asAt: asAt(at(1)) }],
      ] as ReadonlyArray<readonly [ReadonlyArray<DomainEvent>, Partial<TrackerQuery>]>
    ).map(([events, query], i) => {
      const answer = track(events, query)
      const messages = [
        'no KPI "X" has been defined; there is "K"',
        'no regime "none" has been adopted; there is "r"',
        'no regime is in effect in FY2014, and none was named to rate it by',
        'KPI "K" has no target under regime "s"',
        'no KPI "K" has been defined, as far as was known then; there are none',
      ]
      return [E.isLeft(answer) ? answer.left : null, messages[i] ?? '']
    }),
  )('is an error for %j', (error, message) => {
    expect(error && inWords(error)).toBe(message)
  })

  it('has its JSON fields in their order', () => {
    expect(Object.keys(trackerOf(K()))).toEqual([
      ...['contract', 'regime', 'kpi', 'description', 'unit', 'financialYear'],
      ...['annualTarget', 'forecast', 'outlook', 'latest', 'points'],
    ])
  })
})
