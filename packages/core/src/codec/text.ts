import { Leaf, patternLeaf } from './leaf'
import { preview } from './fault'

const MAX_TEXT = 4000
/** Control characters, but for newline and tab. */
const CONTROL = /[^\P{Cc}\n\t]/u
const BLANK = /^\s*$/u

const codePoints = (s: string): number => Array.from(s).length

/** Most text there is: printable ASCII that does not start with a blank. */
const PLAIN = /^[!-~][ -~]*$/

const isShort = (s: string): boolean =>
  s.length <= MAX_TEXT || (s.length <= 2 * MAX_TEXT && codePoints(s) <= MAX_TEXT)

const isText = (u: unknown): boolean =>
  typeof u === 'string' &&
  isShort(u) &&
  (PLAIN.test(u) || (!BLANK.test(u) && !CONTROL.test(u) && u.isWellFormed()))

const explainText = (u: unknown): string => {
  if (typeof u !== 'string') return `expected text, got ${preview(u)}`
  if (!isShort(u))
    return `expected text of at most ${String(MAX_TEXT)} characters, got ${preview(u)}`
  if (BLANK.test(u)) return 'expected text, got nothing but blanks'
  return CONTROL.test(u)
    ? `expected text without control characters, got ${preview(u)}`
    : 'expected text, got a lone surrogate'
}

/**
 * Free text: not blank, at most 4,000 characters (code points), well-formed Unicode, and no
 * control characters but newline and tab (domain model, Refusals).
 */
export const Text = new Leaf<string>('text', isText, explainText)

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const OUTER_SPACE = /^\p{Z}|\p{Z}$/u

const PLAIN_REFERENCE = /^[!-~](?:[ -~]{0,62}[!-~])?$/

const isReference = (u: unknown): boolean => {
  if (typeof u !== 'string') return false
  if (PLAIN_REFERENCE.test(u)) return true
  const fits = u.length > 0 && (u.length <= 64 || (u.length <= 128 && codePoints(u) <= 64))
  return fits && !UNPRINTABLE.test(u) && !OUTER_SPACE.test(u)
}

/** A KPI reference as the contract document prints it (wire format, Event envelope). */
export const KPIReference = new Leaf<string>(
  'a KPI reference (1 to 64 printable characters, no space at either end)',
  isReference,
)

/** Id of a contract or regime: lower-case letters, digits, single `.` or `-` between them. */
export const Identifier = patternLeaf(
  'an id (lower-case letters, digits, single "." or "-" between them, at most 64)',
  /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/,
)

/** Name of a level, or code of a band: lower-case letters, digits, single `-` between them. */
export const Code = patternLeaf(
  'a code (lower-case letters, digits, single "-" between them, at most 64)',
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
)

/** Event id: a UUID in lower case, so that it reads the same from every store. */
export const Uuid = patternLeaf(
  'a lower-case UUID',
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
)

/** A SHA-256 as 64 lower-case hex digits. */
export const Sha256Hex = patternLeaf('64 lower-case hex digits', /^[0-9a-f]{64}$/)
