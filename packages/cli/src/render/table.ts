import Table from 'cli-table3'
import { emphasis, visible, type Terminal } from './terminal'

/** A cell of a table; `paint` colours the text after it has been made safe. */
export interface TableCell {
  readonly text: string
  readonly paint?: (text: string) => string
}

export type TableRow =
  | { readonly kind: 'cells'; readonly cells: ReadonlyArray<string | TableCell> }
  /** A line across the whole table. */
  | { readonly kind: 'line'; readonly text: string; readonly heading: boolean }

export const cells = (...values: ReadonlyArray<string | TableCell>): TableRow => ({
  kind: 'cells',
  cells: values,
})

export const heading = (text: string): TableRow => ({ kind: 'line', text, heading: true })

export const remark = (text: string): TableRow => ({ kind: 'line', text, heading: false })

/** A column: its heading and its width, or `null` for the one that takes what is left. */
export interface TableColumn {
  readonly name: string
  readonly width: number | null
}

const GAP = 2
const INDENT = '  '
const LEAST = 12

/** Width left for the one column without a width of its own. */
export const widthLeft = (columns: ReadonlyArray<TableColumn>, width: number): number =>
  width - columns.reduce((sum, column) => sum + (column.width ?? 0) + GAP, 0)

const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
}

const show = (cell: string | TableCell): string => {
  if (typeof cell === 'string') return visible(cell)
  return cell.paint === undefined ? visible(cell.text) : cell.paint(visible(cell.text))
}

/** Breaks a text between words into lines of a width, each set in; the first by less. */
const setIn = (text: string, width: number): string => {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && longer.length + INDENT.length > width) lines.push(`${INDENT}${word}`)
    else lines[lines.length - 1] = longer
  }
  return lines.map((line) => `${INDENT}${line}`).join('\n')
}

/** Lays rows out in columns without borders; long text wraps between words. */
export const renderTable = (
  columns: ReadonlyArray<TableColumn>,
  rows: ReadonlyArray<TableRow>,
  terminal: Terminal,
): string => {
  const left = Math.max(LEAST, widthLeft(columns, terminal.width))
  const across = columns.reduce((sum, { width }) => sum + (width ?? left) + GAP, -GAP)
  const bold = emphasis(terminal)
  const table = new Table({
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    colWidths: columns.map(({ width }) => (width ?? left) + GAP),
    wordWrap: true,
    wrapOnWordBoundary: true,
  })
  if (columns.some(({ name }) => name !== '')) table.push(columns.map(({ name }) => bold(name)))
  for (const row of rows)
    if (row.kind === 'cells') table.push(row.cells.map(show))
    else {
      const content = row.heading ? bold(visible(row.text)) : setIn(visible(row.text), across)
      table.push([{ colSpan: columns.length, content }])
    }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
