import { marksOf, type Mark } from '../../document/value'
import type { Column, Row, Table } from '../../document/table'
import type { Sequence } from '../../document/sequence'
import { layoutsFor, type Layout } from './layout'
import type { Palette } from './palette'
import { fitsIn, headLines, rowLines } from './rows'
import { MARKS } from '../../words/mark'
import { indented, spanOf } from './span'

/** How many rows the layout is computed from before any is printed. */
const SAMPLE = 1000

interface Begun {
  readonly sample: ReadonlyArray<Row>
  /** The rows after the sample; null if there are none. */
  readonly rest: AsyncIterator<Row> | null
}

async function* each<A>(items: Sequence<A>): AsyncGenerator<A> {
  for await (const item of items) yield item
}

const begin = async (rows: Sequence<Row>): Promise<Begun> => {
  const rest = each(rows)
  const sample: Array<Row> = []
  while (sample.length < SAMPLE) {
    const next = await rest.next()
    if (next.done === true) return { sample, rest: null }
    sample.push(next.value)
  }
  return { sample, rest }
}

const note = (found: Set<Mark>, row: Row): void => {
  if (row.kind === 'cells')
    for (const value of Object.values(row.cells)) for (const mark of marksOf(value)) found.add(mark)
}

/**
 * How often the layout may change for a row that does not fit; after that, such rows are printed as
 * lists.
 */
const CHANGES = 50

/** The layout for each row after the sample, computed again if a row does not fit. */
const widening = (
  columns: ReadonlyArray<Column>,
  sample: ReadonlyArray<Row>,
  first: Layout | null,
  width: number,
  palette: Palette,
): ((row: Row) => Layout | null) => {
  const rows = [...sample]
  let layout = first
  return (row) => {
    const isMisfit = layout !== null && !fitsIn(row, layout, palette)
    if (isMisfit && rows.length < sample.length + CHANGES) {
      rows.push(row)
      layout = layoutsFor(columns, rows, width, palette, false)?.[0] ?? layout
    }
    return layout
  }
}

/** The lines of a table, its rows printed as they arrive, then the meanings of its symbols. */
export async function* tableLines(
  { columns, rows, empty }: Table,
  width: number,
  palette: Palette,
): AsyncGenerator<string> {
  const { sample, rest } = await begin(rows)
  if (sample.length === 0) {
    yield* indented(spanOf(empty), width, 0)
    return
  }
  const marks = new Set<Mark>()
  const layouts = layoutsFor(columns, sample, width, palette, rest === null)
  for (const [i, layout] of (layouts ?? [null]).entries()) {
    if (i > 0) yield ''
    if (layout !== null) yield* headLines(layout, palette)
    for (const row of sample) {
      note(marks, row)
      yield* rowLines(row, layout, columns, width, palette)
    }
  }
  if (rest !== null) {
    const layout = widening(columns, sample, layouts?.[0] ?? null, width, palette)
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      note(marks, next.value)
      yield* rowLines(next.value, layout(next.value), columns, width, palette)
    }
  }
  if (marks.size > 0) yield ''
  for (const mark of marks) yield* indented(spanOf(MARKS[mark].join(' ')), width, 0, 2)
}
