import { exact, type Exact } from './decimal'

/** One end of an interval; `inclusive` says whether the end belongs to it. */
export interface Bound {
  /** The value of the bound. */
  readonly value: Exact
  /** Whether the value itself is within. */
  readonly inclusive: boolean
}

/** The values accepted by a band's test. A null end is unbounded. */
export interface Interval {
  /** The lower bound; null if there is none. */
  readonly low: Bound | null
  /** The upper bound; null if there is none. */
  readonly high: Bound | null
}

/** Every value. */
export const everything: Interval = { low: null, high: null }

const aboveLow = (low: Bound | null, value: Exact): boolean =>
  low === null || value.gt(low.value) || (low.inclusive && value.eq(low.value))

const belowHigh = (high: Bound | null, value: Exact): boolean =>
  high === null || value.lt(high.value) || (high.inclusive && value.eq(high.value))

/** Whether a value lies in the interval; one on an inclusive bound does. */
export const contains = (interval: Interval, value: Exact): boolean =>
  aboveLow(interval.low, value) && belowHigh(interval.high, value)

/** Whether a figure lies in an interval. */
export type Contains = (figure: number) => boolean

/**
 * Whether figures lie in an interval, for many of them. Doubles never stand in another order than the
 * decimals that they are nearest to, so decimals are needed only for a figure beside a bound.
 */
export const containing = (interval: Interval): Contains => {
  const low = interval.low?.value.toNumber() ?? -Infinity
  const high = interval.high?.value.toNumber() ?? Infinity
  return (figure) => {
    if (figure < low || figure > high) return false
    return (figure > low && figure < high) || contains(interval, exact(figure))
  }
}

/** Whether no value lies in the interval. */
export const isEmpty = ({ low, high }: Interval): boolean => {
  if (low === null || high === null) return false
  return (
    low.value.gt(high.value) || (low.value.eq(high.value) && !(low.inclusive && high.inclusive))
  )
}

const lowReaches = (outer: Bound | null, inner: Bound | null): boolean => {
  if (outer === null) return true
  if (inner === null) return false
  if (outer.value.eq(inner.value)) return outer.inclusive || !inner.inclusive
  return outer.value.lt(inner.value)
}

const highReaches = (outer: Bound | null, inner: Bound | null): boolean => {
  if (outer === null) return true
  if (inner === null) return false
  if (outer.value.eq(inner.value)) return outer.inclusive || !inner.inclusive
  return outer.value.gt(inner.value)
}

/** Whether the outer interval contains the inner one; neither is empty (M12). */
export const includes = (outer: Interval, inner: Interval): boolean =>
  lowReaches(outer.low, inner.low) && highReaches(outer.high, inner.high)
