import type { Period } from '@kpi-ledger/core'
import type { Reading } from '../reading/reading'
import type { SheetRow } from '../sheets/sheet'

/** The columns that say one figure, counted from 0; null where there is none. */
export interface FigureColumns {
  readonly figure: number
  readonly of: number | null
  readonly reason: number | null
  readonly note: number | null
}

/** A cell, its row and column counted from 0. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

/** What a cell says, as tidy text. */
export interface CellText extends CellPlace {
  readonly text: string
}

/** A place in a row that may contain a figure, with what the figure is for. */
export interface Slot extends FigureColumns {
  /** What names the KPI, and where. */
  readonly kpi: CellText
  /** The period, where it is said, and what is said there. */
  readonly period: CellText & { readonly reading: Reading<Period> }
}

/** How a sheet says its figures. */
export interface Layout {
  /** The first row of figures, counted from 0. */
  readonly from: number
  /** Whether each row is about one KPI, in which case a row that names none may be a total or a note. */
  readonly byRow: boolean
  /** The places for figures in a row; null for repeated headings. */
  readonly slotsOf: (row: SheetRow) => ReadonlyArray<Slot> | null
}
