import fc from 'fast-check'
import { acceptance, type BandTest } from './band-test'
import { targetFaults } from './check-target'
import { exact } from './decimal'
import { contains, isEmpty } from './interval'
import { rate } from './rate'
import type { Band, Scheme } from './scheme'
import type { EffectiveTarget, OneSidedTarget } from './target'
import { runs } from '../../../../scripts/jest/runs'

const figures = fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 100)
const sizes = fc.integer({ min: 1, max: 5000 }).map((n) => n / 100)
const margins = fc.oneof(
  sizes.map((absolute) => ({ absolute })),
  sizes.map((percent) => ({ percent })),
)
const comparators = fc.constantFrom<OneSidedTarget['comparator']>('>=', '>', '<=', '<')
const higherIsBetter = ({ comparator }: EffectiveTarget): boolean => comparator.startsWith('>')

const tests: fc.Arbitrary<BandTest> = fc.oneof(
  fc.constant<BandTest>({ meets: 'target' }),
  fc.constant<BandTest>({ beats: 'target' }),
  fc.constant<BandTest>({ meets: 'target', within: 'tolerance' }),
  margins.map((within): BandTest => ({ meets: 'target', within })),
  margins.map((under): BandTest => ({ meets: 'target', under })),
  margins.map((by): BandTest => ({ beats: 'target', by })),
  fc.constant<BandTest>({ beats: 'target', by: 'tolerance' }),
  fc.constantFrom('first', 'second').map((clears): BandTest => ({ clears })),
  fc.constantFrom('first', 'second').map((reaches): BandTest => ({ reaches })),
)

const schemes = fc.array(tests, { maxLength: 5 }).map((whens): Scheme => {
  const band = (when: BandTest, i: number): Band => ({
    code: `b${String(i)}`,
    label: `Band ${String(i)}`,
    grade: 'good',
    when,
  })
  return {
    levels: ['first', 'second'],
    bands: [...whens, 'otherwise' as const].map(band),
    notRated: { code: 'none', label: 'None' },
  }
})

const levels = fc.oneof(figures, margins)

const targets = fc
  .record({
    comparator: comparators,
    value: figures,
    tolerance: fc.option(margins, { nil: undefined }),
    levels: fc.option(fc.record({ first: levels, second: levels }), { nil: undefined }),
  })
  .map(({ comparator, value, tolerance, levels }): Omit<OneSidedTarget, 'profile'> => ({
    comparator,
    value,
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(levels === undefined ? {} : { levels }),
  }))

const rank = (scheme: Scheme, target: EffectiveTarget, value: number): number =>
  scheme.bands.findIndex(({ code }) => code === rate(scheme, target, value).code)

/** Pairs of a scheme and a target that the ledger would accept. */
const rateable = fc
  .tuple(schemes, targets)
  .filter(([scheme, target]) => targetFaults(scheme, target).length === 0)

describe('laws of rating', () => {
  it('M11, M12: a better actual never gets a worse band', () => {
    fc.assert(
      fc.property(rateable, figures, figures, ([scheme, target], a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        const [worse, better] = higherIsBetter(target) ? [low, high] : [high, low]
        expect(rank(scheme, target, better)).toBeLessThanOrEqual(rank(scheme, target, worse))
      }),
      { numRuns: runs(1000) },
    )
  })

  it('M12: what a band accepts, every later one that accepts anything accepts too', () => {
    fc.assert(
      fc.property(rateable, figures, ([scheme, target], value) => {
        const accepted = scheme.bands
          .map(({ when }) => acceptance(when, target))
          .filter((interval) => interval !== null && !isEmpty(interval))
          .map((interval) => interval !== null && contains(interval, exact(value)))
        expect(accepted.slice(accepted.indexOf(true)).every(Boolean)).toBe(true)
      }),
      { numRuns: runs(1000) },
    )
  })

  it('M10: a value on a bound is inside "within", and outside "under" and "beats by"', () => {
    fc.assert(
      fc.property(comparators, figures, sizes, fc.boolean(), (comparator, value, size, percent) => {
        const margin = percent ? { percent: size } : { absolute: size }
        const target = { comparator, value }
        const sign = higherIsBetter(target) ? 1 : -1
        const distance = percent
          ? exact(value).abs().times(exact(size)).div(exact(100))
          : exact(size)
        fc.pre(!distance.eq(exact(0)))
        const below = exact(value).minus(distance.times(exact(sign)))
        const above = exact(value).plus(distance.times(exact(sign)))
        const holds = (when: BandTest, n: typeof below): boolean => {
          const interval = acceptance(when, target)
          return interval !== null && contains(interval, n)
        }
        expect(holds({ meets: 'target', within: margin }, below)).toBe(true)
        expect(holds({ meets: 'target', under: margin }, below)).toBe(false)
        expect(holds({ beats: 'target', by: margin }, above)).toBe(false)
        const step = exact(1e-9).times(exact(sign))
        expect(holds({ meets: 'target', within: margin }, below.minus(step))).toBe(false)
        expect(holds({ meets: 'target', under: margin }, below.plus(step))).toBe(true)
        expect(holds({ beats: 'target', by: margin }, above.plus(step))).toBe(true)
      }),
      { numRuns: runs(1000) },
    )
  })

  it('M11: lower-is-better mirrors higher-is-better', () => {
    const mirrored = { '>=': '<=', '>': '<', '<=': '>=', '<': '>' } as const
    fc.assert(
      fc.property(rateable, figures, ([scheme, target], value) => {
        const { levels, ...rest } = target
        const mirror = {
          ...rest,
          comparator: mirrored[target.comparator],
          value: -target.value,
          ...(levels === undefined
            ? {}
            : {
                levels: Object.fromEntries(
                  Object.entries(levels).map(([name, level]) => [
                    name,
                    typeof level === 'number' ? -level : level,
                  ]),
                ),
              }),
        }
        expect(rank(scheme, mirror, -value)).toBe(rank(scheme, target, value))
      }),
      { numRuns: runs(1000) },
    )
  })
})
