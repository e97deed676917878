import { isEmpty, type Bound, type Interval } from './interval'
import { beyond, tiersOf } from './placement'
import type { Band, Scheme } from './scheme'
import type { EffectiveTarget } from './target'

/** A stretch of values that fall into one band. */
export interface Zone {
  /** The band. */
  readonly band: Band
  /** The values in it. */
  readonly interval: Interval
}

const ending = (bound: Bound | null): Bound | null => bound && beyond(bound)

/**
 * The bands of a scheme from the lowest values to the highest: each value is in one zone, that of the
 * band it falls into (M11, M12). A band has a zone on each side of a range that it surrounds, and none
 * where a better one takes all of its values.
 */
export const zonesOf = (scheme: Scheme, target: EffectiveTarget): ReadonlyArray<Zone> => {
  const [below, above]: [Array<Zone>, Array<Zone>] = [[], []]
  let better: Interval | null = null
  for (const { band, accepted } of tiersOf(scheme, target)) {
    if (better === null) below.push({ band, interval: accepted })
    else {
      const low: Interval = { low: accepted.low, high: ending(better.low) }
      const high: Interval = { low: ending(better.high), high: accepted.high }
      if (better.low !== null && !isEmpty(low)) below.unshift({ band, interval: low })
      if (better.high !== null && !isEmpty(high)) above.push({ band, interval: high })
    }
    better = accepted
  }
  return [...below, ...above]
}
