import {
  columnLetters,
  columnOf,
  textOf,
  tidy,
  type CellContent,
  type Merge,
  type SheetRow,
} from '../sheets/sheet'

/** The headings of a sheet, in one row or several, the outermost first. */
export interface Headings {
  /** The rows of headings. */
  readonly rows: ReadonlyArray<SheetRow>
  /** The last of these rows, counted from 0. */
  readonly lastRow: number
  /** The headings over a column, the outermost first; a merged heading is over all its columns. */
  readonly over: (column: number) => ReadonlyArray<CellContent>
  /** How many columns the headings span. */
  readonly width: number
}

const mergedOver = (merges: ReadonlyArray<Merge>, row: number, column: number): Merge | undefined =>
  merges.find(
    ({ top, left, bottom, right }) =>
      top <= row && row <= bottom && left <= column && column <= right,
  )

/**
 * The headings in some rows. An outer heading extends over the columns to its right until the next.
 */
export const headingsOf = (
  rows: ReadonlyArray<SheetRow>,
  merges: ReadonlyArray<Merge>,
): Headings => {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const lastRow = rows.reduce((_, { row }) => row, 0)
  const filled = rows.map(({ row, cells }): ReadonlyArray<CellContent> => {
    const contents: Array<CellContent> = []
    for (let column = 0; column < width; column++) {
      const own = cells[column] ?? null
      const merge = textOf(own) === '' ? mergedOver(merges, row, column) : undefined
      const inner = rows.some((other) => other.row > row && textOf(other.cells[column]) !== '')
      const before = column > 0 && row !== lastRow && inner ? contents[column - 1] : undefined
      if (textOf(own) !== '') contents.push(own)
      else if (merge === undefined) contents.push(before ?? null)
      else contents.push(rows.find((other) => other.row === merge.top)?.cells[merge.left] ?? null)
    }
    return contents
  })
  return {
    rows,
    lastRow,
    width,
    over: (column) => filled.map((contents) => contents[column] ?? null),
  }
}

const plainly = (text: string): string => tidy(text).toLowerCase()

/** The names a column has in a mapping: each heading over it, and all of them together. */
const namesOf = (headings: Headings, column: number): ReadonlyArray<string> => {
  const texts = headings
    .over(column)
    .map(textOf)
    .filter((text) => text !== '')
  return [...texts, texts.join(' ')].map(plainly)
}

/** The columns that have a heading with this text. */
export const columnsNamed = (headings: Headings, name: string): ReadonlyArray<number> =>
  Array.from({ length: headings.width }, (_, column) => column).filter((column) =>
    namesOf(headings, column).includes(plainly(name)),
  )

const LETTERS = /^[A-Z]{1,3}$/

/** Whether a name consists of the letters of a column. */
export const isLetters = (name: string): boolean => LETTERS.test(name)

/** The column that a heading or a column's letters name, or the reason why there is none. */
export const columnFor = (headings: Headings, name: string): number | string => {
  const [column, other] = columnsNamed(headings, name)
  if (other !== undefined)
    return `the heading ${JSON.stringify(name)} is over several columns, ${columnsNamed(headings, name).map(columnLetters).join(' and ')}; give the letter of one`
  if (column !== undefined) return column
  return isLetters(name) ? columnOf(name) : `there is no heading ${JSON.stringify(name)}`
}
