import type { Comparator, Frequency, Outcome, Rating, Unit } from '@kpi-ledger/core'
import type { Range } from '@kpi-ledger/core/unstable'
import type { Figure, NotRatedReason } from '../scorecard/cell'
import type { Scorecard } from '../scorecard/scorecard'

/** A cell as it is signed: a part of {@link PublishedForm}. */
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
  /** The rating by the rules, where the authority decided another; none is decided yet. */
  readonly computed: null
  /** Why, where the authority decided the rating; none is decided yet. */
  readonly decided: null
  readonly extrapolated: boolean
  readonly corrected: boolean
  readonly notes: ReadonlyArray<string>
}

/**
 * What a publication signs, form 1 (M25; wire format, Published form). It is a shape of its own, so
 * that a scorecard may grow and a signature of today still be checked. It never changes: another
 * shape is another form, with a number of its own.
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
