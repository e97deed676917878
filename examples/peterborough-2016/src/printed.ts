import type { NotMeasuredReason, Outcome } from '@kpi-ledger/core'

/**
 * A figure as the report prints it: the number, and the printed text if that differs from the
 * number.
 */
export const figure = (text: string): Outcome => {
  const value = Number(text)
  return String(value) === text
    ? { kind: 'measured', value }
    : { kind: 'measured', value, published: text }
}

/** The reason why there is no figure, and the words that the report prints in its place. */
export const noFigure = (reason: NotMeasuredReason, text: string): Outcome => ({
  kind: 'not-measured',
  reason,
  text,
})

/** The columns "Apr-16" and "May-16" of one row, or its notes. */
export type Row<A> = readonly [kpi: string, april: A, may: A]

/**
 * The metadata of all events: as who recorded them, the document they come from, which has no date.
 */
export const metadata = {
  actor: 'transcribed from Appendix 2, Serco Contract Performance (times nominal)',
}
