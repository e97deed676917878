import { branded } from '../schema/brand'
import { twoDigits, type Instant } from '../schema/instant'

const DATE_LENGTH = 10
const ZERO = 0x30

const INSTANT_LENGTH = 24

/** The day read last: many instants in a row fall on the same day. */
const lastDay = { text: '', ms: NaN }

const isOfLastDay = (instant: string): boolean => {
  const { text } = lastDay
  // From its end, where days differ.
  for (let i = DATE_LENGTH - 1; i >= 0; i--)
    if (instant.charCodeAt(i) !== text.charCodeAt(i)) return false
  return true
}

/** An instant in ms since 1970, as columns have it: what `Date.parse` says, in a tenth of its time. */
export const msOf = (instant: string): number => {
  if (instant.length !== INSTANT_LENGTH) return Date.parse(instant)
  if (!isOfLastDay(instant)) {
    lastDay.text = instant.slice(0, DATE_LENGTH)
    lastDay.ms = Date.parse(lastDay.text)
  }
  const minutes = 60 * twoDigits(instant, 11) + twoDigits(instant, 14)
  const hundredths = 100 * twoDigits(instant, 17) + twoDigits(instant, 20)
  return lastDay.ms + 60_000 * minutes + 10 * hundredths + instant.charCodeAt(22) - ZERO
}

/** An instant or a date as columns have it; a date is half a millisecond after its midnight. */
export const msOfEither = (text: string): number =>
  text.length === DATE_LENGTH ? Date.parse(text) + 0.5 : msOf(text)

/** The inverse of {@link msOfEither}. */
export const eitherOf = (ms: number): string =>
  Number.isInteger(ms) ? instantOf(ms) : instantOf(ms - 0.5).slice(0, DATE_LENGTH)

/** The inverse of {@link msOf}. */
export const instantOf = (ms: number): Instant => branded(new Date(ms).toISOString())
