import type { Rating } from '@kpi-ledger/core'
import { outcomeInWords } from '@kpi-ledger/core/unstable'
import type { Cell } from '@kpi-ledger/projections'
import type { FigureValue, RatingValue, TargetValue } from '../document/value'
import { reasonInWords } from '../words/distance'

/** The target of a cell, marked where it was stated for later months only (M6). */
export const targetOf = ({ comparator, target, extrapolated }: Cell): TargetValue => ({
  kind: 'target',
  comparator,
  value: target,
  marks: extrapolated ? ['extrapolated'] : [],
})

/** What a cell's outcome says; `unit` where it is known. */
export const figureOf = (
  { outcome, corrected }: Cell,
  unit: string | null = null,
): FigureValue => ({
  kind: 'figure',
  value: outcome?.kind === 'measured' ? outcome.value : null,
  unit,
  printed: outcomeInWords(outcome),
  marks: corrected ? ['corrected'] : [],
})

/** A rating by itself. */
export const ratingOf = ({ code, label, grade }: Rating): RatingValue => ({
  ...{ kind: 'rating', code, label, grade },
  because: null,
})

/** The rating of a cell, with why it is so, unless the label says as much. */
export const reasonedRatingOf = (cell: Cell): RatingValue => {
  const because = reasonInWords(cell)
  const saysMore = because !== '' && because !== cell.rating.label.toLowerCase()
  return { ...ratingOf(cell.rating), because: saysMore ? because : null }
}
