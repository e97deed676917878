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

/** A place of a row where a figure may stand, with what it is of. */
export interface Slot extends FigureColumns {
  /** What names the KPI, and the address of the cell. */
  readonly kpi: { readonly text: string; readonly cell: string }
  /** The period, the address of the cell that says it, and what it says. */
  readonly period: {
    readonly reading: Reading<Period>
    readonly cell: string
    readonly text: string
  }
}

/** How a sheet says its figures. */
export interface Layout {
  /** The first row of figures, counted from 0. */
  readonly from: number
  /** Whether a row is about one KPI, so that one that names none may be a total or a note. */
  readonly byRow: boolean
  /** The places for figures in a row; null for the headings once more. */
  readonly slotsOf: (row: SheetRow) => ReadonlyArray<Slot> | null
}
