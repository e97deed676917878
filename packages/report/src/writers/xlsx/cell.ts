import type { GradeOrOther } from '@kpi-ledger/core'
import type { Cell } from 'hucre/xlsx' with { 'resolution-mode': 'import' }
import type { Scalar } from '../../document/records'
import { valueInWords, type FigureValue, type Value } from '../../document/value'
import { GRADE_SIGNS } from '../../words/grade'
import { visibleLines } from '../../words/visible'
import { LIGHT_GRADES } from '../grade-colours'

/** A cell of a sheet: its value and its style. */
export type SheetCell = Pick<Cell, 'value' | 'style'>

/** The font of all cells; a bold or coloured cell without it would use a different font. */
export const FONT = { name: 'Calibri', size: 11 } as const

/** The alignment of numbers, with a little room before the next column. */
export const RIGHT = { horizontal: 'right', vertical: 'top', indent: 1 } as const

/** The most characters a workbook's cell may have. */
const LONGEST = 32_767

/**
 * Text that a workbook can hold: invisible characters are spelled out, and text that is too long is
 * cut off.
 */
export const textOf = (text: string): string => {
  const shown = visibleLines(text)
  if (shown.length <= LONGEST) return shown
  const ending = ` … (${shown.length} characters)`
  return shown.slice(0, LONGEST - ending.length).toWellFormed() + ending
}

/** `#AABBCC` as workbooks write it. */
const rgbOf = (colour: string): string => colour.slice(1).toUpperCase()

const graded = (grade: GradeOrOther, text: string): SheetCell => ({
  value: textOf(`${GRADE_SIGNS[grade]} ${text}`),
  style: {
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: rgbOf(LIGHT_GRADES[grade].fill) } },
    font: { ...FONT, color: { rgb: rgbOf(LIGHT_GRADES[grade].text) } },
    alignment: { wrapText: true, vertical: 'top' },
  },
})

const decimalsOf = (printed: string): number => /^-?\d+\.(\d+)$/.exec(printed)?.[1]?.length ?? 0

/** The number format of a figure in its unit, with as many decimals as are printed. */
const formatOf = ({ unit, printed }: FigureValue): string => {
  const decimals = decimalsOf(printed)
  const digits = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
  if (unit === 'percent') return `${digits}" %"`
  return unit === 'pounds' ? `"£"${digits}` : digits
}

const wrapped = (value: string): SheetCell => ({
  value: textOf(value),
  style: { alignment: { wrapText: true, vertical: 'top' } },
})

/** A value as a cell: figures and counts are numbers, and a rating has the colour of its grade. */
export const cellOf = (value: Value): SheetCell => {
  switch (value.kind) {
    case 'figure':
      return value.value === null || Number(value.printed) !== value.value
        ? wrapped(valueInWords(value))
        : {
            value: value.value,
            style: { numFmt: formatOf(value), alignment: RIGHT },
          }
    case 'count':
      return { value: value.count, style: { alignment: RIGHT } }
    case 'rating':
      return graded(value.grade, valueInWords(value))
    case 'missing':
      return { value: null }
    case 'text':
    case 'reference':
    case 'references':
    case 'target':
    case 'period':
    case 'instant':
    case 'events':
      return wrapped(valueInWords(value))
  }
}

/**
 * The number format of booleans; without it, LibreOffice shows every `true` in a column but the
 * first as 1.
 */
const TRUTH = '"TRUE";;"FALSE"'

/** A field of a record as a cell, with exactly the value in the answer's JSON. */
export const scalarCell = (value: Scalar): SheetCell => {
  if (typeof value === 'boolean') return { value, style: { numFmt: TRUTH } }
  return { value: typeof value === 'string' ? textOf(value) : value }
}
