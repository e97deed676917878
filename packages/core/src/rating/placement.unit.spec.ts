import { arbitraryScheme, arbitraryTarget } from '@kpi-ledger/testing'
import fc from 'fast-check'
import { month } from '../period/month'
import { exact, type Exact } from './decimal'
import { contains, type Interval } from './interval'
import { placement, tiersOf, type Placement } from './placement'
import { rate } from './rate'
import type { Scheme } from './scheme'
import { effectiveTarget, type EffectiveTarget } from './target'
import { runs } from '../../../../scripts/jest/runs'

const scheme: Scheme = {
  levels: ['detriment'],
  bands: [
    { code: 'exceeded', label: 'Exceeded', grade: 'good', when: { beats: 'target' } },
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    {
      code: 'close',
      label: 'Close',
      grade: 'approaching-target',
      when: { meets: 'target', within: 'tolerance' },
    },
    {
      code: 'missed',
      label: 'Missed',
      grade: 'requires-improvement',
      when: { clears: 'detriment' },
    },
    { code: 'failure', label: 'Failure', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'None' },
}

it('M12 leaves out a band all of whose values fall into a better one', () => {
  const under = { meets: 'target', under: { percent: 5 } } as const
  const near: Scheme['bands'] = [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'near', label: 'Near', grade: 'good', when: under },
    { code: 'missed', label: 'Missed', grade: 'inadequate', when: 'otherwise' },
  ]
  const codesAt = (value: number) =>
    tiersOf({ ...scheme, bands: near }, { comparator: '>=', value }).map(({ band }) => band.code)
  expect(codesAt(90)).toEqual(['met', 'near', 'missed'])
  expect(codesAt(0)).toEqual(['met', 'missed'])
})

/** No adopted scheme leaves a gap. */
it('places a value that the bands of a scheme leave out nowhere, and does not rate it', () => {
  const gap: Scheme = { ...scheme, bands: scheme.bands.slice(0, 2) }
  const target: EffectiveTarget = { comparator: '>=', value: 90 }
  expect(placement(gap, target, 89)).toBeNull()
  expect(rate(gap, target, 89)).toEqual({ code: 'none', label: 'None', grade: 'other' })
  expect(placement(gap, target, 90)?.band.code).toBe('met')
})

const ends = ({ low, high }: Interval): string =>
  [
    low === null ? '' : `${low.inclusive ? '[' : '('}${low.value.toFixed()}`,
    high === null ? '' : `${high.value.toFixed()}${high.inclusive ? ']' : ')'}`,
  ].join(' to ')

const shown = (placed: Placement | null): string =>
  placed === null
    ? 'nowhere'
    : `${placed.band.code} ${ends(placed.interval)}` +
      (placed.better === null
        ? ''
        : ` < ${placed.better.band.code} ${placed.better.bound.inclusive ? 'from' : 'beyond'} ${placed.better.bound.value.toFixed()}`)

const tolerant: EffectiveTarget = {
  comparator: '>=',
  value: 11.36,
  tolerance: { percent: 5 },
  levels: { detriment: 9 },
}

