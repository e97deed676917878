import { acceptance } from './band-test'
import { exact, roundHalfAway, type Exact } from './decimal'
import { contains, everything, includes, isEmpty, type Bound, type Interval } from './interval'
import type { Band, Scheme } from './scheme'
import type { EffectiveTarget } from './target'

/** Where a value lies among the bands of a scheme. */
export interface Placement {
  /** The value as it was rated (M15). */
  readonly value: Exact
  /** The band of the value. */
  readonly band: Band
  /** The values on this side of the target that fall into this band and no better one. */
  readonly interval: Interval
  /** The next better band, and the bound to reach for it; null for the best. */
  readonly better: { readonly band: Band; readonly bound: Bound } | null
}

/** A band, and the values that its test accepts. */
export interface Tier {
  /** The band. */
  readonly band: Band
  /** The values that its test accepts. */
  readonly accepted: Interval
}

/** The bands that some value of the KPI falls into, best first (M12). */
export const tiersOf = (scheme: Scheme, target: EffectiveTarget): ReadonlyArray<Tier> => {
  const tiers: Array<Tier> = []
  for (const band of scheme.bands) {
    const accepted = acceptance(band.when, target)
    if (accepted === null || isEmpty(accepted)) continue
    const before = tiers.at(-1)
    if (before === undefined || !includes(before.accepted, accepted)) tiers.push({ band, accepted })
  }
  return tiers
}

/** The other side of a bound. */
export const beyond = ({ value, inclusive }: Bound): Bound => ({ value, inclusive: !inclusive })

type Side = 'low' | 'high'

/** On which side of an interval a value outside it lies. */
const sideOf = ({ low }: Interval, value: Exact): Side =>
  low !== null && !contains({ low, high: null }, value) ? 'low' : 'high'

/** The rest of a band on the side of the value, without the better bands. */
const leftOf = (accepted: Interval, side: Side, bound: Bound | null): Interval => {
  if (bound === null) return accepted
  return side === 'low'
    ? { low: accepted.low, high: beyond(bound) }
    : { low: beyond(bound), high: accepted.high }
}

const areEqual = (a: Bound | null, b: Bound | null): boolean =>
  a !== null && b !== null && a.inclusive === b.inclusive && a.value.eq(b.value)

/**
 * The best of the tiers that begin at the same bound: a percentage of 0 moves nothing, so two bands
 * may begin at once, and the better one is reached.
 */
const bestFrom = (tiers: ReadonlyArray<Tier>, side: Side): Tier | undefined => {
  const next = tiers.at(-1)
  const bound = next?.accepted[side] ?? null
  return tiers.find(({ accepted }) => areEqual(accepted[side], bound)) ?? next
}

/**
 * The band a value falls into, with its bounds and the distance to the next better one, computed
 * exactly (M11, M12, M28). The value is first rounded to `ratedTo`, as for rating (M15). Null if
 * the bands of the scheme leave a gap, which those of an adopted scheme never do.
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
  const better = tiers.slice(0, at)
  const side = sideOf(better.at(-1)?.accepted ?? everything, value)
  const next = bestFrom(better, side)
  const bound = next?.accepted[side] ?? null
  return {
    value,
    band: tier.band,
    interval: leftOf(tier.accepted, side, bound),
    better: next === undefined || bound === null ? null : { band: next.band, bound },
  }
}
