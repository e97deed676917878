import type { Branded } from 'io-ts'
import type { Codec } from './codec'
import { areFourLowerHex, codePointsOf, differing, isPlainText } from './characters'
import { pattern, refinedText } from './combinators'
import { preview } from './fault'

const MAX_TEXT = 4000
/** Control characters except newline and tab. */
const CONTROL = /[^\P{Cc}\n\t]/u
/** Characters that show nothing: ignorable by default, annotation marks, the blank braille cell. */
const INVISIBLE = String.raw`\p{DI}\ufff9-\ufffb\u2800`
const BLANK = new RegExp(`^[\\s${INVISIBLE}]*$`, 'u')

const codePoints = (s: string): number => Array.from(s).length

/** Whether text is within a number of code points, without counting them for most texts. */
const hasAtMost = (s: string, most: number): boolean =>
  s.length <= most || (s.length <= 2 * most && codePoints(s) <= most)

const isShort = (s: string): boolean => hasAtMost(s, MAX_TEXT)

const isText = (s: string): boolean =>
  isShort(s) && (isPlainText(s) || (!BLANK.test(s) && !CONTROL.test(s) && s.isWellFormed()))

const explainText = (u: unknown): string => {
  if (typeof u !== 'string') return `expected text, got ${preview(u)}`
  if (!isShort(u)) return `expected text of at most ${MAX_TEXT} characters, got ${preview(u)}`
  if (BLANK.test(u))
    return /^\s*$/u.test(u)
      ? 'expected text, got nothing but blanks'
      : `expected text, got nothing but blanks and invisible characters: ${codePointsOf(u)}`
  return CONTROL.test(u)
    ? `expected text without control characters, got ${preview(u)}`
    : 'expected text, got a lone surrogate'
}

/**
 * Free text: with something to be seen in it (M41), at most 4,000 characters (code points),
 * well-formed Unicode, and no control characters but newline and tab (domain model, Refusals).
 */
export const Text = refinedText({
  name: 'text',
  test: isText,
  explain: explainText,
  minLength: 1,
  maxLength: MAX_TEXT,
  pattern: String.raw`^(?=[\s\S]*[^\s${INVISIBLE}])(?![\s\S]*\p{Cs})[\P{Cc}\n\t]*$`,
})

const UNPRINTABLE = String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}${INVISIBLE}`
const HIDDEN = new RegExp(`[${UNPRINTABLE}]`, 'u')
const OUTER_SPACE = /^\p{Z}|\p{Z}$/u

/** Whether text names something: it can be told apart from others by looking at it (M41). */
const isName = (s: string): boolean =>
  isPlainText(s) || (!HIDDEN.test(s) && !OUTER_SPACE.test(s) && s.normalize('NFC') === s)

const explainName = (expected: string, s: string): string => {
  const [hidden] = HIDDEN.exec(s) ?? []
  if (hidden !== undefined) return `${expected}, which contains ${codePointsOf(hidden)}`
  const composed = s.normalize('NFC')
  if (OUTER_SPACE.test(s) || composed === s) return expected
  const [parts, whole] = [differing(s, composed), differing(composed, s)]
  return `${expected}, which is not in Unicode's form NFC; write ${codePointsOf(whole)} for ${codePointsOf(parts)}`
}

/** Text of limited length that names something (M41). */
export const name = <A extends string = string>(of: string, most: number): Codec<A> => {
  const fits = (s: string): boolean => s.length > 0 && hasAtMost(s, most)
  return refinedText<A>({
    name: of,
    test: (s) => fits(s) && isName(s),
    explain: (u) => {
      const expected = `expected ${of}, got ${preview(u)}`
      return typeof u === 'string' && fits(u) ? explainName(expected, u) : expected
    },
    minLength: 1,
    maxLength: most,
    pattern: String.raw`^(?!\p{Z})[^${UNPRINTABLE}]*(?<!\p{Z})$`,
  })
}

/** A KPI reference as the contract document prints it (M41; wire format, Event envelope). */
export const KPIReference = name(
  'a KPI reference (1 to 64 printable characters, no space at either end)',
  64,
)

/** The heading of a service area, which KPIs of one area share (M41). */
export const Heading = name('a heading (printable characters, no space at either end)', MAX_TEXT)

/** Id of a contract or regime: lower-case letters, digits, single `.` or `-` between them. */
export const Identifier = pattern(
  'an id (lower-case letters, digits, single "." or "-" between them, at most 64)',
  '^[a-z0-9]+(?:[.-][a-z0-9]+)*$',
)

/**
 * Name of a level, or code of a band: lower-case letters, digits, single `-` between them. Not
 * digits alone: JavaScript would put such keys of an object first.
 */
export const Code = pattern(
  'a code (lower-case letters, digits, single "-" between them, not digits alone, at most 64)',
  '^(?:[0-9]*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9]+)(?:-[a-z0-9]+)*$',
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
  areFourLowerHex(s, 32) &&
  s !== NIL

/** The nil UUID; EventStoreDB accepts no event with that id. */
const NIL = '00000000-0000-0000-0000-000000000000'

const UUID = '^(?![0-]+$)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

interface EventIdBrand {
  readonly EventId: unique symbol
}

/**
 * Id of an event: a lower-case UUID, so that it is the same text in every store. The nil UUID, all
 * zeros, is none.
 */
export type EventId = Branded<string, EventIdBrand>

/** The codec of the id of an event. */
export const EventId: Codec<EventId> = refinedText({
  name: 'a lower-case UUID, not all zeros',
  test: isUuid,
  pattern: UUID,
})

/** A SHA-256 as 64 lower-case hex digits. */
export const Sha256Hex = pattern('64 lower-case hex digits', '^[0-9a-f]{64}$')

/** A UUID in lower case. */
export const Uuid: Codec<string> = refinedText({ name: EventId.name, test: isUuid, pattern: UUID })
