import { nice, ticks } from 'd3-array'

/** Values along a line of a picture: where each stands, and the round ones to name. */
export interface Scale {
  readonly low: number
  readonly high: number
  readonly ticks: ReadonlyArray<number>
  /** The place of a value; one beyond an end stands at that end. */
  readonly at: (value: number) => number
}

/** Number of round values to name, more or less. */
const TICKS = 5
/** Below this part of the highest value, the lowest is near enough to 0 to begin there. */
const NEAR_ZERO = 0.5

const widened = (low: number, high: number): readonly [low: number, high: number] => {
  if (low !== high) return [low, high]
  const by = Math.abs(low) * 0.1 || 1
  return [low - by, high + by]
}

const withZero = (low: number, high: number): readonly [low: number, high: number] => {
  if (low > 0 && low < high * NEAR_ZERO) return [0, high]
  return high < 0 && high > low * NEAR_ZERO ? [low, 0] : [low, high]
}

/** Room below the lowest value, to keep lines off the axis; 0 is itself an end. */
const withRoom = (low: number, high: number): readonly [low: number, high: number] => {
  const lower = low - (high - low) * 0.03
  return [low >= 0 ? Math.max(0, lower) : lower, high]
}

/**
 * A linear scale for some values, of which there is at least one, from the place `start` to the
 * place `end`; its ends are round. It begins at 0 where the values are not far from it.
 */
export const scaleFor = (values: ReadonlyArray<number>, start: number, end: number): Scale => {
  const lowest = values.reduce((least, value) => Math.min(least, value), Infinity)
  const highest = values.reduce((most, value) => Math.max(most, value), -Infinity)
  const asked = withRoom(...withZero(...widened(lowest, highest)))
  const round = nice(...asked, TICKS)
  // The smallest numbers are lost in rounding.
  const [low, high] = [Math.min(round[0], asked[0]), Math.max(round[1], asked[1])]
  const part = (value: number): number => (value - low) / (high - low)
  const named = ticks(low, high, TICKS).filter((tick) => low <= tick && tick <= high)
  return {
    ...{ low, high },
    ticks: named.length < 2 ? [low, high] : named,
    at: (value) => start + Math.min(1, Math.max(0, part(value))) * (end - start),
  }
}