describe('M28 the band of a value, in numbers', () => {
  it.each<[EffectiveTarget, number, string]>([
    [tolerant, 12, 'exceeded (11.36 to '],
    [tolerant, 11.36, 'met [11.36 to 11.36] < exceeded beyond 11.36'],
    [tolerant, 10.792, 'close [10.792 to 11.36) < met from 11.36'],
    [tolerant, 10.79, 'missed (9 to 10.792) < close from 10.792'],
    [tolerant, 9, 'failure  to 9] < missed beyond 9'],
    [
      { comparator: '>=', value: 90, levels: { detriment: 87 } },
      88,
      'missed (87 to 90) < met from 90',
    ],
    [{ comparator: '<=', value: 14 }, 15, 'missed (14 to  < met from 14'],
    [{ comparator: '<', value: 5 }, 5, 'missed [5 to  < met beyond 5'],
    [{ comparator: 'between', low: 10, high: 20 }, 12, 'met [10 to 20]'],
    [
      { comparator: 'between', low: 10, high: 20, tolerance: { absolute: 2 } },
      21,
      'close (20 to 22] < met from 20',
    ],
    [
      { comparator: 'between', low: 10, high: 20, levels: { detriment: { low: 5, high: 30 } } },
      4,
      'failure  to 5] < missed beyond 5',
    ],
  ])('%j at %d is %s', (target, value, expected) => {
    expect(shown(placement(scheme, target, value))).toBe(expected)
  })

  it('is the band of the value as it is rated (M15)', () => {
    const target: EffectiveTarget = { comparator: '>=', value: 98 }
    expect(shown(placement(scheme, target, 97.95, 1))).toBe('met [98 to 98] < exceeded beyond 98')
    expect(placement(scheme, target, 97.95, 1)?.value.toFixed()).toBe('98')
    expect(shown(placement(scheme, target, 97.94, 1))).toMatch(/^missed/)
  })
})

const rateable = arbitraryScheme().chain((of) =>
  fc.record({
    of: fc.constant(of),
    target: arbitraryTarget(of),
    value: fc.integer({ min: -2000, max: 2000 }).map((n) => n / 10),
    ratedTo: fc.option(fc.constantFrom(0, 1), { nil: undefined }),
  }),
)

/** A very small step towards better values. */
const hair = ({ interval: { low, high } }: Placement, on: Exact, target: EffectiveTarget) => {
  const above = high?.value.eq(on) === true
  const below = low?.value.eq(on) === true
  return exact(
    above && below ? (target.comparator.startsWith('<') ? -1e-9 : 1e-9) : above ? 1e-9 : -1e-9,
  )
}

it('names the best band that begins at a bound: a percentage of 0 moves nothing (M10, M28)', () => {
  const bands: Scheme['bands'] = [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    {
      code: 'close',
      label: 'Close',
      grade: 'approaching-target',
      when: { meets: 'target', within: { percent: 15.16 } },
    },
    { code: 'failure', label: 'Failure', grade: 'inadequate', when: 'otherwise' },
  ]
  const range = { comparator: 'between', low: 0, high: 0.01 } as const
  const atOnce: Scheme = { bands, notRated: scheme.notRated }
  expect(rate(atOnce, range, 0).code).toBe('met')
  expect(shown(placement(atOnce, range, -0.1))).toBe('failure  to 0) < met from 0')
  expect(shown(placement(atOnce, range, 0.02))).toBe('failure (0.011516 to  < close from 0.011516')
})

describe('for any scheme and target', () => {
  it('the band is the rating, and its bounds enclose the value', () => {
    fc.assert(
      fc.property(rateable, ({ of, target, value, ratedTo }) => {
        const inMarch = effectiveTarget(target, month(2016, 3), 4)
        fc.pre(inMarch !== null)
        const placed = placement(of, inMarch, value, ratedTo)
        expect(placed?.band.code).toBe(rate(of, inMarch, value, ratedTo).code)
        expect(placed && contains(placed.interval, placed.value)).toBe(true)
      }),
      { numRuns: runs(500) },
    )
  })

  it('a value just better than the next bound, or on an inclusive one, is rated in that band', () => {
    fc.assert(
      fc.property(rateable, ({ of, target, value }) => {
        const inMarch = effectiveTarget(target, month(2016, 3), 4)
        fc.pre(inMarch !== null)
        const placed = placement(of, inMarch, value)
        const better = placed?.better ?? null
        fc.pre(placed !== null && better !== null)
        const { value: on, inclusive } = better.bound
        const reached = inclusive ? on : on.plus(hair(placed, on, inMarch))
        expect(rate(of, inMarch, reached.toNumber()).code).toBe(better.band.code)
      }),
      { numRuns: runs(500) },
    )
  })
})
