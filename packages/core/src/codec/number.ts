import { Leaf } from './leaf'
import { preview } from './fault'

const MAX_SIZE = 1e12
const MAX_DIGITS = 15

/**
 * Whether some decimal of at most 15 significant digits reads as this double. Most figures have
 * at most two places, and for those a rounded division decides without making a string.
 */
const hasFewDigits = (n: number): boolean =>
  Math.round(n * 100) / 100 === n || Number(n.toPrecision(MAX_DIGITS)) === n

/** NaN and the infinities are in no range, so they need no word of their own here. */
const isDecimal = (u: unknown): u is number =>
  typeof u === 'number' && u >= -MAX_SIZE && u <= MAX_SIZE && !Object.is(u, -0) && hasFewDigits(u)

const explainDecimal = (u: unknown): string => {
  if (typeof u !== 'number') return `expected a number, got ${preview(u)}`
  if (!Number.isFinite(u)) return `expected a finite number, got ${preview(u)}`
  if (Object.is(u, -0)) return 'expected a number, got -0 (write 0)'
  return Math.abs(u) > MAX_SIZE
    ? `expected a number of at most 1e12 in size, got ${preview(u)}`
    : `expected a number of at most ${String(MAX_DIGITS)} significant digits, got ${preview(u)}`
}

/** A figure: finite, at most 15 significant digits and 1e12 in size, never -0 (M15). */
export const Decimal = new Leaf<number>('a number', isDecimal, explainDecimal)

/** A figure above zero, such as a margin's size (M10). */
export const PositiveDecimal = new Leaf<number>(
  'a number above 0',
  (u) => isDecimal(u) && u > 0,
  (u) => (isDecimal(u) ? `expected a number above 0, got ${preview(u)}` : explainDecimal(u)),
)

/** A whole number between two limits, both included; never -0. */
export const integer = (name: string, min: number, max: number): Leaf<number> =>
  new Leaf<number>(
    `${name} from ${String(min)} to ${String(max)}`,
    (u) => Number.isInteger(u) && Number(u) >= min && Number(u) <= max && !Object.is(u, -0),
  )

/** Number of decimals, as of `decimals` and `ratedTo`. */
export const DecimalPlaces = integer('a number of decimals', 0, 12)

/** A revision, counted from 0. */
export const Revision = integer('a revision', 0, Number.MAX_SAFE_INTEGER)

/** A count of events. */
export const LogSize = integer('a number of events', 0, Number.MAX_SAFE_INTEGER)
