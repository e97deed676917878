import type { Sequence } from './sequence'
import type { Value } from './value'

/** A column of a table. */
export interface Column {
  readonly id: string
  readonly name: string
  /**
   * The group of columns it belongs to, such as a period's target, figure and rating; null for
   * none.
   */
  readonly group: string | null
  /**
   * Columns without a group that are next to one another and have the same name here are stacked where
   * there is no room beside them.
   */
  readonly stack?: string
}

/** A remark on a row; one on a group of its columns names it. */
export interface RowNote {
  readonly group: string | null
  readonly text: string
}

/** A row of values by column; missing ones are blank. */
export interface CellsRow {
  readonly kind: 'cells'
  readonly cells: Readonly<Record<string, Value>>
  readonly notes: ReadonlyArray<RowNote>
}

/** A heading across the table, for the rows below it. */
export interface HeadingRow {
  readonly kind: 'heading'
  readonly text: string
}

export type Row = CellsRow | HeadingRow

/** Rows of values under columns. The rows may be iterable only once. */
export interface Table {
  readonly kind: 'table'
  readonly columns: ReadonlyArray<Column>
  readonly rows: Sequence<Row>
  /** Printed if there are no rows. */
  readonly empty: string
  /**
   * Whether each group of columns is a figure and its rating, to be drawn as one cell in the colour
   * of its grade by formats that can; not by default.
   */
  readonly isHeatTable?: boolean
}

/** A column of its own. */
export const column = (id: string, name: string): Column => ({ id, name, group: null })

/** A group of columns under one name. */
export const grouped = (
  group: string,
  ...columns: ReadonlyArray<readonly [id: string, name: string]>
): ReadonlyArray<Column> => columns.map(([id, name]) => ({ id, name, group }))

/** Columns without a group of which no one needs a width of its own, such as an instant and an author. */
export const stackable = (
  stack: string,
  ...columns: ReadonlyArray<readonly [id: string, name: string]>
): ReadonlyArray<Column> => columns.map(([id, name]) => ({ id, name, group: null, stack }))

/** A row of values. */
export const cells = (
  values: Readonly<Record<string, Value>>,
  notes: ReadonlyArray<RowNote> = [],
): CellsRow => ({ kind: 'cells', cells: values, notes })

/** A heading across the table. */
export const headingRow = (text: string): HeadingRow => ({ kind: 'heading', text })
