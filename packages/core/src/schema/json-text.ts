import * as E from 'fp-ts/Either'
import { limits } from '../limits'
import type { Fault } from './fault'
import { printedLength } from './printed-length'
import { textFaults } from './text-faults'
import { visible } from './visible'

const syntaxFault = (text: string, error: unknown): Fault => {
  const reason = error instanceof Error ? error.message : String(error)
  const what = text.trim() === '' ? 'expected JSON, got nothing' : `not JSON: ${reason}`
  return { path: '', message: visible(what).slice(0, 200) }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
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

/** Texts up to this length are parsed as they are: they cannot nest deep enough to cost much. */
const SHALLOW = 4096

const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d

/** A fault if a text nests deeper than is taken; parsing it would cost fifty times its length. */
const depthFault = (text: string): Fault | null => {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) inString = !inString
    else if (inString) i += code === BACKSLASH ? 1 : 0
    else if (isClosing(code)) depth--
    else if (isOpening(code) && ++depth > limits.textDepth)
      return {
        path: '',
        message: `nested more than ${limits.textDepth} deep at character ${i + 1}`,
      }
  }
  return null
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
  const deep = text.length > SHALLOW ? depthFault(text) : null
  if (deep !== null) return E.left([deep])
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
