import type { NotMeasuredReason, Outcome } from '@kpi-ledger/core'

/** A figure as the report prints it: the number, and the text where the number reads otherwise. */
export const figure = (text: string): Outcome => {
  const value = Number(text)
  return String(value) === text
    ? { kind: 'measured', value }
    : { kind: 'measured', value, published: text }
}

/** No figure: the reason, and the words the report prints in its place. */
export const noFigure = (reason: NotMeasuredReason, text: string): Outcome => ({
  kind: 'not-measured',
  reason,
  text,
})

/** The columns "Apr-16" and "May-16" of one row, or its notes. */
export type Row<A> = readonly [kpi: string, april: A, may: A]

/** By whom events say they were recorded: the document they are from, which prints no date. */
export const metadata = {
  actor: 'transcribed from Appendix 2, Serco Contract Performance (times nominal)',
}
