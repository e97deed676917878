import { stringify } from 'csv-stringify/sync'
import type { DataValidation, WriteSheet } from 'hucre/xlsx' with { 'resolution-mode': 'import' }
import { returnsByOwner, type BlankReturn, type ReturnRow } from './blank-return'
import { headOf, returnColumns, returnReasons } from './layout'
import { sheetNames } from './sheet-names'

/** The formats in which a return can be written. */
export type ReturnForm = 'xlsx' | 'csv'

/** The time stamped on workbooks, fixed so that the same return gives the same bytes. */
const NO_TIME = new Date(0)

/** The largest figure that a ledger takes (M15). */
const LARGEST = '1000000000000'

const LETTERS = 'ABCDEFGHIJ'

/** The range of a column's cells in some rows, counted from 0: `G8:G29`. */
const rangeOf = (heading: string, from: number, to: number): string => {
  const letter = LETTERS.charAt(returnColumns.findIndex((column) => column.heading === heading))
  return `${letter}${String(from + 1)}:${letter}${String(to + 1)}`
}

/**
 * The check on a figure of a unit. An unlikely figure may still be right, so it asks rather than
 * refuses (M40).
 */
const figureCheck = ({ unit }: ReturnRow, range: string): DataValidation => {
  const decimal = { type: 'decimal', operator: 'between', range, allowBlank: true } as const
  if (unit === 'percent')
    return {
      ...{ ...decimal, formula1: '0', formula2: '100', showErrorMessage: true },
      ...{ errorStyle: 'warning', errorTitle: 'Outside 0 to 100' },
      errorMessage: 'A percentage is entered as 95 for 95 %. Is this one right?',
    }
  if (unit === 'count')
    return {
      ...{ type: 'whole', operator: 'between', range, allowBlank: true },
      ...{ formula1: '0', formula2: LARGEST, showErrorMessage: true },
      ...{ errorStyle: 'warning', errorTitle: 'Not a whole number' },
      errorMessage: 'A count is a whole number of 0 or more. Is this one right?',
    }
  return {
    ...{ ...decimal, formula1: `-${LARGEST}`, formula2: LARGEST, showErrorMessage: true },
    ...{ errorStyle: 'stop', errorTitle: 'Not a number' },
    errorMessage: 'Enter a number, or choose a reason why there is none.',
  }
}

const checksOf = (rows: ReadonlyArray<ReturnRow>, from: number): Array<DataValidation> => {
  const to = from + rows.length - 1
  return [
    ...rows.map((row, i) => figureCheck(row, rangeOf('Figure', from + i, from + i))),
    {
      ...{ type: 'decimal', operator: 'between', range: rangeOf('Of', from, to), allowBlank: true },
      ...{ formula1: '0', formula2: LARGEST, showErrorMessage: true, errorStyle: 'stop' },
      ...{ errorTitle: 'Not a number', errorMessage: 'Enter what the figure is out of.' },
    },
    {
      ...{ type: 'list', values: [...returnReasons], range: rangeOf('Reason', from, to) },
      ...{ allowBlank: true, showErrorMessage: true, errorStyle: 'stop' },
      ...{
        errorTitle: 'Not a reason',
        errorMessage: 'Choose one from the list, or leave it empty.',
      },
    },
    {
      ...{ type: 'textLength', operator: 'between', range: rangeOf('Note', from, to) },
      ...{ formula1: '0', formula2: '4000', allowBlank: true, showErrorMessage: true },
      ...{ errorStyle: 'stop', errorTitle: 'Too long', errorMessage: 'At most 4,000 characters.' },
    },
  ]
}

