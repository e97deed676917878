import type { Sequence } from './sequence'
import type { Value } from './value'

/** A column of a table. */
export interface Column {
  /** The key of the column's values in a row. */
  readonly id: string
  /** The name printed at the head of the column. */
  readonly name: string
  /**
   * The group of columns it belongs to, such as a period's target, figure and rating; null for
   * none.
   */
  readonly group: string | null
  /**
   * Adjacent columns without a group that have the same name here are stacked if there is no room
   * for them side by side.
   */
  readonly stack?: string
}

/** A remark on a row, or on one group of its columns. */
export interface RowNote {
  /** The group of columns it is about; null for the whole row. */
  readonly group: string | null
  /** The remark. */
  readonly text: string
}

/** A row of values by column id; columns without a value are blank. */
export interface CellsRow {
  readonly kind: 'cells'
  /** The values by column id. */
  readonly cells: Readonly<Record<string, Value>>
  /** Remarks on the row. */
  readonly notes: ReadonlyArray<RowNote>
}

/** A heading across the table, for the rows below it. */
export interface HeadingRow {
  readonly kind: 'heading'
  /** The words of the heading. */
  readonly text: string
}

/** A row of a table: values, or a heading for the rows below it. */
export type Row = CellsRow | HeadingRow

/** Rows of values under columns. The rows may be iterable only once. */
export interface Table {
  readonly kind: 'table'
  /** The columns, in order. */
  readonly columns: ReadonlyArray<Column>
  /** The rows, in order, which may arrive one by one. */
  readonly rows: Sequence<Row>
  /** The text to print if there are no rows. */
  readonly empty: string
  /**
   * Whether each group of columns is a figure and its rating, which formats that can will draw as
   * one cell in the colour of the grade; false by default.
   */
  readonly isHeatTable?: boolean
}

/** A column without a group. */
export const column = (id: string, name: string): Column => ({ id, name, group: null })

/** A group of columns under one name. */
export const grouped = (
  group: string,
  ...columns: ReadonlyArray<readonly [id: string, name: string]>
): ReadonlyArray<Column> => columns.map(([id, name]) => ({ id, name, group }))

/** Columns without a group that may be stacked to save width, such as an instant and an author. */
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
