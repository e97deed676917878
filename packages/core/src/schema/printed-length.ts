import { limits } from '../limits'

const LARGEST = 1e9
/** Smaller fractions may be shorter with an exponent: `1e-3`. */
const SMALLEST_FRACTION = 0.01
/** Multiples of it may be shorter with an exponent: `1e3`. */
const ROUND = 1000
const MOST_DECIMALS = 6

/** Decimals in the shortest text of a fraction; NaN if there are too many. */
const decimalsOf = (magnitude: number): number => {
  let power = 10
  for (let decimals = 1; decimals <= MOST_DECIMALS; decimals++, power *= 10)
    if (Math.round(magnitude * power) / power === magnitude) return decimals
  return NaN
}

/**
 * The length of the shortest text of a number. With at most 15 digits, two different numbers never
 * have the same text; so a text of that length is exactly the number. NaN where that does not hold.
 */
const numberLength = (value: number): number => {
  const magnitude = Math.abs(value)
  if (!(magnitude < LARGEST)) return NaN
  let length = value < 0 ? 2 : 1
  for (let bound = 10; bound <= magnitude; bound *= 10) length++
  if (Number.isInteger(magnitude))
    return magnitude >= ROUND && magnitude % ROUND === 0 ? NaN : length
  return magnitude < SMALLEST_FRACTION ? NaN : length + 1 + decimalsOf(magnitude)
}

const lengthAt = (depth: number, value: unknown): number => {
  if (typeof value === 'string') return value.length + 2
  if (typeof value === 'number') return numberLength(value)
  if (value === null || value === true) return 4
  if (value === false) return 5
  if (typeof value !== 'object' || depth > limits.depth) return NaN
  let length = 1
  if (Array.isArray(value)) for (const item of value) length += 1 + lengthAt(depth + 1, item)
  else {
    const object = value as Readonly<Record<string, unknown>>
    for (const key of Object.keys(object))
      length += key.length + 4 + lengthAt(depth + 1, object[key])
  }
  return Math.max(length, 2)
}

/**
 * The length of the shortest text without escapes from which JSON.parse gives a value; NaN where it
 * is not worth computing. A text of this length contains nothing that the value lacks: no duplicate
 * key, no extra digit.
 */
export const printedLength = (value: unknown): number => lengthAt(0, value)
