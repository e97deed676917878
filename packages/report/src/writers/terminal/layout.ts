import type { CellsRow, Column, Row } from '../../document/table'
import { leastWidth, naturalWidth, spanOf, spanOfValue, type Span } from './span'
import type { Palette } from './palette'
import { zipWith } from 'fp-ts/ReadonlyArray'
import { shareRoom, type Wish } from './share'

/** Spaces between two columns. */
export const GAP = 2

/** A column of the layout: one column of the table, or several stacked. */
export interface LaidColumn {
  /** The columns of the table that it stacks. */
  readonly columns: ReadonlyArray<Column>
  /** Its width in terminal columns. */
  readonly width: number
}

/** Columns side by side. */
export type Layout = ReadonlyArray<LaidColumn>

/** The values of a row in a column. */
export const spansIn = (
  { cells }: CellsRow,
  columns: ReadonlyArray<Column>,
  palette: Palette,
): ReadonlyArray<Span> =>
  columns.flatMap(({ id }) => {
    const value = cells[id]
    return value === undefined ? [] : [spanOfValue(value, palette)]
  })

/**
 * The heading of a layout column: the names of its columns, with the name of their group on top if
 * they are stacked.
 */
export const headingOf = (
  columns: ReadonlyArray<Column>,
  palette: Palette,
): ReadonlyArray<Span> => {
  const [first] = columns
  const group = columns.length > 1 ? (first?.group ?? null) : null
  return [...(group === null ? [] : [group]), ...columns.map(({ name }) => name)].map((name) =>
    spanOf(name, palette.strong),
  )
}

const widest = (widths: ReadonlyArray<number>): number =>
  widths.reduce((most, width) => Math.max(most, width), 0)

/** The longest text to keep on one line; longer ones count as sentences, and are wrapped. */
const SENTENCE = 30

/** A width that fits all but the widest quarter; for sentences, two thirds of that. */
const usualOf = (widths: ReadonlyArray<number>): number => {
  const line = [...widths].sort((a, b) => a - b)[Math.floor((widths.length - 1) * 0.75)] ?? 0
  return line > SENTENCE ? Math.max(SENTENCE, Math.ceil((line * 2) / 3)) : line
}

const wishOf = (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<Row>,
  palette: Palette,
): Wish => {
  const heading = headingOf(columns, palette)
  const found = rows.flatMap((row) =>
    row.kind === 'cells' ? [spansIn(row, columns, palette)] : [],
  )
  const natural = found.map((spans) => widest(spans.map(naturalWidth)))
  const name = widest(heading.map(naturalWidth))
  const least = widest([...found.flat(), ...heading].map(leastWidth))
  const usual = Math.max(least, Math.min(name, widest(natural)), usualOf(natural))
  return { least, usual, most: Math.max(usual, name, widest(natural)) }
}

/** What columns are stacked by: their group, or else their stack; null for neither. */
const stackOf = ({ group, stack }: Column): string | null =>
  group === null ? (stack ?? null) : `group ${group}`

/** Columns side by side, but those of one group or stack stacked. */
const together = (columns: ReadonlyArray<Column>): ReadonlyArray<ReadonlyArray<Column>> => {
  const fused: Array<Array<Column>> = []
  for (const column of columns) {
    const last = fused.at(-1)
    const [above] = last ?? []
    const stack = stackOf(column)
    if (stack !== null && above !== undefined && stackOf(above) === stack) last?.push(column)
    else fused.push([column])
  }
  return fused
}

/** Columns of one group side by side, and the width they take together. */
export interface Run {
  /** The name of the group; null for none. */
  readonly group: string | null
  /** The width of the run in terminal columns. */
  readonly width: number
}

/**
 * The runs of a layout. A column without a group, or stacked below its group's name, is a run with
 * a null group.
 */
export const runsOf = (layout: Layout): ReadonlyArray<Run> => {
  const runs: Array<Run> = []
  for (const { columns, width } of layout) {
    const group = columns.length > 1 ? null : (columns[0]?.group ?? null)
    const last = runs.at(-1)
    if (group !== null && last?.group === group)
      runs[runs.length - 1] = { group, width: last.width + GAP + width }
    else runs.push({ group, width })
  }
  return runs
}

const namesFit = (layout: Layout): boolean =>
  runsOf(layout).every(({ group, width }) => leastWidth(spanOf(group ?? '')) <= width)

/** A column of the layout, before it is known how wide it can be. */
interface Part {
  readonly columns: ReadonlyArray<Column>
  readonly wish: Wish
}

const tryLayout = (
  parts: ReadonlyArray<Part>,
  width: number,
  readable: (usual: number) => number,
): Layout | null => {
  const wishes = parts.map(({ wish }) => wish)
  const widths = shareRoom(wishes, width - GAP * (parts.length - 1))
  if (widths === null) return null
  const laid = zipWith(parts, widths, ({ columns }, room) => ({ columns, width: room }))
  const isReadable = zipWith(wishes, widths, ({ usual }, room) => room >= readable(usual))
  return isReadable.every(Boolean) && namesFit(laid) ? laid : null
}

/** The approximate width at which a column is easy to read; more for sentences. */
const easily = (usual: number): number => Math.min(usual, usual < SENTENCE ? 14 : 22)
const justAbout = (usual: number): number => Math.min(usual, 10)

const isGroup = ({ columns }: Part): boolean => columns.some(({ group }) => group !== null)

/** Splits groups across several tables, as many per table as fit; each repeats the other columns. */
const inParts = (fused: ReadonlyArray<Part>, width: number): ReadonlyArray<Layout> | null => {
  const groups = fused.filter(isGroup)
  for (let size = groups.length - 1; size > 0; size--) {
    const layouts: Array<Layout> = []
    for (let from = 0; from < groups.length; from += size) {
      const shown = new Set(groups.slice(from, from + size))
      const chosen = fused.filter((part) => shown.has(part) || !isGroup(part))
      const layout = tryLayout(chosen, width, justAbout)
      if (layout === null) break
      layouts.push(layout)
      if (from + size >= groups.length) return layouts
    }
  }
  return null
}

/**
 * How to lay out a table in a width: all columns side by side if that is readable; else the columns
 * of each group or stack stacked; else split across several tables (only with `parts`, which needs
 * all rows); else as lists (null).
 */
export const layoutsFor = (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<Row>,
  width: number,
  palette: Palette,
  parts: boolean,
): ReadonlyArray<Layout> | null => {
  const partOf = (of: ReadonlyArray<Column>): Part => ({
    columns: of,
    wish: wishOf(of, rows, palette),
  })
  const plain = tryLayout(
    columns.map((column) => partOf([column])),
    width,
    easily,
  )
  if (plain !== null) return [plain]
  const fused = together(columns).map(partOf)
  const stacked = tryLayout(fused, width, justAbout)
  if (stacked !== null) return [stacked]
  return parts ? inParts(fused, width) : null
}
