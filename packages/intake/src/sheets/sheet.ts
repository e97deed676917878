/** The content of a cell; null if it is empty. */
export type CellContent =
  /** Tidy text: each run of blanks is one space, and there are none at the ends. */
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'number'
      readonly value: number
      /** Its number format as the file has it, such as `0.0%`; empty if it has none. */
      readonly format: string
    }
  | { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** What the spreadsheet could not work out, `#DIV/0!`. */
  | { readonly kind: 'error'; readonly text: string }
  | null

/** Cells merged into one; rows and columns are counted from 0, and both ends are included. */
export interface Merge {
  /** The first row. */
  readonly top: number
  /** The first column. */
  readonly left: number
  /** The last row. */
  readonly bottom: number
  /** The last column. */
  readonly right: number
}

/** A row of a sheet. */
export interface SheetRow {
  /** The row, counted from 0. */
  readonly row: number
  /** Whether the row is hidden. */
  readonly hidden: boolean
  /** Its cells, from the first column. */
  readonly cells: ReadonlyArray<CellContent>
}

/** The address of a cell, with its sheet. */
export interface CellAt {
  /** The sheet's name; null in a file without sheets, such as CSV. */
  readonly sheet: string | null
  /** The address in the sheet as spreadsheets write it, such as `G8`. */
  readonly cell: string
}

/** A remark about a cell of a file: what is wrong with it, or what was done with it. */
export interface CellRemark extends CellAt {
  /** The remark, as one English sentence without its full stop. */
  readonly message: string
}

/** A row that cannot be read. */
export interface UnreadableRow {
  /** The row, counted from 0. */
  readonly row: number
  /** Why it cannot be read. */
  readonly message: string
}

/** A sheet of figures. Its rows can be read once, in batches, as they arrive. */
export interface Sheet {
  /** The sheet's name; null in a file without sheets, such as CSV. */
  readonly name: string | null
  /** Whether the sheet is hidden. */
  readonly hidden: boolean
  /** Its merged cells. */
  readonly merges: ReadonlyArray<Merge>
  /** Its rows, in batches. */
  readonly rows: AsyncIterable<ReadonlyArray<SheetRow>>
  /**
   * The row at which reading ended early; null if it has not, or if the rows have not been read.
   */
  readonly unreadable: () => UnreadableRow | null
}

/** The letters of a column, counted from 0: `A`, `Z`, `AA`. */
export const columnLetters = (column: number): string =>
  (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') +
  String.fromCharCode(65 + (column % 26))

/** The column that some letters name, counted from 0. */
export const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** The address of a cell, from its row and column, counted from 0. */
export const addressOf = (row: number, column: number): string =>
  `${columnLetters(column)}${String(row + 1)}`

const BLANKS = /[\s\u00a0\u200b\ufeff]+/gu

/** What untidy text matches: blanks other than single spaces between words. Most text has none. */
const UNTIDY = /^ | $| {2}|[^\S ]|\u200b/

/** A text with each run of blanks as one space, and none at the ends. */
export const tidy = (text: string): string =>
  UNTIDY.test(text) ? text.replaceAll(BLANKS, ' ').trim() : text

/** A text as the content of a cell. */
export const textContent = (text: string): CellContent => {
  const kept = text === '' ? '' : tidy(text)
  return kept === '' ? null : { kind: 'text', text: kept }
}

const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** The content of a cell as tidy text; empty if the cell is. */
export const textOf = (content: CellContent | undefined): string => {
  if (content === null || content === undefined) return ''
  switch (content.kind) {
    case 'text':
    case 'error':
      return content.text
    case 'number':
    case 'boolean':
      return String(content.value)
    case 'date':
      return `${String(content.year)}-${twoDigits(content.month)}-${twoDigits(content.day)}`
  }
}

/** Whether a cell has nothing in it that could be seen. */
export const isBlank = (content: CellContent | undefined): boolean =>
  content === null || content === undefined || (content.kind === 'text' && content.text === '')

/** Sorts by cell: sheets in the order in which they first occur, and row by row within a sheet. */
export const inCellOrder = <A extends CellAt>(remarks: ReadonlyArray<A>): ReadonlyArray<A> => {
  const sheets = [...new Set(remarks.map(({ sheet }) => sheet))]
  const rankOf = ({ sheet, cell }: A): readonly [number, number, number] => [
    sheets.indexOf(sheet),
    Number(cell.replace(/^[A-Z]+/, '')),
    columnOf(cell.replace(/\d+$/, '')),
  ]
  return remarks
    .map((remark) => ({ remark, rank: rankOf(remark) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
    .map(({ remark }) => remark)
}

/**
 * A cell with its sheet as spreadsheets write it, such as `Return!G8`; the cell alone if there is
 * no sheet.
 */
export const cellInWords = ({ sheet, cell }: CellAt): string => {
  if (sheet === null) return cell
  return `${/^[A-Za-z_]\w*$/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${cell}`
}
