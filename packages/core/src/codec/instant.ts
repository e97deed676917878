import { stringLeaf } from './leaf'

const INSTANT = /^\d{4}-[01]\d-[0-3]\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const DATE = /^\d{4}-[01]\d-[0-3]\d$/

const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const ZERO = 0x30
const DATE_LENGTH = 10

const twoDigits = (s: string, at: number): number =>
  (s.charCodeAt(at) - ZERO) * 10 + s.charCodeAt(at + 1) - ZERO

/** Whether text that starts like a date names a day that exists. */
const isDay = (s: string): boolean => {
  const month = twoDigits(s, 5)
  const day = twoDigits(s, 8)
  if (month < 1 || month > 12 || day < 1) return false
  return day <= 28 || day <= daysIn(twoDigits(s, 0) * 100 + twoDigits(s, 2), month)
}

const isInstant = (s: string): boolean => INSTANT.test(s) && isDay(s)

const isDate = (s: string): boolean => DATE.test(s) && isDay(s)

/**
 * A UTC instant to the millisecond, `YYYY-MM-DDTHH:mm:ss.sssZ` (M20). Always the same width, so
 * instants compare as text.
 */
export const Instant = stringLeaf('an instant such as 2016-06-10T09:00:00.000Z', isInstant)

/** An instant, or a calendar date `YYYY-MM-DD`. */
export const InstantOrDate = stringLeaf(
  'an instant such as 2016-06-10T09:00:00.000Z or a date such as 2016-06-10',
  (s) => (s.length === DATE_LENGTH ? isDate(s) : isInstant(s)),
)
