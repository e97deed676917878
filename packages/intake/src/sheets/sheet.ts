/** What a cell holds; null is a cell that holds nothing. */
export type CellContent =
  /** Tidy text: one space for each run of blanks, and none at the ends. */
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'number'
      readonly value: number
      /** Its number format as the file has it, `0.0%`; empty if it has none. */
      readonly format: string
    }
  | { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** What the spreadsheet could not work out, `#DIV/0!`. */
  | { readonly kind: 'error'; readonly text: string }
  | null

/** Cells joined into one; rows and columns counted from 0, both ends included. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A row of a sheet, counted from 0. */
export interface SheetRow {
  readonly row: number
  readonly hidden: boolean
  readonly cells: ReadonlyArray<CellContent>
}

/** A cell of a sheet by its address. */
export interface CellAt {
  /** The sheet's name; null in a file that has no sheets, such as CSV. */
  readonly sheet: string | null
  /** `G8`, as spreadsheets write it. */
  readonly cell: string
}

/** Something about a cell of a file: what is wrong with it, or what was done with it. */
export interface CellRemark extends CellAt {
  readonly message: string
}

/** A row that cannot be read, counted from 0, and why. */
export interface UnreadableRow {
  readonly row: number
  readonly message: string
}

/** A sheet of figures. Its rows are read once, in batches, as they arrive. */
export interface Sheet {
  /** Null in a file that has no sheets, such as CSV. */
  readonly name: string | null
  readonly hidden: boolean
  readonly merges: ReadonlyArray<Merge>
  readonly rows: AsyncIterable<ReadonlyArray<SheetRow>>
  /** Where its rows ended before its end; null if they did not, or have not been read. */
  readonly unreadable: () => UnreadableRow | null
}

/** A column by its letters: `A`, `Z`, `AA`. */
export const columnLetters = (column: number): string =>
  (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') +
  String.fromCharCode(65 + (column % 26))

/** The column of some letters, counted from 0. */
export const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** A cell's address, of its row and column counted from 0. */
export const addressOf = (row: number, column: number): string =>
  `${columnLetters(column)}${String(row + 1)}`

const BLANKS = /[\s\u00a0\u200b\ufeff]+/gu

/** Whether a text has blanks other than one space between words; most have not. */
const UNTIDY = /^ | $| {2}|[^\S ]|\u200b/

/** A text with one space for each run of blanks, and none at the ends. */
export const tidy = (text: string): string =>
  UNTIDY.test(text) ? text.replaceAll(BLANKS, ' ').trim() : text

/** A text as what a cell holds. */
export const textContent = (text: string): CellContent => {
  const kept = text === '' ? '' : tidy(text)
  return kept === '' ? null : { kind: 'text', text: kept }
}

const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** What a cell holds as tidy text; empty if it holds nothing. */
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

/** Whether a cell holds nothing that could be seen. */
export const isBlank = (content: CellContent | undefined): boolean =>
  content === null || content === undefined || (content.kind === 'text' && content.text === '')

const ADDRESS = /^([A-Z]+)(\d+)$/

/** In the order of the sheets as they first occur, and row by row within them. */
export const inCellOrder = <A extends CellAt>(remarks: ReadonlyArray<A>): ReadonlyArray<A> => {
  const sheets = [...new Set(remarks.map(({ sheet }) => sheet))]
  const rankOf = ({ sheet, cell }: A): readonly [number, number, number] => {
    const [, column = 'A', row = '1'] = ADDRESS.exec(cell) ?? []
    return [sheets.indexOf(sheet), Number(row), columnOf(column)]
  }
  return remarks
    .map((remark) => ({ remark, rank: rankOf(remark) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
    .map(({ remark }) => remark)
}

/** A cell with its sheet, as spreadsheets write it: `Return!G8`; the cell alone where there is none. */
export const cellInWords = ({ sheet, cell }: CellAt): string => {
  if (sheet === null) return cell
  return `${/^[A-Za-z_]\w*$/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${cell}`
}
