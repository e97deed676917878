import type { Tracker, TrackerPoint } from '@kpi-ledger/projections'
import { fc } from '@kpi-ledger/testing'
import { arbitraryFigure, dotsOf, linesOf, outside, overlapping } from './laws.spec'
import { scaleFor } from './scale'
import { yearChart } from './year'

const MONTHS = Array.from({ length: 12 }, (_, i) =>
  i < 9 ? `2016-${String(i + 4).padStart(2, '0')}` : `2017-0${i - 8}`,
)

type Values = ReadonlyArray<number | null>

const BANDS: TrackerPoint['bands'] = [
  {
    ...{ code: 'u', label: 'Under', grade: 'inadequate', low: null },
    high: { value: 5, inclusive: false },
  },
  {
    ...{ code: 'm', label: 'Met', grade: 'good', high: null },
    low: { value: 5, inclusive: true },
  },
]

const pointOf = (period: string, actual: number | null, profile: number | null): TrackerPoint => ({
  ...{ period, actual, profile, variance: null, rated: null, decided: false },
  ...{ figure: null, travel: { previous: null, year: null }, bands: BANDS },
  rating: { code: 'm', label: 'Met', grade: 'good' },
  outcome: actual === null ? null : { kind: 'measured', value: actual },
})

const trackerOf = (actuals: Values, profiles: Values, forecast: number | null = null): Tracker => ({
  ...{ contract: 'c', regime: 'r', kpi: 'K', description: 'D', unit: 'percent' },
  ...{ financialYear: 'FY2016', annualTarget: 96, forecast, outlook: 'on-track' },
  latest: MONTHS.findLast((_, i) => typeof actuals[i] === 'number') ?? null,
  points: MONTHS.map((month, i) => pointOf(month, actuals[i] ?? null, profiles[i] ?? null)),
})

const tracked = trackerOf([10, 20], [])

const year = fc.array(fc.option(arbitraryFigure), { minLength: 12, maxLength: 12 })

describe('a scale', () => {
  it('puts any values between its ends, and never a higher one below a lower one', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFigure, { minLength: 1 }), (values) => {
        const { at, low, high, ticks } = scaleFor(values, 300, 20)
        const places = [...values].sort((a, b) => a - b).map(at)
        expect(places.every((y, i) => y >= 20 && y <= (places[i - 1] ?? 300))).toBe(true)
        expect(values.every((value) => low <= value && value <= high)).toBe(true)
        expect(ticks.every((tick) => low <= tick && tick <= high)).toBe(true)
        expect(ticks.length).toBeGreaterThan(1)
      }),
    )
  })

  it.each<readonly [ReadonlyArray<number>, number, number]>([
    [[0], 0, 1],
    [[0, 0], 0, 1],
    [[-100, -10], -100, 0],
    [[10, 100], 0, 100],
    [[-100, -60], -100, -60],
    [[5], 4, 6],
    [[-5], -6, -4],
    [[5e-324], 0, 1e-323],
  ])('of %j shows 0 if it is not far, and room where there is one value', (values, least, most) => {
    const { low, high, ticks, at } = scaleFor(values, 300, 20)
    expect(low).toBeLessThanOrEqual(Math.min(...values))
    expect(low).toBeGreaterThanOrEqual(least - (most - least) * 0.5)
    expect(high).toBeLessThanOrEqual(most + (most - least) * 0.5)
    if (least === 0) expect(low).toBe(0)
    if (most === 0) expect(high).toBe(0)
    expect([...ticks, ...values].map(at).every(Number.isFinite)).toBe(true)
    expect(ticks.length).toBeGreaterThan(1)
  })
})

describe('a year', () => {
  it('has a point for each measured month and the forecast, and no others', () => {
    fc.assert(
      fc.property(year, year, fc.option(arbitraryFigure), (actuals, profiles, forecast) => {
        const chart = yearChart(trackerOf(actuals, profiles, forecast), 4)
        const measured = actuals.filter((actual) => actual !== null).length
        const known = measured + profiles.filter((profile) => profile !== null).length
        expect(chart.picture === null).toBe(known < 2 || measured === 0)
        if (chart.picture === null) return
        expect(dotsOf(chart)).toHaveLength(measured + (forecast === null ? 0 : 1))
        expect(outside(chart.picture)).toEqual([])
        expect(overlapping(chart.picture)).toEqual([])
      }),
    )
  })

  it('has no line across months that were not measured', () => {
    fc.assert(
      fc.property(year, (actuals) => {
        const chart = yearChart(trackerOf(actuals, [1, 2]), 4)
        const steps = actuals.filter((a, i) => a !== null && typeof actuals[i + 1] === 'number')
        if (chart.picture === null) return
        const drawn = linesOf(chart, 'actual').map(({ points }) => points.length - 1)
        expect(drawn.reduce((all, each) => all + each, 0)).toBe(steps.length)
      }),
    )
  })

  it('describes in words what it shows', () => {
    const { title, description } = yearChart(trackerOf([10, 20], [11, 19], 97), 4)
    expect(title).toBe('K D — 2016/17')
    expect(description).toBe(
      'In percent: 2 of 12 months are measured. The latest is May 2016: 20, against a profile of 19 (variance none), Met. Annual target: 96; forecast: 97; on track, by the latest rating.',
    )
  })

  it.each<readonly [string, Tracker, ReadonlyArray<string>]>([
    [
      'a decided rating, and no profile',
      { ...tracked, points: tracked.points.map((point) => ({ ...point, decided: true })) },
      ['The latest is May 2016: 20, Met by decision. Annual target: 96; forecast: none;'],
    ],
    ['no annual target', { ...tracked, annualTarget: null }, ['Annual target: none;']],
    [
      'nothing measured',
      { ...trackerOf([], [10, 20]), outlook: 'not-started' },
      ['0 of 12', 'Nothing is measured yet, so there is no picture.', 'not started.'],
    ],
  ])('describes %s', (_, of, said) => {
    for (const words of said) expect(yearChart(of, 4).description).toContain(words)
  })

  it('has no line and no label of a target where there is none', () => {
    const chart = yearChart({ ...tracked, annualTarget: null }, 4)
    expect(linesOf(chart, 'target')).toEqual([])
    expect(JSON.stringify(chart.picture)).not.toContain('arget')
    const profiled = yearChart({ ...trackerOf([10, 20], [11, 19]), annualTarget: null }, 4)
    expect(linesOf(profiled, 'profile')).not.toEqual([])
    expect(linesOf(profiled, 'target')).toEqual([])
    expect(linesOf(yearChart(tracked, 4), 'target')).not.toEqual([])
  })

  it('has the forecast of a year that is over as a point, with no line to it', () => {
    const over = trackerOf(
      Array.from({ length: 12 }, (_, i) => i),
      [],
      11,
    )
    expect(linesOf(yearChart(over, 4), 'forecast')).toEqual([])
    expect(dotsOf(yearChart(over, 4))).toHaveLength(13)
  })
})
