import type { Cell, Scorecard, SchemeWords } from '@kpi-ledger/projections'
import type { RatingValue } from '../document/value'
import { ratingOf, reasonedRatingOf } from './cell'

/** Whether nothing was recorded for a cell that is due (M18). */
export const isNotRecorded = ({ reason }: Cell): boolean => reason === 'not-recorded'

/** What people read in place of a regime's general word, which may be one for what cannot be measured. */
export const NOT_RECORDED: RatingValue = {
  ...{ kind: 'rating', code: 'not-recorded', label: 'Not recorded', grade: 'other' },
  because: null,
}

/** Whether nothing was recorded, and the regime has no word of its own for that (M18a). */
export const lacksWord = (cell: Cell, schemes: Readonly<Record<string, SchemeWords>>): boolean =>
  isNotRecorded(cell) && cell.rating.code === schemes[cell.regime]?.notRated[0]?.code

/** The rating of a cell with its reason; `Not recorded` where the regime has no word for that (M18a). */
export const ratingShown = (cell: Cell, { schemes }: Scorecard): RatingValue =>
  lacksWord(cell, schemes) ? NOT_RECORDED : reasonedRatingOf(cell)

/** The same, without a reason. */
export const wordShown = (cell: Cell, { schemes }: Scorecard): RatingValue =>
  lacksWord(cell, schemes) ? NOT_RECORDED : ratingOf(cell.rating)
