import fc from 'fast-check'
import { acceptance, type BandTest } from './band-test'
import { schemeFaults } from './check-scheme'
import { targetFaults } from './check-target'
import { exact, roundHalfAway, type Exact } from './decimal'
import { contains } from './interval'
import { rate } from './rate'
import type { Margin } from './margin'
import type { Band, Scheme } from './scheme'
import type { EffectiveTarget, OneSidedTarget, Range, RangeTarget } from './target'
import { runs } from '../../../../scripts/jest/runs'

/** Figures with up to four decimals. */
const figures = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.constantFrom(1, 10, 100, 10_000))
  .map(([n, scale]) => n / scale)
const sizes = fc.integer({ min: 1, max: 50_000 }).map((n) => n / 10_000)
const margins = fc.oneof(
  sizes.map((absolute) => ({ absolute })),
  sizes.map((percent) => ({ percent })),
)
const comparators = fc.constantFrom<OneSidedTarget['comparator']>('>=', '>', '<=', '<')

const holds = (when: BandTest, target: EffectiveTarget, value: Exact): boolean => {
  const accepted = acceptance(when, target)
  return accepted !== null && contains(accepted, value)
}

/** A distance far smaller than any figure here can express. */
const hair = exact(1e-9)

describe('M10 a value on a level', () => {
  it('reaches the level but does not clear it, whatever the comparator', () => {
    fc.assert(
      fc.property(comparators, figures, figures, (comparator, value, level) => {
        const target = { comparator, value, levels: { floor: level } }
        const better = comparator.startsWith('>') ? hair : hair.times(exact(-1))
        const on = exact(level)
        const at = (when: BandTest) =>
          [on.minus(better), on, on.plus(better)].map((n) => holds(when, target, n))
        expect(at({ reaches: 'floor' })).toEqual([false, true, true])
        expect(at({ clears: 'floor' })).toEqual([false, false, true])
      }),
    )
  })

  it('on the target itself meets an inclusive one, and beats neither', () => {
    fc.assert(
      fc.property(comparators, figures, (comparator, value) => {
        const target = { comparator, value }
        const better = comparator.startsWith('>') ? hair : hair.times(exact(-1))
        const on = exact(value)
        const at = (when: BandTest) =>
          [on.minus(better), on, on.plus(better)].map((n) => holds(when, target, n))
        const inclusive = comparator.endsWith('=')
        expect(at({ meets: 'target' })).toEqual([false, inclusive, true])
        expect(at({ beats: 'target' })).toEqual([false, false, inclusive])
      }),
    )
  })
})

