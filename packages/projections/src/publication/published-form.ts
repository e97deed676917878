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
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** The service area that the KPI belongs to. */
  readonly serviceArea: string
  /** How often the KPI is assessed (M2). */
  readonly frequency: Frequency
  /** The unit of the KPI's figures (M9b). */
  readonly unit: Unit
  /** How figures compare with the target; null if the KPI has none (M9a). */
  readonly comparator: Comparator | null
  /** The target value for the period; null if there is none. */
  readonly target: number | Range | null
  /** What was achieved, or why there is no figure; null if nothing is recorded (M17, M18). */
  readonly outcome: Outcome | null
  /** Which period the outcome is for; null if there is none. */
  readonly figure: Figure | null
  /** Why it is not rated; null if it is. */
  readonly reason: NotRatedReason | null
  /** The rating, or the word for what is not rated. */
  readonly rating: Rating
  /** The rating by the rules, if the authority decided on another; else null (M33). */
  readonly computed: Rating | null
  /** Why the authority decided on the rating, and by which event. */
  readonly decided: Pick<DecidedRating, 'reason' | 'event'> | null
  /** Whether the target was stated only for later months (M6). */
  readonly extrapolated: boolean
  /** Whether the actual came from a correction (M19). */
  readonly corrected: boolean
  /** The notes on the KPI for the period, as recorded. */
  readonly notes: ReadonlyArray<string>
}

/**
 * What a publication signs, form 1 (M25; wire format, Published form). It is separate from the
 * scorecard, so that the scorecard can grow and today's signatures can still be verified. It never
 * changes: another shape is another form, with its own number.
 */
export interface PublishedForm {
  /** The number of the form. */
  readonly form: 1
  /** The id of the contract. */
  readonly contract: string
  /** The regime it was rated under. */
  readonly regime: string | null
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
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
    kpis.flatMap((kpi) =>
      kpi.cells.flatMap((cell) => (cell === null ? [] : [publishedCell(name, kpi, cell)])),
    ),
  ),
  notes: notes.map(({ text }) => text),
})
