import * as E from 'fp-ts/Either'
import type { Fault } from './fault'
import { printedLength } from './printed-length'
import { textFaults } from './text-faults'

const syntaxFault = (text: string, error: unknown): Fault => {
  const reason = error instanceof Error ? error.message : String(error)
  const what = text.trim() === '' ? 'expected JSON, got nothing' : `not JSON: ${reason}`
  return { path: '', message: what.replace(/\p{Cc}/gu, ' ').slice(0, 200) }
}

const QUOTE = 0x22
const SPACE = 0x20

/** Number of blanks between the tokens of a text that is JSON and has no escapes. */
const blanksBetween = (text: string): number => {
  let blanks = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) i = text.indexOf('"', i + 1)
    else if (code <= SPACE) blanks++
  }
  return blanks
}

/** Whether a text is seen at once to hold no more than its value; most are as they were printed. */
const isAsPrinted = (text: string, value: unknown): boolean => {
  if (text.includes('\\')) return false
  const length = printedLength(value)
  return (
    length === text.length || (length < text.length && length === text.length - blanksBetween(text))
  )
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
  if (isAsPrinted(text, value)) return E.right(value)
  const faults = textFaults(text)
  return faults.length === 0 ? E.right(value) : E.left(faults)
}
