import type { Outcome } from '@kpi-ledger/core'
import type { CellAt, CellRemark } from '../sheets/sheet'

/** A figure of a return, with the cell it was read from. */
export interface ReturnedFigure extends CellAt {
  /** The reference of the KPI. */
  readonly kpi: string
  /** The period as the ledger writes it: `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The figure, or why there is none; null if the row has only a note. */
  readonly outcome: Outcome | null
  /** The note; null if there is none. */
  readonly note: string | null
}

/** A cell that needed interpretation. */
export interface Guess extends CellAt {
  /** What the cell contains. */
  readonly text: string
  /** What it was read as. */
  readonly as: string
  /** Why it was read so. */
  readonly why: string
  /** How many further cells contain the same and were read the same way. */
  readonly more: number
}

/** What was read from a file of figures. Nothing of it may be recorded while there are faults. */
export interface ReadReturn {
  /** The figures and notes, in the order of the file. */
  readonly figures: ReadonlyArray<ReturnedFigure>
  /** The cells that needed interpretation. */
  readonly guesses: ReadonlyArray<Guess>
  /** What was skipped, such as a row of totals, and why. */
  readonly skipped: ReadonlyArray<CellRemark>
  /** How many cells for figures are empty. */
  readonly empty: number
  /** Everything wrong with the file. */
  readonly faults: ReadonlyArray<CellRemark>
}
