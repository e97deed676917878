import type { Branded } from 'io-ts'
import type { Codec } from './codec'
import { areFourLowerHex, isPlainText } from './characters'
import { pattern, text } from './combinators'
import { preview } from './fault'

const MAX_TEXT = 4000
/** Control characters except newline and tab. */
const CONTROL = /[^\P{Cc}\n\t]/u
const BLANK = /^\s*$/u

const codePoints = (s: string): number => Array.from(s).length

const isShort = (s: string): boolean =>
  s.length <= MAX_TEXT || (s.length <= 2 * MAX_TEXT && codePoints(s) <= MAX_TEXT)

const isText = (s: string): boolean =>
  isShort(s) && (isPlainText(s) || (!BLANK.test(s) && !CONTROL.test(s) && s.isWellFormed()))

const explainText = (u: unknown): string => {
  if (typeof u !== 'string') return `expected text, got ${preview(u)}`
  if (!isShort(u)) return `expected text of at most ${MAX_TEXT} characters, got ${preview(u)}`
  if (BLANK.test(u)) return 'expected text, got nothing but blanks'
  return CONTROL.test(u)
    ? `expected text without control characters, got ${preview(u)}`
    : 'expected text, got a lone surrogate'
}

/**
 * Free text: not blank, at most 4,000 characters (code points), well-formed Unicode, and no
 * control characters but newline and tab (domain model, Refusals).
 */
export const Text = text({
  name: 'text',
  test: isText,
  explain: explainText,
  minLength: 1,
  maxLength: MAX_TEXT,
  pattern: String.raw`^(?=[\s\S]*\S)(?![\s\S]*\p{Cs})[\P{Cc}\n\t]*$`,
})

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const OUTER_SPACE = /^\p{Z}|\p{Z}$/u

const isReference = (u: string): boolean => {
  if (u.length <= 64 && isPlainText(u)) return true
  const fits = u.length > 0 && (u.length <= 64 || (u.length <= 128 && codePoints(u) <= 64))
  return fits && !UNPRINTABLE.test(u) && !OUTER_SPACE.test(u)
}

/** A KPI reference as the contract document prints it (wire format, Event envelope). */
export const KPIReference = text({
  name: 'a KPI reference (1 to 64 printable characters, no space at either end)',
  test: isReference,
  minLength: 1,
  maxLength: 64,
  pattern: String.raw`^(?!\p{Z})[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*(?<!\p{Z})$`,
})

/** Id of a contract or regime: lower-case letters, digits, single `.` or `-` between them. */
export const Identifier = pattern(
  'an id (lower-case letters, digits, single "." or "-" between them, at most 64)',
  '^[a-z0-9]+(?:[.-][a-z0-9]+)*$',
)

/** Name of a level, or code of a band: lower-case letters, digits, single `-` between them. */
export const Code = pattern(
  'a code (lower-case letters, digits, single "-" between them, at most 64)',
  '^[a-z0-9]+(?:-[a-z0-9]+)*$',
)

const DASH = 0x2d

const isUuid = (s: string): boolean =>
  s.length === 36 &&
  areFourLowerHex(s, 0) &&
  areFourLowerHex(s, 4) &&
  s.charCodeAt(8) === DASH &&
  areFourLowerHex(s, 9) &&
  s.charCodeAt(13) === DASH &&
  areFourLowerHex(s, 14) &&
  s.charCodeAt(18) === DASH &&
  areFourLowerHex(s, 19) &&
  s.charCodeAt(23) === DASH &&
  areFourLowerHex(s, 24) &&
  areFourLowerHex(s, 28) &&
  areFourLowerHex(s, 32)

const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

interface EventIdBrand {
  readonly EventId: unique symbol
}

/** Id of an event: a lower-case UUID, so that it is the same text in every store. */
export type EventId = Branded<string, EventIdBrand>

export const EventId: Codec<EventId> = text({
  name: 'a lower-case UUID',
  test: isUuid,
  pattern: UUID,
})

/** A SHA-256 as 64 lower-case hex digits. */
export const Sha256Hex = pattern('64 lower-case hex digits', '^[0-9a-f]{64}$')

/** A UUID in lower case. */
export const Uuid: Codec<string> = text({ name: EventId.name, test: isUuid, pattern: UUID })
