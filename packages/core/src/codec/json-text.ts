import { Big } from 'big.js'
import * as E from 'fp-ts/lib/Either'
import { formatPath, preview, type Fault } from '../schema/fault'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const COMMA = 0x2c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const MINUS = 0x2d
const DIGIT_0 = 0x30
const DIGIT_9 = 0x39
const LOWER_E = 0x65
const UPPER_E = 0x45
const MAX_DIGITS = 15
/** Enough to mend a text by; naming thousands of places in deep nesting would take for ever. */
const MOST_FAULTS = 20

/** Index just past the string that opens at `start`. */
const endOfString = (text: string, start: number): number => {
  let i = start + 1
  for (;;) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) return i + 1
    i += code === BACKSLASH ? 2 : 1
  }
}

const isNumberStart = (code: number): boolean =>
  code === MINUS || (code >= DIGIT_0 && code <= DIGIT_9)

const endOfNumber = (text: string, start: number): number => {
  let i = start + 1
  while (i < text.length && /[0-9.eE+-]/.test(text.charAt(i))) i++
  return i
}

/** What reading a number as a double would lose of it, or null. */
const numberFault = (number: string): string | null => {
  const read = Number(number)
  return Number.isFinite(read) && new Big(number).eq(read)
    ? null
    : `expected a number that can be read exactly, got ${preview(number)}, which reads as ${String(read)}`
}

/** Number of keys in all objects of a value; the value comes from JSON.parse. */
const countKeys = (value: unknown): number => {
  let count = 0
  const nested: Array<object> = []
  for (let node = value; node !== undefined; node = nested.pop()) {
    if (typeof node !== 'object' || node === null) continue
    const object = node as Readonly<Record<string, unknown>>
    const isArray = Array.isArray(node)
    for (const key in object) {
      if (!isArray) count++
      const child = object[key]
      if (typeof child === 'object' && child !== null) nested.push(child)
    }
  }
  return count
}

/**
 * Keys as written, or -1 where a number is written long or with an exponent and needs a closer
 * look. The text is known to be JSON.
 */
const countWrittenKeys = (text: string): number => {
  let keys = 0
  let digits = 0
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code === QUOTE) {
      do {
        code = text.charCodeAt(++i)
        if (code === BACKSLASH) i++
      } while (code !== QUOTE)
      digits = 0
    } else if (code === COLON) keys++
    else if (code >= DIGIT_0 && code <= DIGIT_9) {
      if (++digits > MAX_DIGITS) return -1
    } else if (code === COMMA || code === CLOSE_OBJECT || code === CLOSE_ARRAY) digits = 0
    else if (digits > 0 && (code === LOWER_E || code === UPPER_E)) return -1
  }
  return keys
}

interface Container {
  readonly keys: Set<string> | null
  at: string | number
}

/** Walks JSON text known to be well formed and names keys written twice and overlong numbers. */
const textFaults = (text: string): ReadonlyArray<Fault> => {
  const faults: Array<Fault> = []
  const stack: Array<Container> = []
  const path = (): string => formatPath(stack.map((container) => container.at))
  for (let i = 0; i < text.length && faults.length < MOST_FAULTS;) {
    const code = text.charCodeAt(i)
    const top = stack.at(-1)
    if (code === QUOTE) {
      const end = endOfString(text, i)
      let next = end
      while (/\s/.test(text.charAt(next))) next++
      if (top?.keys && text.charCodeAt(next) === COLON) {
        top.at = JSON.parse(text.slice(i, end)) as string
        if (top.keys.has(top.at)) faults.push({ path: path(), message: 'written twice' })
        top.keys.add(top.at)
      }
      i = end
      continue
    }
    if (isNumberStart(code)) {
      const end = endOfNumber(text, i)
      const number = text.slice(i, end)
      const message = numberFault(number)
      if (message !== null) faults.push({ path: path(), message })
      i = end
      continue
    }
    if (code === OPEN_OBJECT) stack.push({ keys: new Set(), at: '' })
    else if (code === OPEN_ARRAY) stack.push({ keys: null, at: 0 })
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) stack.pop()
    else if (code === COMMA && typeof top?.at === 'number') top.at++
    i++
  }
  return faults
}

const syntaxFault = (text: string, error: unknown): Fault => {
  const reason = error instanceof Error ? error.message : String(error)
  const what = text.trim() === '' ? 'expected JSON, got nothing' : `not JSON: ${reason}`
  return { path: '', message: what.replace(/\p{Cc}/gu, ' ').slice(0, 200) }
}

/**
 * Reads JSON text without losing anything that JSON.parse would drop in silence: a key written
 * twice, and a number written with more digits or a larger exponent than a double can hold, are
 * faults, named by their path.
 */
export const parseJson = (text: string): E.Either<ReadonlyArray<Fault>, unknown> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return E.left([syntaxFault(text, error)])
  }
  if (countWrittenKeys(text) === countKeys(value)) return E.right(value)
  const faults = textFaults(text)
  return faults.length === 0 ? E.right(value) : E.left(faults)
}
