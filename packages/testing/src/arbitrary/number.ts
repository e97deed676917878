import type { NumberShape } from '@kpi-ledger/core/unstable'
import fc from 'fast-check'

/** The largest whole number of 15 digits, the most a figure may have (M15). */
const MOST_DIGITS = 999_999_999_999_999
const MOST_PLACES = 15
/** The limit of the digits and decimals that people usually write. */
const USUAL = 99_999
const USUAL_PLACES = 2

/**
 * The numbers between limits that are a whole number up to `most` divided by a power of ten; null
 * if there are none.
 */
const withPlaces = (
  { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity }: NumberShape,
  most: number,
  places: number,
): ReadonlyArray<fc.Arbitrary<number>> => {
  const scale = 10 ** places
  const min = Math.max(-most, Math.ceil(minimum * scale), Math.floor(exclusiveMinimum * scale) + 1)
  const max = Math.min(most, Math.floor(maximum * scale))
  return min > max ? [] : [fc.integer({ min, max }).map((n) => Number(`${n}e-${places}`))]
}

/** An arbitrary of the numbers that a description accepts, mostly short ones; never -0. */
export const numberOf = (shape: NumberShape): fc.Arbitrary<number> => {
  const { integer = false, test } = shape
  const anyPlaces = Array.from({ length: integer ? 1 : MOST_PLACES + 1 }, (_, places) => places)
  const usual = anyPlaces
    .filter((places) => places <= USUAL_PLACES)
    .flatMap((places) => withPlaces(shape, USUAL, places))
  const any = anyPlaces.flatMap((places) =>
    withPlaces(shape, integer ? Number.MAX_SAFE_INTEGER : MOST_DIGITS, places),
  )
  return fc
    .oneof(...[usual, any].filter((each) => each.length > 0).map((each) => fc.oneof(...each)))
    .filter(test)
}
