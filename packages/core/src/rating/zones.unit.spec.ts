import { arbitraryScheme, arbitraryTarget } from '@kpi-ledger/testing'
import fc from 'fast-check'
import { month } from '../period/month'
import { exact } from './decimal'
import { contains } from './interval'
import { rate } from './rate'
import type { Scheme } from './scheme'
import { effectiveTarget, type Target } from './target'
import { zonesOf, type Zone } from './zones'

const figure = fc.integer({ min: -2000, max: 2000 }).map((n) => n / 10)

/** A scheme, and what one of its targets requires in March. */
const arbitrary = arbitraryScheme().chain((of) =>
  fc.record({ of: fc.constant(of), target: arbitraryTarget(of) }),
)

const zonesIn = (of: Scheme, target: Target): ReadonlyArray<Zone> => {
  const inMarch = effectiveTarget(target, month(2016, 3), 4)
  fc.pre(inMarch !== null)
  return zonesOf(of, inMarch)
}

describe('M12 the zones of the bands', () => {
  it('contain each value once, in the zone of the band it is rated in', () => {
    fc.assert(
      fc.property(arbitrary, fc.array(figure, { minLength: 1 }), ({ of, target }, values) => {
        const zones = zonesIn(of, target)
        const inMarch = effectiveTarget(target, month(2016, 3), 4)
        for (const value of values) {
          const within = zones.filter(({ interval }) => contains(interval, exact(value)))
          const rated = inMarch && rate(of, inMarch, value).code
          expect(within.map(({ band }) => band.code)).toEqual([rated])
        }
      }),
    )
  })

  it('go from the lowest values to the highest, without a gap', () => {
    fc.assert(
      fc.property(arbitrary, ({ of, target }) => {
        const zones = zonesIn(of, target).map(({ interval }) => interval)
        expect([zones[0]?.low, zones.at(-1)?.high]).toEqual([null, null])
        for (const [i, { high }] of zones.slice(0, -1).entries()) {
          const next = zones[i + 1]?.low
          expect(next?.value.eq(high?.value ?? NaN)).toBe(true)
          expect(next?.inclusive).toBe(high?.inclusive === false)
        }
      }),
    )
  })
})
