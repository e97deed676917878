import type { Comparator, Frequency, Outcome, Rating, Unit } from '@kpi-ledger/core'
import type { Range } from '@kpi-ledger/core/unstable'
import type { Figure, NotRatedReason } from '../scorecard/cell'
import type { Scorecard } from '../scorecard/scorecard'

/** A cell as signed: a part of {@link PublishedForm}. */
export interface PublishedCell {
  readonly kpi: string
  readonly description: string
  readonly serviceArea: string
  readonly frequency: Frequency
  readonly unit: Unit
  readonly comparator: Comparator
  readonly target: number | Range | null
  readonly outcome: Outcome | null
  readonly figure: Figure | null
  readonly reason: NotRatedReason | null
  readonly rating: Rating
  /** The rating by the rules, where the authority decided on another; not in use yet. */
  readonly computed: null
  /** Why the authority decided on the rating; not in use yet. */
  readonly decided: null
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
      const { code, label, grade } = cell.rating
      return [
        {
          ...{ kpi, description, serviceArea: name, frequency, unit },
          ...{ comparator, target, outcome, figure, reason, rating: { code, label, grade } },
          ...{ computed: null, decided: null, extrapolated, corrected, notes: cell.notes },
        },
      ]
    }),
  ),
  notes: notes.map(({ text }) => text),
})
