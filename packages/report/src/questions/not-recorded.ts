import type { Cell, Scorecard, SchemeWords } from '@kpi-ledger/projections'
import type { RatingValue } from '../document/value'
import { ratingOf, reasonedRatingOf } from './cell'

/** Whether nothing was recorded for a cell that is due (M18). */
export const isNotRecorded = ({ reason }: Cell): boolean => reason === 'not-recorded'

const plain = (code: string, label: string): RatingValue => ({
  ...{ kind: 'rating', code, label, grade: 'other' },
  because: null,
})

/** Plain words shown where nothing was recorded, in place of a regime's word for what is not rated. */
export const PLAIN_WORDS = [plain('not-recorded', 'Not recorded'), plain('not-due', 'Not due')]

/**
 * The plain word for a cell with nothing recorded; null if the regime has its own word for that
 * (M18a).
 */
export const plainWordOf = (
  { outcome, reason, rating, regime }: Cell,
  schemes: Readonly<Record<string, SchemeWords>>,
): RatingValue | null =>
  outcome === null && rating.code === schemes[regime]?.notRated[0]?.code
    ? (PLAIN_WORDS.find(({ code }) => code === reason) ?? null)
    : null

/** The rating of a cell with its reason, or its plain word (M18a). */
export const ratingShown = (cell: Cell, { schemes }: Scorecard): RatingValue =>
  plainWordOf(cell, schemes) ?? reasonedRatingOf(cell)

/** The same, without a reason. */
export const wordShown = (cell: Cell, { schemes }: Scorecard): RatingValue =>
  plainWordOf(cell, schemes) ?? ratingOf(cell.rating)
