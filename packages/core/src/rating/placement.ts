import { acceptance } from './band-test'
import { exact, roundHalfAway, type Exact } from './decimal'
import { contains, everything, includes, isEmpty, type Bound, type Interval } from './interval'
import type { Band, Scheme } from './scheme'
import type { EffectiveTarget } from './target'

/** Where a value lies among the bands of a scheme. */
export interface Placement {
  /** The value as it was rated (M15). */
  readonly value: Exact
  readonly band: Band
  /** The values on this side of the target that are given this band and no better one. */
  readonly interval: Interval
  /** The next better band, and the bound that a value has to reach for it; null for the best. */
  readonly better: { readonly band: Band; readonly bound: Bound } | null
}

interface Tier {
  readonly band: Band
  readonly accepted: Interval
}

/** The bands that some value of the KPI falls into, best first (M12). */
const tiersOf = (scheme: Scheme, target: EffectiveTarget): ReadonlyArray<Tier> => {
  const tiers: Array<Tier> = []
  for (const band of scheme.bands) {
    const accepted = acceptance(band.when, target)
    if (accepted === null || isEmpty(accepted)) continue
    const before = tiers.at(-1)
    if (before === undefined || !includes(before.accepted, accepted)) tiers.push({ band, accepted })
  }
  return tiers
}

const beyond = ({ value, inclusive }: Bound): Bound => ({ value, inclusive: !inclusive })

interface Placed {
  readonly interval: Interval
  readonly bound: Bound | null
}

/** What is left of a band on the side of the value once the better ones have been taken away. */
const leftOf = (accepted: Interval, better: Interval, value: Exact): Placed => {
  const { low, high } = better
  if (low !== null && !contains({ low, high: null }, value))
    return { interval: { low: accepted.low, high: beyond(low) }, bound: low }
  return high === null
    ? { interval: accepted, bound: null }
    : { interval: { low: beyond(high), high: accepted.high }, bound: high }
}

/**
 * The band a value falls into, with its bounds and the way to the next better one, computed
 * exactly (M11, M12, M28). The value is first rounded to `ratedTo`, as it is when it is rated
 * (M15). Null for a scheme whose bands leave a gap, which no scheme that was adopted does.
 */
export const placement = (
  scheme: Scheme,
  target: EffectiveTarget,
  recorded: number,
  ratedTo?: number,
): Placement | null => {
  const value = ratedTo === undefined ? exact(recorded) : roundHalfAway(exact(recorded), ratedTo)
  const tiers = tiersOf(scheme, target)
  const at = tiers.findIndex(({ accepted }) => contains(accepted, value))
  const tier = tiers[at]
  if (tier === undefined) return null
  const better = tiers[at - 1]
  const { interval, bound } = leftOf(tier.accepted, better?.accepted ?? everything, value)
  return {
    value,
    band: tier.band,
    interval,
    better: better === undefined || bound === null ? null : { band: better.band, bound },
  }
}
