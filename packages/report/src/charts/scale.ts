import { nice, ticks } from 'd3-array'

/** A scale along an axis: where each value is placed, and the round values to label. */
export interface Scale {
  /** The value at the low end. */
  readonly low: number
  /** The value at the high end. */
  readonly high: number
  /** The round values to label. */
  readonly ticks: ReadonlyArray<number>
  /** The place of a value; values beyond an end are placed at that end. */
  readonly at: (value: number) => number
}

/** The approximate number of round values to label. */
const TICKS = 5
/** If the lowest value is below this share of the highest, the scale begins at 0. */
const NEAR_ZERO = 0.5

const widened = (low: number, high: number): readonly [low: number, high: number] => {
  if (low !== high) return [low, high]
  if (low === 0) return [0, 1]
  const by = Math.max(Math.abs(low) * 0.1, Number.MIN_VALUE)
  return [low - by, high + by]
}

const withZero = (low: number, high: number): readonly [low: number, high: number] => {
  if (low > 0 && low < high * NEAR_ZERO) return [0, high]
  return high < 0 && high > low * NEAR_ZERO ? [low, 0] : [low, high]
}

/** Adds room below the lowest value, to keep lines off the axis, without crossing 0. */
const withRoom = (low: number, high: number): readonly [low: number, high: number] => {
  const lower = low - (high - low) * 0.03
  return [low >= 0 ? Math.max(0, lower) : lower, high]
}

/**
 * A linear scale with round ends for one or more values, from the place `start` to the place `end`.
 * It begins at 0 if the values are not far from it.
 */
export const scaleFor = (values: ReadonlyArray<number>, start: number, end: number): Scale => {
  const lowest = values.reduce((least, value) => Math.min(least, value), Infinity)
  const highest = values.reduce((most, value) => Math.max(most, value), -Infinity)
  const asked = withRoom(...withZero(...widened(lowest, highest)))
  const round = nice(...asked, TICKS)
  // Rounding may lose the smallest numbers.
  const [low, high] = [Math.min(round[0], asked[0]), Math.max(round[1], asked[1])]
  const part = (value: number): number => (value - low) / (high - low)
  const named = ticks(low, high, TICKS).filter((tick) => low <= tick && tick <= high)
  return {
    ...{ low, high },
    ticks: named.length < 2 ? [low, high] : named,
    at: (value) => start + Math.min(1, Math.max(0, part(value))) * (end - start),
  }
}
