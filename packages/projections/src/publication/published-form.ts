import type {
  Comparator,
  Frequency,
  NotRatedReason,
  Outcome,
  Range,
  Rating,
  Unit,
} from '@kpi-ledger/core'
import type { Figure } from '../figure/figure'
import type { DecidedRating } from '../scorecard/cell'
import type { Scorecard } from '../scorecard/scorecard'

/** A cell as signed: a part of {@link PublishedForm}. */
export interface PublishedCell {
  readonly kpi: string
  readonly description: string
  readonly serviceArea: string
  readonly frequency: Frequency
  readonly unit: Unit
  /** Null where the KPI has no target (M9a). */
  readonly comparator: Comparator | null
  readonly target: number | Range | null
  readonly outcome: Outcome | null
  readonly figure: Figure | null
  readonly reason: NotRatedReason | null
  readonly rating: Rating
  /** The rating by the rules, where the authority decided on another (M33). */
  readonly computed: Rating | null
  /** Why the authority decided on the rating, and by which event. */
  readonly decided: Pick<DecidedRating, 'reason' | 'event'> | null
  readonly extrapolated: boolean
  readonly corrected: boolean
  readonly notes: ReadonlyArray<string>
}

/**
 * What a publication signs, form 1 (M25; wire format, Published form). It is separate from the
 * scorecard, so that the scorecard can grow and today's signatures can still be verified. It never
 * changes: another shape is another form, with its own number.
 */
export interface PublishedForm {
  readonly form: 1
  readonly contract: string
  readonly regime: string | null
  readonly period: string | null
  /** In scorecard order. */
  readonly cells: ReadonlyArray<PublishedCell>
  /** Those on the whole contract, of the period. */
  readonly notes: ReadonlyArray<string>
}

const signed = ({ code, label, grade }: Rating): Rating => ({ code, label, grade })

/** The published form of a scorecard of one period, rated by a named regime (M25). */
export const publishedForm = ({
  contract,
  regime,
  periods,
  serviceAreas,
  notes,
}: Omit<Scorecard, 'asAt'>): PublishedForm => ({
  form: 1,
  contract,
  regime,
  period: periods[0] ?? null,
  cells: serviceAreas.flatMap(({ name, kpis }) =>
    kpis.flatMap(({ kpi, description, frequency, unit, cells: [cell = null] }) => {
      if (cell === null) return []
      const { comparator, target, outcome, figure, reason, extrapolated, corrected } = cell
      const { computed, decided } = cell
      return [
        {
          ...{ kpi, description, serviceArea: name, frequency, unit },
          ...{ comparator, target, outcome, figure, reason, rating: signed(cell.rating) },
          computed: computed && signed(computed),
          decided: decided && { reason: decided.reason, event: decided.event },
          ...{ extrapolated, corrected, notes: cell.notes },
        },
      ]
    }),
  ),
  notes: notes.map(({ text }) => text),
})
