import { branded } from '../schema/brand'
import type { Instant } from '../schema/instant'

let [lastText, lastMs] = ['', NaN]

/** An instant in ms since 1970, as columns have it; many in a row are the same. */
export const msOf = (instant: string): number => {
  if (instant !== lastText) [lastText, lastMs] = [instant, Date.parse(instant)]
  return lastMs
}

/** The inverse of {@link msOf}. */
export const instantOf = (ms: number): Instant => branded(new Date(ms).toISOString())
