import fc from 'fast-check'
import { exact } from './decimal'
import { containing, contains, type Bound } from './interval'
import { runs } from '../../../../scripts/jest/runs'

/**
 * Products, which are seldom doubles: 90.5 less 5 % has three decimals, and a product of two
 * figures has up to thirty digits.
 */
const products = fc
  .tuple(
    fc.double({ noNaN: true, min: -1000, max: 1000 }),
    fc.integer({ min: -999, max: 999 }).map((n) => n / 1000),
  )
  .map(([a, b]) => exact(a).times(exact(b)))

const bounds = fc.option(fc.record<Bound>({ value: products, inclusive: fc.boolean() }), {
  nil: null,
})

describe('M11 the figures in an interval', () => {
  it('are those within it as decimals, even if a bound is between two doubles', () => {
    fc.assert(
      fc.property(bounds, bounds, fc.constantFrom(-1, 0, 1), (low, high, ulps) => {
        const interval = { low, high }
        for (const bound of [low, high]) {
          const near = bound?.value.toNumber() ?? 0
          const figure = near + ulps * Number.EPSILON * Math.abs(near)
          expect(containing(interval)(figure)).toBe(contains(interval, exact(figure)))
        }
      }),
      { numRuns: runs(500) },
    )
  })

  it('are on the right side of a bound that has the same double', () => {
    const above = exact(0.3).plus(exact(1e-20))
    expect(above.toNumber()).toBe(0.3)
    const from = (value: Bound['value'], inclusive: boolean) =>
      containing({ low: { value, inclusive }, high: null })(0.3)
    expect([from(exact(0.3), true), from(exact(0.3), false), from(above, true)]).toEqual([
      ...[true, false, false],
    ])
  })
})
