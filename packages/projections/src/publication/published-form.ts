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
import type { Cell, DecidedRating } from '../scorecard/cell'
import type { Scorecard } from '../scorecard/scorecard'
import type { ScorecardKPI } from '../scorecard/service-areas'

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

const publishedCell = (serviceArea: string, kpi: ScorecardKPI, cell: Cell): PublishedCell => ({
  kpi: kpi.kpi,
  description: kpi.description,
  serviceArea,
  frequency: kpi.frequency,
  unit: kpi.unit,
  comparator: cell.comparator,
  target: cell.target,
  outcome: cell.outcome,
  figure: cell.figure,
  reason: cell.reason,
  rating: signed(cell.rating),
  computed: cell.computed && signed(cell.computed),
  decided: cell.decided && { reason: cell.decided.reason, event: cell.decided.event },
  extrapolated: cell.extrapolated,
  corrected: cell.corrected,
  notes: cell.notes,
})

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
    kpis.flatMap((kpi) => {
      const [cell = null] = kpi.cells
      return cell === null ? [] : [publishedCell(name, kpi, cell)]
    }),
  ),
  notes: notes.map(({ text }) => text),
})