const FONT = { name: 'Arial', size: 10 } as const
const TOP = { vertical: 'top', wrapText: true } as const
const EDGE = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const BOX = { top: EDGE, right: EDGE, bottom: EDGE, left: EDGE } as const
const LOCKED = { style: { font: FONT, alignment: TOP, border: BOX } } as const
const HEADING = {
  style: {
    ...{ font: { ...FONT, bold: true }, alignment: TOP, border: BOX },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7E6E6' } },
  },
} as const
const TITLE = { style: { font: { ...FONT, bold: true, size: 14 } } } as const
const ABOVE = { style: { font: FONT, alignment: { horizontal: 'left' } } } as const
const OPEN = {
  style: {
    ...{ font: FONT, alignment: TOP, border: BOX, protection: { locked: false } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF9D6' } },
  },
} as const

/** The height of a line of text, in points. */
const LINE = 13.5

/**
 * How many lines a text takes in a column when wrapped by words; if in doubt, one more than a
 * spreadsheet needs.
 */
const linesIn = (text: string, width: number): number => {
  let [lines, used] = [1, 0]
  for (const word of text.split(' ')) {
    const length = used === 0 ? word.length : used + 1 + word.length
    if (length <= width - 1) used = length
    else [lines, used] = [lines + 1, word.length]
  }
  return lines
}

/** The height a row needs, which not every spreadsheet works out for itself. */
const heightOf = (row: ReturnRow): number =>
  LINE *
  returnColumns.reduce((most, { of, width }) => Math.max(most, linesIn(of?.(row) ?? '', width)), 1)

/** A text without the characters that XML cannot have. */
const plain = (text: string): string => text.toWellFormed().replaceAll(/[\ufffe\uffff]/gu, '\ufffd')

const sheetOf = (blank: BlankReturn, name: string): WriteSheet => {
  const head = headOf(blank)
  const from = head.length
  const rows = blank.rows.map((row) =>
    returnColumns.map(({ of }) => (of === null ? null : plain(of(row)))),
  )
  const styled = rows.flatMap((_, r) =>
    returnColumns.map(
      ({ of }, c) => [`${String(from + r)},${String(c)}`, of === null ? OPEN : LOCKED] as const,
    ),
  )
  const above = head
    .slice(1, -1)
    .flatMap((row, r) => row.map((_, c) => [`${String(r + 1)},${String(c)}`, ABOVE] as const))
  const headings = returnColumns.map(
    (_, c) => [`${String(from - 1)},${String(c)}`, HEADING] as const,
  )
  return {
    name,
    rows: [
      ...head.map((row) => row.map((cell) => (typeof cell === 'string' ? plain(cell) : cell))),
      ...rows,
    ],
    cells: new Map<string, { readonly style: object }>([
      ['0,0', TITLE],
      ...above,
      ...headings,
      ...styled,
    ]),
    rowDefs: new Map(blank.rows.map((row, r) => [from + r, { height: heightOf(row) }] as const)),
    columns: returnColumns.map(({ width }) => ({ width })),
    freezePane: { rows: from },
    dataValidations: rows.length === 0 ? [] : checksOf(blank.rows, from),
    protection: { sheet: true, selectLockedCells: true, selectUnlockedCells: true },
    pageSetup: {
      ...{ paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1 },
      ...{ fitToHeight: 0, printTitlesRow: `$${String(from)}:$${String(from)}` },
    },
  }
}

/** A return as a workbook, with a sheet for each of its parts under the part's name. */
const workbookOf = async (
  { title, period }: BlankReturn,
  sheets: ReadonlyArray<{ readonly name: string; readonly blank: BlankReturn }>,
): Promise<Uint8Array> => {
  const { writeXlsx } = await import('hucre/xlsx')
  return writeXlsx({
    sheets: sheets.map(({ name, blank }) => sheetOf(blank, name)),
    defaultFont: FONT,
    properties: {
      title: plain(`${title}, ${period}`),
      created: NO_TIME,
      modified: NO_TIME,
    },
  })
}

/**
 * A return as CSV with a byte order mark, which spreadsheets need; no cell can run as a formula.
 */
const csvOf = (blank: BlankReturn): Uint8Array => {
  const rows = blank.rows.map((row) => returnColumns.map(({ of }) => (of === null ? '' : of(row))))
  const text = stringify([...headOf(blank), ...rows], {
    ...{ bom: true, escape_formulas: true, record_delimiter: '\r\n' },
  })
  return new TextEncoder().encode(text)
}

/** Writes a blank return as a file; the same return gives the same bytes. */
export const writeReturn = async (blank: BlankReturn, form: ReturnForm): Promise<Uint8Array> =>
  form === 'csv' ? csvOf(blank) : workbookOf(blank, [{ name: 'Return', blank }])

/**
 * Writes a blank return as one workbook with a sheet for each owner, locked except for the cells to
 * fill in; the same return gives the same bytes.
 */
export const writeReturnByOwner = (blank: BlankReturn): Promise<Uint8Array> => {
  const parts = returnsByOwner(blank)
  if (parts.length === 0) return writeReturn(blank, 'xlsx')
  const names = sheetNames(parts.map(({ owner }) => owner ?? 'No owner'))
  return workbookOf(
    blank,
    parts.map((part, i) => ({ name: names[i] ?? '', blank: part })),
  )
}
