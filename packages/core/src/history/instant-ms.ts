import { branded } from '../schema/brand'
import { twoDigits, type Instant } from '../schema/instant'

const DATE_LENGTH = 10
const INSTANT_LENGTH = 24
const ZERO = 0x30
const DAY = 86_400_000

/** Days from 1970 to a day: years begin in March, so that a leap day is the last of its year. */
const daysTo = (year: number, month: number, day: number): number => {
  const [years, months] = month > 2 ? [year, month - 3] : [year - 1, month + 9]
  const leapDays = (years >> 2) - Math.trunc(years / 100) + Math.trunc(years / 400)
  return 365 * years + leapDays + Math.trunc((153 * months + 2) / 5) + day - 719_469
}

/** An instant in ms since 1970, as columns have it: what `Date.parse` says, sooner. */
export const msOf = (instant: string): number => {
  if (instant.length !== INSTANT_LENGTH) return Date.parse(instant)
  const century = twoDigits(instant, 0)
  const year = twoDigits(instant, 2)
  const month = twoDigits(instant, 5)
  const day = twoDigits(instant, 8)
  const hours = twoDigits(instant, 11)
  const minutes = twoDigits(instant, 14)
  const seconds = twoDigits(instant, 17)
  const hundredths = twoDigits(instant, 20)
  if ((century | year | month | day | hours | minutes | seconds | hundredths) < 0) return NaN
  const days = daysTo(100 * century + year, month, day)
  const thousandths = 10 * hundredths + instant.charCodeAt(22) - ZERO
  return DAY * days + 1000 * (3600 * hours + 60 * minutes + seconds) + thousandths
}

/** An instant or a date as columns have it; a date is half a millisecond after its midnight. */
export const msOfEither = (text: string): number =>
  text.length === DATE_LENGTH ? Date.parse(text) + 0.5 : msOf(text)

/** The inverse of {@link msOfEither}. */
export const eitherOf = (ms: number): string =>
  Number.isInteger(ms) ? instantOf(ms) : instantOf(ms - 0.5).slice(0, DATE_LENGTH)

/** The inverse of {@link msOf}. */
export const instantOf = (ms: number): Instant => branded(new Date(ms).toISOString())
