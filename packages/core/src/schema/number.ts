import type { Codec, Shape } from './codec'
import { number, numberOr, integer } from './combinators'
import { preview } from './fault'

const MAX_SIZE = 1e12
const MAX_DIGITS = 15

/**
 * Whether some decimal of at most 15 significant digits parses to this double. Most figures have at
 * most two decimals, for which a rounded division decides without creating a string.
 */
const hasFewDigits = (n: number): boolean =>
  Math.round(n * 100) / 100 === n || Number(n.toPrecision(MAX_DIGITS)) === n

/** NaN and the infinities are in no range, so they need no case of their own. */
const isDecimal = (n: number): boolean =>
  n >= -MAX_SIZE && n <= MAX_SIZE && !Object.is(n, -0) && hasFewDigits(n)

const explainDecimal = (u: unknown): string => {
  if (typeof u !== 'number') return `expected a number, got ${preview(u)}`
  if (!Number.isFinite(u)) return `expected a finite number, got ${preview(u)}`
  if (Object.is(u, -0)) return 'expected a number, got -0 (write 0)'
  return Math.abs(u) > MAX_SIZE
    ? `expected a number of at most 1e12 in size, got ${preview(u)}`
    : `expected a number of at most ${MAX_DIGITS} significant digits, got ${preview(u)}; the nearest is ${Number(u.toPrecision(MAX_DIGITS))}`
}

const limits = { minimum: -MAX_SIZE, maximum: MAX_SIZE }

const decimal = { name: 'a number', test: isDecimal, explain: explainDecimal, ...limits }

/** A figure: finite, at most 15 significant digits and 1e12 in size, never -0 (M15). */
export const Decimal = number(decimal)

/** A figure, or an object. */
export const decimalOr = <A extends object>(name: string, other: Shape<A>): Codec<number | A> =>
  numberOr(name, decimal, other)

/** A figure above zero, such as a margin's size (M10). */
export const PositiveDecimal = number({
  name: 'a number above 0',
  test: (n) => n > 0 && isDecimal(n),
  explain: (u) =>
    typeof u === 'number' && isDecimal(u)
      ? `expected a number above 0, got ${preview(u)}`
      : explainDecimal(u),
  exclusiveMinimum: 0,
  maximum: MAX_SIZE,
})

/** Number of decimals, as of `decimals` and `ratedTo`. */
export const DecimalPlaces = integer('a number of decimals', 0, 12)

/** A revision, counted from 0. */
export const Revision = integer('a revision', 0, Number.MAX_SAFE_INTEGER)

/** A count of events. */
export const LogSize = integer('a number of events', 0, Number.MAX_SAFE_INTEGER)
