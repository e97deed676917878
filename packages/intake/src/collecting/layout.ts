import type { Period } from '@kpi-ledger/core'
import type { Reading } from '../reading/reading'
import type { SheetRow } from '../sheets/sheet'

/**
 * The columns that make up one figure, counted from 0; null for a column the sheet does not have.
 */
export interface FigureColumns {
  /** The column of the figure itself. */
  readonly figure: number
  /** The column of the number that the figure is out of. */
  readonly of: number | null
  /** The column of the reason why there is no figure. */
  readonly reason: number | null
  /** The column of the note. */
  readonly note: number | null
}

/** The place of a cell; rows and columns are counted from 0. */
export interface CellPlace {
  /** Its row. */
  readonly row: number
  /** Its column. */
  readonly column: number
}

/** A cell with its content as tidy text. */
export interface CellText extends CellPlace {
  /** The text, without surplus blanks. */
  readonly text: string
}

/** A place in a row that may contain a figure, and what that figure is for. */
export interface Slot extends FigureColumns {
  /** The name of the KPI, and its cell. */
  readonly kpi: CellText
  /** The text of the period with its cell, and the period it was read as. */
  readonly period: CellText & { readonly reading: Reading<Period> }
}

/** Where a sheet has its figures. */
export interface Layout {
  /** The first row of figures, counted from 0. */
  readonly from: number
  /** Whether each row is about one KPI; a row that names none may then be a total or a note. */
  readonly byRow: boolean
  /** The places for figures in a row; null if the row repeats the headings. */
  readonly slotsOf: (row: SheetRow) => ReadonlyArray<Slot> | null
}
