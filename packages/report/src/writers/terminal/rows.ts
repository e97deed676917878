import type { CellsRow, Column, Row } from '../../document/table'
import { GAP, headingOf, runsOf, spansIn, type LaidColumn, type Layout } from './layout'
import type { Palette } from './palette'
import { indented, leastWidth, linesOf, spanOf, spanOfValue, type Line, type Span } from './span'

const BLANK: Line = { text: '', width: 0 }

/** Joins the lines of cells side by side, each in the width of its column. */
const beside = (
  cells: ReadonlyArray<{ readonly lines: ReadonlyArray<Line>; readonly room: number }>,
): ReadonlyArray<string> => {
  const height = cells.reduce((most, { lines }) => Math.max(most, lines.length), 0)
  return Array.from({ length: height }, (_, i) => {
    let [line, owed] = ['', 0]
    for (const { lines, room } of cells) {
      const { text, width } = lines[i] ?? BLANK
      if (width > 0) {
        line += ' '.repeat(owed) + text
        owed = 0
      }
      owed += room - width + GAP
    }
    return line
  })
}

/** What each column shows, in lines as wide as it. */
const inColumns = <Column extends { readonly width: number }>(
  columns: ReadonlyArray<Column>,
  spansOf: (column: Column) => ReadonlyArray<Span>,
): ReadonlyArray<string> =>
  beside(
    columns.map((column) => ({
      lines: spansOf(column).flatMap((span) => linesOf(span, column.width)),
      room: column.width,
    })),
  )

/** The names of groups with columns side by side, each above its first column. */
const groupsOver = (layout: Layout, palette: Palette): ReadonlyArray<string> => {
  const runs = runsOf(layout)
  return runs.every(({ group }) => group === null)
    ? []
    : inColumns(runs, ({ group }) => (group === null ? [] : [spanOf(group, palette.strong)]))
}

/** The lines of a table's header. */
export const headLines = (layout: Layout, palette: Palette): ReadonlyArray<string> => [
  ...groupsOver(layout, palette),
  ...inColumns(layout, ({ columns }) => headingOf(columns, palette)),
]

/** A row as a list of its cells, with the first as its heading. */
const listLines = (
  row: CellsRow,
  columns: ReadonlyArray<Column>,
  width: number,
  palette: Palette,
): ReadonlyArray<string> => {
  const there = columns.flatMap((column) => {
    const value = row.cells[column.id]
    const isEmpty = value?.kind === 'text' && value.text === ''
    return value === undefined || isEmpty ? [] : [{ column, value }]
  })
  return there.flatMap(({ column: { name, group }, value }, i) => {
    const { words, paint } = spanOfValue(value, palette)
    const label = spanOf(`${group === null ? name : `${group}, ${name}`}:`).words
    return indented(
      { words: [...label, ...words.map((word) => paint(word))], paint: (line) => line },
      width,
      i === 0 ? 0 : 2,
      4,
    )
  })
}

const noteLines = (
  { notes }: CellsRow,
  shown: ReadonlyArray<Column>,
  width: number,
): ReadonlyArray<string> =>
  notes
    .filter(({ group }) => group === null || shown.some((column) => column.group === group))
    .flatMap(({ group, text }) =>
      indented(spanOf(group === null ? text : `${group}: ${text}`), width, 2, 4),
    )

const fits = (spans: ReadonlyArray<Span>, { width }: LaidColumn): boolean =>
  spans.every((span) => leastWidth(span) <= width)

/** Whether every word of a row fits its column. */
export const fitsIn = (row: Row, layout: Layout, palette: Palette): boolean =>
  row.kind === 'heading' || layout.every((laid) => fits(spansIn(row, laid.columns, palette), laid))

/** The lines of a row: its cells side by side, or as a list if one does not fit. */
export const rowLines = (
  row: Row,
  layout: Layout | null,
  columns: ReadonlyArray<Column>,
  width: number,
  palette: Palette,
): ReadonlyArray<string> => {
  if (row.kind === 'heading') return indented(spanOf(row.text, palette.strong), width, 0)
  const shown = layout?.flatMap((laid) => laid.columns) ?? columns
  const notes = noteLines(row, shown, width)
  return layout !== null && fitsIn(row, layout, palette)
    ? [...inColumns(layout, (laid) => spansIn(row, laid.columns, palette)), ...notes]
    : [...listLines(row, shown, width, palette), ...notes]
}
