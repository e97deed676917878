import { branded } from '../schema/brand'
import type { Instant } from '../schema/instant'

const DATE_LENGTH = 10

let [lastText, lastMs] = ['', NaN]

/** An instant in ms since 1970, as columns have it; many in a row are the same. */
export const msOf = (instant: string): number => {
  if (instant !== lastText) [lastText, lastMs] = [instant, Date.parse(instant)]
  return lastMs
}

/** An instant or a date as columns have it; a date is half a millisecond after its midnight. */
export const msOfEither = (text: string): number =>
  text.length === DATE_LENGTH ? Date.parse(text) + 0.5 : msOf(text)

/** The inverse of {@link msOfEither}. */
export const eitherOf = (ms: number): string =>
  Number.isInteger(ms) ? instantOf(ms) : instantOf(ms - 0.5).slice(0, DATE_LENGTH)

/** The inverse of {@link msOf}. */
export const instantOf = (ms: number): Instant => branded(new Date(ms).toISOString())