describe('M10 and M11 a range', () => {
  const ranges = fc
    .tuple(figures, figures)
    .map(([a, b]): Range => (a < b ? { low: a, high: b } : { low: b, high: a }))

  it('is met, reached and cleared at both ends alike', () => {
    fc.assert(
      fc.property(ranges, ranges, (own, floor) => {
        const target: RangeTarget = { comparator: 'between', ...own, levels: { floor } }
        const ends = ({ low, high }: Range, when: BandTest) => [
          [exact(low).minus(hair), exact(low), exact(low).plus(hair)].map((n) =>
            holds(when, target, n),
          ),
          [exact(high).plus(hair), exact(high), exact(high).minus(hair)].map((n) =>
            holds(when, target, n),
          ),
        ]
        const inside = (r: Range) => r.low < r.high
        expect(ends(own, { meets: 'target' })).toEqual([
          [false, true, inside(own)],
          [false, true, inside(own)],
        ])
        expect(ends(floor, { reaches: 'floor' })).toEqual([
          [false, true, inside(floor)],
          [false, true, inside(floor)],
        ])
        expect(ends(floor, { clears: 'floor' })).toEqual([
          [false, false, inside(floor)],
          [false, false, inside(floor)],
        ])
      }),
    )
  })

  it('has its margin outside each end, exactly', () => {
    fc.assert(
      fc.property(ranges, margins, ({ low, high }, margin) => {
        const target: RangeTarget = { comparator: 'between', low, high }
        const size = (end: number): Exact =>
          'absolute' in margin
            ? exact(margin.absolute)
            : exact(end).abs().times(exact(margin.percent)).div(exact(100))
        fc.pre(low !== 0 && high !== 0)
        const [bottom, top] = [exact(low).minus(size(low)), exact(high).plus(size(high))]
        const within: BandTest = { meets: 'target', within: margin }
        const under: BandTest = { meets: 'target', under: margin }
        const points = [bottom.minus(hair), bottom, bottom.plus(hair)]
        points.push(top.minus(hair), top, top.plus(hair))
        expect(points.map((n) => holds(within, target, n))).toEqual([
          ...[false, true, true],
          ...[true, true, false],
        ])
        expect(points.map((n) => holds(under, target, n))).toEqual([
          ...[false, false, true],
          ...[true, false, false],
        ])
      }),
    )
  })

  /** A range that contains another. */
  const around = ({ low, high }: Range): fc.Arbitrary<Range> =>
    fc.tuple(sizes, sizes).map(([below, above]) => ({
      low: Number((low - below).toFixed(4)),
      high: Number((high + above).toFixed(4)),
    }))
  /**
   * A level: a range around the target's own, any other range, or margins. The ledger refuses
   * ranges that do not contain the target (M10).
   */
  const level = (own: Range): fc.Arbitrary<Range | Margin> => fc.oneof(around(own), ranges, margins)
  const tests: fc.Arbitrary<BandTest> = fc.oneof(
    fc.constant<BandTest>({ meets: 'target' }),
    fc.constant<BandTest>({ beats: 'target' }),
    fc.constant<BandTest>({ meets: 'target', within: 'tolerance' }),
    margins.map((within): BandTest => ({ meets: 'target', within })),
    margins.map((under): BandTest => ({ meets: 'target', under })),
    fc.constantFrom('near', 'far').map((clears): BandTest => ({ clears })),
    fc.constantFrom('near', 'far').map((reaches): BandTest => ({ reaches })),
  )
  const band = (when: BandTest, i: number): Band => ({
    code: `b${String(i)}`,
    label: `Band ${String(i)}`,
    grade: 'good',
    when,
  })
  const schemes = fc.array(tests, { maxLength: 4 }).map((whens): Scheme => ({
    levels: ['near', 'far'],
    bands: [...whens, 'otherwise' as const].map(band),
    notRated: { code: 'none', label: 'None' },
  }))
  const targets = ranges.chain((own) =>
    fc
      .record(
        { tolerance: margins, levels: fc.record({ near: level(own), far: level(own) }) },
        { requiredKeys: [] },
      )
      .map((more): RangeTarget => ({ comparator: 'between', ...own, ...more })),
  )
  const rateable = fc
    .tuple(schemes, targets)
    .filter(([scheme, target]) => targetFaults(scheme, target).length === 0)
  const rank = (scheme: Scheme, target: EffectiveTarget, value: number): number =>
    scheme.bands.findIndex(({ code }) => code === rate(scheme, target, value).code)

  it('M12: a value nearer to it on the same side never gets a worse band', () => {
    fc.assert(
      fc.property(rateable, figures, fc.double({ min: 0, max: 1, noNaN: true }), (pair, far, f) => {
        const [scheme, target] = pair
        const edge = far < target.low ? target.low : far > target.high ? target.high : far
        const near = Number((far + (edge - far) * f).toFixed(4))
        expect(schemeFaults(scheme)).toEqual([])
        expect(rank(scheme, target, near)).toBeLessThanOrEqual(rank(scheme, target, far))
      }),
      { numRuns: runs(300) },
    )
  })

  it('M11: has a mirror image that rates the same way', () => {
    const turned = ({ low, high }: Range): Range => ({ low: 0 - high, high: 0 - low })
    fc.assert(
      fc.property(rateable, figures, ([scheme, target], value) => {
        const { levels: named = {}, ...rest } = target
        const mirror: RangeTarget = {
          ...rest,
          ...turned(target),
          levels: Object.fromEntries(
            Object.entries(named).map(([name, level]) => [
              name,
              'low' in level ? turned(level) : level,
            ]),
          ),
        }
        expect(rank(scheme, mirror, 0 - value)).toBe(rank(scheme, target, value))
      }),
      { numRuns: runs(300) },
    )
  })
})

describe('M15 rounding before rating', () => {
  const scheme: Scheme = {
    bands: [
      { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
      { code: 'missed', label: 'Missed', grade: 'inadequate', when: 'otherwise' },
    ],
    notRated: { code: 'none', label: 'None' },
  }

  it.each([
    [98.95, 1, '99'],
    [98.94999, 1, '98.9'],
    [-98.95, 1, '-99'],
    [-98.94, 1, '-98.9'],
    [0.5, 0, '1'],
    [-0.5, 0, '-1'],
    [1.005, 2, '1.01'],
    [-1.005, 2, '-1.01'],
    [2.5, 0, '3'],
    [3.5, 0, '4'],
    [7, 3, '7'],
  ])('rounds %d to %i decimals as %s', (value, decimals, expected) => {
    expect(roundHalfAway(exact(value), decimals).eq(exact(Number(expected)))).toBe(true)
    const on = { comparator: 'between', low: Number(expected), high: Number(expected) } as const
    expect(rate(scheme, on, value, decimals).code).toBe('met')
  })

  it('is the same on either side of 0', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 4 }), (value, decimals) => {
        const there = roundHalfAway(exact(value), decimals)
        const back = roundHalfAway(exact(0 - value), decimals)
        expect(there.plus(back).eq(exact(0))).toBe(true)
      }),
    )
  })

  it('moves a value by no more than half of the last place', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 4 }), (value, decimals) => {
        const moved = roundHalfAway(exact(value), decimals).minus(exact(value)).abs()
        expect(moved.times(exact(2 * 10 ** decimals)).lte(exact(1))).toBe(true)
      }),
    )
  })
})
