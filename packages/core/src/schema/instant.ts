import type { Branded } from 'io-ts'
import type { Codec } from './codec'
import { refinedText } from './combinators'

const ZERO = 0x30
const DASH = 0x2d
const COLON = 0x3a
const DOT = 0x2e
const TEE = 0x54
const ZED = 0x5a

const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The number written as two digits; a negative one if they are not digits. Without a branch. */
export const twoDigits = (s: string, at: number): number => {
  const tens = s.charCodeAt(at) - ZERO
  const ones = s.charCodeAt(at + 1) - ZERO
  return ((tens | (9 - tens) | ones | (9 - ones)) >> 31) | (10 * tens + ones)
}

const isBelow = (limit: number, number: number): boolean => number >= 0 && number < limit

/** Whether text starts with an existing date, `YYYY-MM-DD`. */
const startsWithDate = (s: string): boolean => {
  const [century, year] = [twoDigits(s, 0), twoDigits(s, 2)]
  const month = twoDigits(s, 5)
  const day = twoDigits(s, 8)
  return (
    (century | year) >= 0 &&
    s.charCodeAt(4) === DASH &&
    month >= 1 &&
    month <= 12 &&
    s.charCodeAt(7) === DASH &&
    day >= 1 &&
    (day <= 28 || day <= daysIn(100 * century + year, month))
  )
}

/** Whether an existing time, `Thh:mm:ss.sssZ`, follows the date. */
const endsWithTime = (s: string): boolean =>
  s.charCodeAt(10) === TEE &&
  isBelow(24, twoDigits(s, 11)) &&
  s.charCodeAt(13) === COLON &&
  isBelow(60, twoDigits(s, 14)) &&
  s.charCodeAt(16) === COLON &&
  isBelow(60, twoDigits(s, 17)) &&
  s.charCodeAt(19) === DOT &&
  twoDigits(s, 20) >= 0 &&
  twoDigits(s, 21) >= 0 &&
  s.charCodeAt(23) === ZED

const isDate = (s: string): boolean => s.length === 10 && startsWithDate(s)

const isInstant = (s: string): boolean => s.length === 24 && startsWithDate(s) && endsWithTime(s)

const LEAP_YEAR = String.raw`(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)`
const DATE = String.raw`(?:\d{4}-(?:${[
  String.raw`(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])`,
  String.raw`(?:0[469]|11)-(?:0[1-9]|[12]\d|30)`,
  String.raw`02-(?:0[1-9]|1\d|2[0-8])`,
].join('|')})|${LEAP_YEAR}-02-29)`
const TIME = String.raw`T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z`

interface InstantBrand {
  readonly Instant: unique symbol
}

/**
 * A UTC instant to the millisecond, `YYYY-MM-DDTHH:mm:ss.sssZ` (M20). Always the same width, so
 * instants compare as text.
 */
export type Instant = Branded<string, InstantBrand>

/** The codec of an instant. */
export const Instant: Codec<Instant> = refinedText({
  name: 'an instant such as 2016-06-10T09:00:00.000Z',
  test: isInstant,
  pattern: `^${DATE}${TIME}$`,
})

/** An instant, or a calendar date `YYYY-MM-DD`. */
export const InstantOrDate = refinedText({
  name: 'an instant such as 2016-06-10T09:00:00.000Z or a date such as 2016-06-10',
  test: (s) => isDate(s) || isInstant(s),
  pattern: `^${DATE}(?:${TIME})?$`,
})
