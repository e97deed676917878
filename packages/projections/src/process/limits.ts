import { zipWith } from 'fp-ts/ReadonlyArray'
import { divideHalfEven, exact, type Exact } from '@kpi-ledger/core/unstable'

/** How far the limits are from the mean, in mean moving ranges of two figures. */
const REACH = exact(2.66)
/** Moving ranges beyond this many times their mean do not count. */
const SCREEN = exact(3.267)

/** The mean and the moving ranges of some figures in order, as exact sums. */
export interface Spread {
  /** The sum of the figures. */
  readonly sum: Exact
  /** The number of figures. */
  readonly count: number
  /** Of the moving ranges that count. */
  readonly rangeSum: Exact
  /** The number of moving ranges that count. */
  readonly ranges: number
  /** The number of moving ranges left out. */
  readonly screened: number
}

const sumOf = (values: ReadonlyArray<Exact>): Exact =>
  values.reduce((sum, value) => sum.plus(value), exact(0))

/**
 * What the limits of two or more figures are made of; null if there are less. A moving range is the
 * difference of a figure from the one before it. Unless asked not to, it screens out ranges beyond
 * 3.267 times the mean of all, once (M44).
 */
export const spreadOf = (values: ReadonlyArray<Exact>, screen = true): Spread | null => {
  const ranges = zipWith(values, values.slice(1), (before, value) => value.minus(before).abs())
  if (ranges.length === 0) return null
  const all = sumOf(ranges)
  const kept = screen
    ? ranges.filter((range) => range.times(ranges.length).lte(SCREEN.times(all)))
    : ranges
  return {
    sum: sumOf(values),
    count: values.length,
    rangeSum: sumOf(kept),
    ranges: kept.length,
    screened: ranges.length - kept.length,
  }
}

/** Mean and limits of figures, in their unit. */
export interface ControlLimits {
  /** The mean. */
  readonly mean: number
  /** The lower limit. */
  readonly lower: number
  /** The upper limit. */
  readonly upper: number
  /** The mean moving range. */
  readonly meanRange: number
}

/** Mean, limits and mean moving range, each rounded once, half to even (M15). */
export const limitsOf = (
  { sum, count, rangeSum, ranges }: Spread,
  decimals: number,
): ControlLimits => {
  const [mean, reach] = [sum.times(ranges), rangeSum.times(REACH).times(count)]
  const divisor = exact(count).times(ranges)
  return {
    mean: divideHalfEven(sum, exact(count), decimals),
    lower: divideHalfEven(mean.minus(reach), divisor, decimals),
    upper: divideHalfEven(mean.plus(reach), divisor, decimals),
    meanRange: divideHalfEven(rangeSum, exact(ranges), decimals),
  }
}

/** Where a figure lies, exactly. */
export interface Lie {
  /** Above the mean, below it or on it. */
  readonly side: 'high' | 'low' | null
  /** Beyond a limit. */
  readonly isOutside: boolean
  /** More than two thirds of the way from the mean to a limit, or beyond it. */
  readonly isNear: boolean
}

/** Where a figure lies between mean and limits, compared without dividing. */
export const lieOf = ({ sum, count, rangeSum, ranges }: Spread, value: Exact): Lie => {
  const from = value.times(count).minus(sum).times(ranges)
  const reach = rangeSum.times(REACH).times(count)
  const side = from.eq(0) ? null : from.gt(0) ? 'high' : 'low'
  return {
    side,
    isOutside: from.abs().gt(reach),
    isNear: from.abs().times(3).gt(reach.times(2)),
  }
}
