import { Big } from 'big.js'
import { formatPath, preview, type Fault } from './fault'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const COMMA = 0x2c
const SPACE = 0x20
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const MINUS = 0x2d
const PLUS = 0x2b
const POINT = 0x2e
const LETTER_E = 0x65
/** The bit that tells a small letter from a capital. */
const LOWER_CASE = 0x20
const DIGIT_0 = 0x30
const DIGIT_9 = 0x39
/** Enough to fix a text; reporting thousands in deep nesting would take for ever. */
const MOST_FAULTS = 20

/** Index after the string that starts at `start`. */
const endOfString = (text: string, start: number): number => {
  let i = start + 1
  for (;;) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) return i + 1
    i += code === BACKSLASH ? 2 : 1
  }
}

const readString = (quoted: string): string =>
  quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1)

const isNumberStart = (code: number): boolean =>
  code === MINUS || (code >= DIGIT_0 && code <= DIGIT_9)

/** What a number may go on with: digits, a point, an exponent and its sign. */
const isNumberPart = (code: number): boolean =>
  (code >= DIGIT_0 && code <= DIGIT_9) ||
  code === POINT ||
  code === MINUS ||
  code === PLUS ||
  (code | LOWER_CASE) === LETTER_E

/** Not by a regular expression, whose stack a number of millions of digits may exhaust. */
const numberAt = (text: string, start: number): string => {
  let end = start + 1
  while (isNumberPart(text.charCodeAt(end))) end++
  return text.slice(start, end)
}

/** The digits of a figure (M15). */
const MOST_DIGITS = 15
/** More characters than any number needs to be written exactly as a double. */
const LONGEST_NUMBER = 2000

const nearest = (written: Big): string => String(Number(written.prec(MOST_DIGITS, Big.roundHalfUp)))

/** What is lost by reading a number as a double; null if nothing. */
const numberFault = (number: string): string | null => {
  const read = Number(number)
  if (String(read) === number) return null
  if (number.length > LONGEST_NUMBER)
    return `expected a number of at most ${LONGEST_NUMBER} characters, got ${preview(number)}`
  const written = new Big(number)
  if (Number.isFinite(read) && written.eq(read)) return null
  const expected = 'expected a number that can be read exactly'
  return written.c.length > MOST_DIGITS && Number.isFinite(read)
    ? `${expected}, got ${preview(number)}; the nearest of ${MOST_DIGITS} digits is ${nearest(written)}`
    : `${expected}, got ${preview(number)}, which reads as ${read}`
}

interface Container {
  readonly keys: Set<string> | null
  at: string | number
}

/**
 * Reports what parsing a JSON text silently drops: duplicate keys, and numbers with more digits or
 * a larger exponent than a double can hold.
 */
export const textFaults = (text: string): ReadonlyArray<Fault> => {
  const faults: Array<Fault> = []
  const stack: Array<Container> = []
  let top: Container | undefined
  const path = (): string => formatPath(stack.map((container) => container.at))
  for (let i = 0; i < text.length && faults.length < MOST_FAULTS;) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      const end = endOfString(text, i)
      let next = end
      while (text.charCodeAt(next) <= SPACE) next++
      if (top?.keys && text.charCodeAt(next) === COLON) {
        top.at = readString(text.slice(i, end))
        const size = top.keys.size
        if (top.keys.add(top.at).size === size)
          faults.push({ path: path(), message: 'written twice' })
      }
      i = next
      continue
    }
    if (isNumberStart(code)) {
      const number = numberAt(text, i)
      const message = numberFault(number)
      if (message !== null) faults.push({ path: path(), message })
      i += number.length
      continue
    }
    if (code === OPEN_OBJECT) stack.push((top = { keys: new Set(), at: '' }))
    else if (code === OPEN_ARRAY) stack.push((top = { keys: null, at: 0 }))
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      stack.pop()
      top = stack.at(-1)
    } else if (code === COMMA && typeof top?.at === 'number') top.at++
    i++
  }
  return faults
}
