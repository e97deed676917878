import { createColors } from 'picocolors'
import type { GradeOrOther } from '@kpi-ledger/core'
import type { Io } from '../io'

/** What a table may use of the place it is shown in. */
export interface Terminal {
  readonly width: number
  readonly colour: boolean
}

const DEFAULT_WIDTH = 120
const LEAST_WIDTH = 68

/** Width and colour of the output: colour only on a terminal, and never where NO_COLOR is set. */
export const terminalOf = ({ columns, env }: Io): Terminal => {
  const stated = Number(env['COLUMNS'])
  const width = columns ?? (Number.isInteger(stated) && stated > 0 ? stated : DEFAULT_WIDTH)
  const noColour = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== ''
  return { width: Math.max(width, LEAST_WIDTH), colour: columns !== null && !noColour }
}

/** Invisible characters that could make text read otherwise than it is. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu

/** Text safe to show: invisible characters are written out, line ends become blanks. */
export const visible = (text: string): string =>
  text
    .replace(/[\n\t]+/g, ' ')
    .replace(INVISIBLE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)

/** Colours text by grade; the words are always there as well. */
export const byGrade =
  ({ colour }: Terminal) =>
  (grade: GradeOrOther, text: string): string => {
    const colours = createColors(colour)
    switch (grade) {
      case 'good':
        return colours.green(text)
      case 'approaching-target':
        return colours.yellow(text)
      case 'requires-improvement':
        return colours.red(text)
      case 'inadequate':
        return colours.bold(colours.red(text))
      case 'other':
        return colours.dim(text)
    }
  }

export const emphasis =
  ({ colour }: Terminal) =>
  (text: string): string =>
    createColors(colour).bold(text)
