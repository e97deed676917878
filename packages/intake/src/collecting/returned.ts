import type { Outcome } from '@kpi-ledger/core'
import type { CellAt, CellRemark } from '../sheets/sheet'

/** A figure of a return, and the cell that says it. */
export interface ReturnedFigure extends CellAt {
  readonly kpi: string
  /** `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** Null if there is a note alone. */
  readonly outcome: Outcome | null
  readonly note: string | null
}

/** Something that needed interpretation. */
export interface Guess extends CellAt {
  /** What the cell contains. */
  readonly text: string
  /** What it was read as. */
  readonly as: string
  readonly why: string
  /** How many further cells say the same and were read the same way. */
  readonly more: number
}

/** What a file of figures says. Nothing of it is recorded while there are faults. */
export interface ReadReturn {
  readonly figures: ReadonlyArray<ReturnedFigure>
  readonly guesses: ReadonlyArray<Guess>
  /** What was skipped, such as a row of totals, and why. */
  readonly skipped: ReadonlyArray<CellRemark>
  /** How many cells for figures are empty. */
  readonly empty: number
  readonly faults: ReadonlyArray<CellRemark>
}
