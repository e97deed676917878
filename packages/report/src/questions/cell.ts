import type { Rating } from '@kpi-ledger/core'
import { codeInWords, outcomeInWords } from '@kpi-ledger/core/unstable'
import type { Cell } from '@kpi-ledger/projections'
import type { FigureValue, RatingValue, TargetValue } from '../document/value'
import { reasonInWords } from '../words/distance'
import { periodTextInWords } from '../words/period'

/** A cell's target, marked if it was stated for later months only (M6). */
export const targetOf = ({ comparator, target, extrapolated }: Cell): TargetValue => ({
  kind: 'target',
  comparator,
  value: target,
  marks: extrapolated ? ['extrapolated'] : [],
})

/** The parts of a scorecard's or year grid's cell that describe its figure. */
export type ShownFigure = Pick<Cell, 'period' | 'outcome' | 'figure'> &
  Partial<Pick<Cell, 'corrected' | 'travel'>>

/** How a figure was obtained, if it was not recorded for the cell's own period (M3). */
const madeOf = ({ figure, period }: ShownFigure, yearStart: number): string => {
  if (figure === null) return ''
  if (figure.aggregation !== null && figure.from !== null)
    return ` (${codeInWords(figure.aggregation)} of ${figure.from.length})`
  return figure.of === period ? '' : ` (of ${periodTextInWords(figure.of, yearStart)})`
}

/** An outcome in words; for an incomplete aggregate, how many of its periods are missing. */
export const outcomeOf = ({ outcome, figure }: Pick<ShownFigure, 'outcome' | 'figure'>): string => {
  const { from = null, missing = null } = figure ?? {}
  return missing === null || from === null
    ? outcomeInWords(outcome)
    : `incomplete: ${missing.length} of ${missing.length + from.length} missing`
}

/** A cell's outcome, and how it was obtained if it was not recorded for the cell's own period (M3). */
export const figureInWords = (cell: ShownFigure, yearStart: number): string => {
  const shown = outcomeOf(cell)
  return cell.outcome === null ? shown : `${shown}${madeOf(cell, yearStart)}`
}

/** A cell's figure as a value; `unit` is null if it is not known. */
export const figureOf = (
  cell: ShownFigure,
  yearStart: number,
  unit: string | null = null,
): FigureValue => ({
  kind: 'figure',
  value: cell.outcome?.kind === 'measured' ? cell.outcome.value : null,
  unit,
  printed: figureInWords(cell, yearStart),
  marks: cell.corrected === true ? ['corrected'] : [],
})

/** The periods that cells are about: their own, and those their figures were recorded for (M3). */
export const periodsOf = (cells: ReadonlyArray<ShownFigure | null>): ReadonlyArray<string> =>
  cells.flatMap((cell) => {
    if (cell === null) return []
    return cell.figure === null ? [cell.period] : [cell.period, cell.figure.of]
  })

/** The record fields that say what a figure was computed from. */
export const FIGURE_FIELDS = ['aggregation', 'computedFrom', 'missing'] as const

/** What a figure was computed from, as fields of a record (M3). */
export const figureFields = ({
  figure,
}: Pick<ShownFigure, 'figure'>): Readonly<
  Record<(typeof FIGURE_FIELDS)[number], string | null>
> => ({
  aggregation: figure?.aggregation ?? null,
  computedFrom: figure?.from?.join(' ') ?? null,
  missing: figure?.missing?.join(' ') ?? null,
})

/** A rating without a reason. */
export const ratingOf = ({ code, label, grade }: Rating): RatingValue => ({
  ...{ kind: 'rating', code, label, grade },
  because: null,
})

/** Who decided a rating and why, and what the rules give; null if it was not decided (M33). */
const decisionInWords = ({ computed, decided }: Pick<Cell, 'computed' | 'decided'>) => {
  if (computed === null || decided === null) return null
  const by = decided.actor === null ? '' : ` by ${decided.actor}`
  return `decided${by}: ${decided.reason}; by the rules ${computed.label}`
}

/** The value a figure was rated as, if it differs from the one shown (M15). */
const ratedInWords = (rated: number | null): string | null =>
  rated === null ? null : `rated as ${rated}`

/** A rating, apart from its cell. */
type Point = Pick<Cell, 'rating' | 'rated'> & { readonly decided: boolean }

/** A point's rating, whether it was decided (M33), and the value it was rated as (M15). */
export const ratingOfPoint = ({ rating, rated, decided }: Point): RatingValue => ({
  ...ratingOf(rating),
  because: decided ? 'decided' : ratedInWords(rated),
})

/** A cell's rating, with who decided it (M33), or the value it was rated as (M15). */
export const ratingOfCell = (cell: Cell): RatingValue => ({
  ...ratingOf(cell.rating),
  because: decisionInWords(cell) ?? ratedInWords(cell.rated),
})

/** A cell's rating with its reason, unless the label already says it, or with who decided it. */
export const reasonedRatingOf = (cell: Cell): RatingValue => {
  const decided = decisionInWords(cell)
  if (decided !== null) return { ...ratingOf(cell.rating), because: decided }
  const because = reasonInWords(cell)
  const saysMore = because !== '' && because !== cell.rating.label.toLowerCase()
  return { ...ratingOf(cell.rating), because: saysMore ? because : null }
}

/** A cell, if there is one. */
type MaybeCell = Pick<Cell, 'rating'> | null | undefined

/** Whether there is a cell, and it is rated. */
export const isRated = (cell: MaybeCell): boolean => (cell?.rating.grade ?? 'other') !== 'other'

/** Whether there is a cell that falls short. */
export const isShort = (cell: MaybeCell): boolean => isRated(cell) && cell?.rating.grade !== 'good'
