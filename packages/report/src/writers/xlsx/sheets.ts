import { zipWith } from 'fp-ts/ReadonlyArray'
import type { WriteSheet } from 'hucre/xlsx' with { 'resolution-mode': 'import' }
import { FONT, RIGHT, textOf, type SheetCell } from './cell'
import type { Grid } from './grids'

/** The most rows a sheet may have, including the header. */
const MOST_ROWS = 1_048_576
/** The most characters a sheet's name may have. */
const LONGEST_NAME = 31

/**
 * Gives grids names that sheets may have: short, without reserved characters, and unique regardless
 * of case.
 */
const named = (grids: ReadonlyArray<Grid>): ReadonlyArray<Grid> => {
  const taken = new Set<string>(['history'])
  return grids.map(({ name, rows }) => {
    const plain =
      textOf(name)
        .replaceAll(/[[\]:*?/\\'\n\t]+/g, ' ')
        .trim() || 'Table'
    let unique = ''
    for (let n = 1; unique === '' || taken.has(unique.toLowerCase()); n++) {
      const ending = n === 1 ? '' : ` (${n})`
      unique =
        plain
          .slice(0, LONGEST_NAME - ending.length)
          .toWellFormed()
          .trim() + ending
    }
    taken.add(unique.toLowerCase())
    return { name: unique, rows }
  })
}

/** Splits a grid that does not fit on one sheet across several, each with the header. */
const split = ({ name, rows }: Grid): ReadonlyArray<Grid> => {
  if (rows.length <= MOST_ROWS) return [{ name, rows }]
  const [header, rest] = [rows.slice(0, 1), rows.slice(1)]
  return Array.from({ length: Math.ceil(rest.length / (MOST_ROWS - 1)) }, (_, i) => ({
    name,
    rows: [...header, ...rest.slice(i * (MOST_ROWS - 1), (i + 1) * (MOST_ROWS - 1))],
  }))
}

const NARROWEST = 8
const WIDEST = 60

/** How many rows column widths are computed from. */
const SAMPLE = 1000

const widthOf = (rows: Grid['rows'], at: number): number => {
  const longest = rows.slice(0, SAMPLE).reduce((most, row) => {
    const value = row[at]?.value
    const lines = typeof value === 'string' ? value.split('\n') : [String(value ?? '')]
    return lines.reduce((longest, line) => Math.max(longest, line.length), most)
  }, NARROWEST)
  return Math.min(WIDEST, longest + 2)
}

const BOLD = { font: { ...FONT, bold: true } }

const BOLD_RIGHT = { ...BOLD, alignment: RIGHT }

/** Whether a column's cells are right-aligned, in which case its header is too. */
const isRight = (rows: Grid['rows'], column: number): boolean =>
  rows.some((row) => row[column]?.style?.alignment?.horizontal === 'right')

/** Height of a line in points, and the greatest height of a row. */
const LINE = 15
const TALLEST = 409

/** The approximate number of lines that a text takes in a column. */
const linesIn = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width - 2))), 0)

/** Heights of rows with wrapped text, as not every program works them out. */
const heightsOf = (
  rows: Grid['rows'],
  widths: ReadonlyArray<number>,
): Map<number, { readonly height: number }> =>
  new Map(
    rows.flatMap((row, at) => {
      const lines = zipWith(row, widths, ({ value, style }, width) =>
        typeof value === 'string' && style?.alignment?.wrapText === true
          ? linesIn(value, width)
          : 1,
      )
      const most = Math.max(1, ...lines)
      return most === 1 ? [] : [[at, { height: Math.min(TALLEST, most * LINE) }]]
    }),
  )

/** How many columns are legible side by side on paper. */
const FIT = 12

/** The styles of a row's cells, by row and column from 0; the header is bold. */
const stylesOf = (
  row: ReadonlyArray<SheetCell>,
  at: number,
  rows: Grid['rows'],
): ReadonlyArray<[place: string, cell: { readonly style: NonNullable<SheetCell['style']> }]> =>
  row.flatMap(({ style }, column) => {
    const shown = at > 0 ? style : isRight(rows, column) ? BOLD_RIGHT : BOLD
    return shown === undefined ? [] : [[`${at},${column}`, { style: shown }]]
  })

/** The page setup: landscape, the header on every page, and as few pages across as stay legible. */
const onPaper = (columns: number): NonNullable<WriteSheet['pageSetup']> => ({
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: Math.max(1, Math.ceil(columns / FIT)),
  fitToHeight: 0,
  printTitlesRow: '$1:$1',
})

/** Sheets with a frozen header and filters, with columns and rows sized to their content. */
export const sheetsOf = (grids: ReadonlyArray<Grid>): Array<WriteSheet> =>
  named(grids.flatMap(split)).map(({ name, rows }) => {
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
    const widths = Array.from({ length: width }, (_, column) => widthOf(rows, column))
    return {
      name,
      rows: rows.map((row) => row.map(({ value }) => value)),
      cells: new Map(rows.flatMap((row, at) => stylesOf(row, at, rows))),
      columns: widths.map((each) => ({ width: each })),
      rowDefs: heightsOf(rows, widths),
      pageSetup: onPaper(width),
      freezePane: { rows: 1 },
      ...(width === 0 ? {} : { autoFilter: { range: rangeOf(width, rows.length) } }),
    }
  })

/** A range such as `A1:C7`. */
const rangeOf = (columns: number, rows: number): string => `A1:${letters(columns)}${rows}`

const letters = (column: number): string => {
  const before = Math.floor((column - 1) / 26)
  return (before === 0 ? '' : letters(before)) + String.fromCharCode(65 + ((column - 1) % 26))
}
