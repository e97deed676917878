import * as E from 'fp-ts/Either'
import type { Fault } from './fault'
import { printedLength } from './printed-length'
import { textFaults } from './text-faults'

/** A character nobody would see in a message, such as a byte order mark within a file. */
const escaped = (character: string): string =>
  `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`

const syntaxFault = (text: string, error: unknown): Fault => {
  const reason = error instanceof Error ? error.message : String(error)
  const what = text.trim() === '' ? 'expected JSON, got nothing' : `not JSON: ${reason}`
  const visible = what.replace(/\p{Cc}/gu, ' ').replace(/\p{Cf}/gu, escaped)
  return { path: '', message: visible.slice(0, 200) }
}

const QUOTE = 0x22
const SPACE = 0x20

/** Number of white-space characters between the tokens of a JSON text without escapes. */
const blanksBetween = (text: string): number => {
  let blanks = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) i = text.indexOf('"', i + 1)
    else if (code <= SPACE) blanks++
  }
  return blanks
}

/** Whether a text is plainly as long as its value printed; most are. */
const isAsPrinted = (text: string, value: unknown): boolean => {
  if (text.includes('\\')) return false
  const length = printedLength(value)
  return (
    length === text.length || (length < text.length && length === text.length - blanksBetween(text))
  )
}

/**
 * Parses JSON text, reporting as faults what JSON.parse would silently drop: duplicate keys, and
 * numbers with more digits or a larger exponent than a double can hold.
 */
export const parseJson = (text: string): E.Either<ReadonlyArray<Fault>, unknown> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return E.left([syntaxFault(text, error)])
  }
  if (isAsPrinted(text, value)) return E.right(value)
  const faults = textFaults(text)
  return faults.length === 0 ? E.right(value) : E.left(faults)
}
