import {
  formatPeriod,
  type Comparator,
  type NotRatedReason,
  type Outcome,
  type Period,
  type Range,
  type Rating,
  type Target,
} from '@kpi-ledger/core'
import {
  decisionsFor,
  definitionInForce,
  effectiveTarget,
  exact,
  formatMonth,
  invariant,
  isDue,
  lastMonth,
  notRated,
  rate,
  ratingNamed,
  retirementInForce,
  roundHalfAway,
  statementInForce,
  type Adoption,
  type Definition,
  type EffectiveTarget,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import { figuresIn, latestRevision, type Figure, type ShownFigure } from '../figure/figure'
import { kpiNotes } from '../history/facts'
import type { Question } from '../history/question'
import type { Column } from './column'
import { travelsIn, noTravels, wayOf, type Travels } from './travel'

/** The event with which the authority rated a cell against its rule, and why (M33). */
export interface DecidedRating {
  /** Why it was decided so. */
  readonly reason: string
  /** Id of the event. */
  readonly event: string
  /** Who decided; null if the event names nobody. */
  readonly actor: string | null
}

/** A KPI in a period under a regime: target, actual, rating, and the events behind them. */
export interface Cell {
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The regime it is rated under. */
  readonly regime: string
  /**
   * The target value for the period, with the profile applied; null if that has none, or if the KPI
   * has no target (M9a).
   */
  readonly target: number | Range | null
  /** How figures compare with the target; null if the KPI has none. */
  readonly comparator: Comparator | null
  /** What was achieved, or why there is no figure; null if nothing is recorded (M17, M18). */
  readonly outcome: Outcome | null
  /** Which period the outcome is for; null if there is none, and none was to be computed. */
  readonly figure: Figure | null
  /** Why it is not rated; null if it is, or if its rating was decided (M33). */
  readonly reason: NotRatedReason | null
  /** The rating, or the word for what is not rated. */
  readonly rating: Rating
  /** How the figure compares with earlier ones (M37). */
  readonly travel: Travels
  /** The rating that the rule gives, if another was decided; else null (M33). */
  readonly computed: Rating | null
  /** The decision, if the authority decided on the rating; else null (M33). */
  readonly decided: DecidedRating | null
  /** The value as rated, if rounding it (`ratedTo`) changed the rating; else null (M15). */
  readonly rated: number | null
  /** Whether the target was stated only for later months (M6). */
  readonly extrapolated: boolean
  /** The KPI whose actual was used instead of its own; null if none was (M23). */
  readonly evidence: { readonly kpi: string } | null
  /** Whether the actual shown came from a correction (M19). */
  readonly corrected: boolean
  /** The notes on the KPI for exactly this period, in recorded order. */
  readonly notes: ReadonlyArray<string>
  /**
   * The revisions of the events that gave its definition, target and outcome; `actual` is null
   * without one.
   */
  readonly determinedBy: {
    readonly definition: number
    readonly target: number
    readonly actual: number | null
  }
}

/** A cell with the definition it was rated by. */
export interface DefinedCell {
  /** The cell as shown. */
  readonly cell: Cell
  /** The cell as the rules give it, before any decision (M33). */
  readonly byRules: Cell
  /** The definition. */
  readonly definition: Definition
  /** The figure shown and whose it is; null if there is none. */
  readonly shown: ShownFigure | null
}

/** The figure of another KPI in a period, if it may be used where there is none (M23). */
export type EvidenceIn = (period: Period) => ShownFigure | null

/** The value of a target as shown in a cell. */
export const targetShown = (target: EffectiveTarget | null): Cell['target'] => {
  if (target === null) return null
  return target.comparator === 'between' ? { low: target.low, high: target.high } : target.value
}

/** A rating, and the reason if it only says that there is none. */
interface Rated {
  readonly rating: Rating
  readonly reason: NotRatedReason | null
}

const unrated = ({ scheme }: Adoption, reason: NotRatedReason): Rated => ({
  rating: notRated(scheme, reason),
  reason,
})

/** Why a cell has no outcome (M3, M18). */
const whyNone = (shown: ShownFigure | null, due: boolean): NotRatedReason => {
  if (shown !== null) return 'incomplete'
  return due ? 'not-recorded' : 'not-due'
}

/** The rating of an outcome against a target as stated, and in force (M9a, M11, M14, M18). */
export const rateOutcome = (
  regime: Adoption,
  { ratedTo }: Definition,
  stated: Target | null,
  target: EffectiveTarget | null,
  outcome: Outcome,
): Rated => {
  if (outcome.kind === 'not-measured') return unrated(regime, outcome.reason)
  if (target === null) return unrated(regime, stated === null ? 'no-target' : 'no-profile-point')
  return { rating: rate(regime.scheme, target, outcome.value, ratedTo), reason: null }
}

/** The value an outcome was rated as, if that gives a different rating from the value itself. */
const ratedAs = (
  { scheme }: Adoption,
  { ratedTo }: Definition,
  target: EffectiveTarget | null,
  outcome: Outcome | null,
  { code }: Rating,
): number | null => {
  if (ratedTo === undefined || target === null || outcome?.kind !== 'measured') return null
  return rate(scheme, target, outcome.value).code === code
    ? null
    : roundHalfAway(exact(outcome.value), ratedTo).toNumber()
}

/** A cell with the rating that was last decided for it, if one was (M33). */
const asDecided = (
  { history, rules: known }: Question,
  rules: KPIRules,
  { regime, scheme }: Adoption,
  cell: Cell,
): Cell => {
  const decision = decisionsFor(rules, regime, cell.period, known).at(-1)
  if (decision === undefined) return cell
  const { code, reason, revision } = decision
  const rating = ratingNamed(scheme, code)
  const origin = history.origins.at(revision)
  invariant(rating !== undefined, `"${code}" was decided under ${regime}, which has no such code`)
  invariant(origin !== undefined, `revision ${revision} has no origin`)
  const decided = { reason, event: origin.id, actor: origin.actor }
  return { ...cell, reason: null, rating, rated: null, computed: cell.rating, decided }
}

/**
 * The cell of a KPI in a column; null if the KPI is not on that scorecard. If nothing is recorded for the
 * KPI itself, `evidenceIn` the period from another may be used (M23).
 */
export type CellIn = (rules: KPIRules, evidenceIn?: EvidenceIn) => DefinedCell | null

const noEvidence: EvidenceIn = () => null

/** The cells of a column (M3 to M8, M14, M18, M33); what they share is worked out once for all KPIs. */
export const cellsIn = (question: Question, column: Column): CellIn => {
  const { history, facts, rules: known } = question
  const { yearStart } = question.contract
  const { regime, named } = column
  const period = formatPeriod(column.period)
  const month = lastMonth(column.period, yearStart)
  const monthText = formatMonth(month)
  const figureOf = figuresIn(question, column.period)
  const travelsOf = travelsIn(question, column)

  return (rules, evidenceIn = noEvidence) => {
    const { kpi } = rules
    if (retirementInForce(rules, regime.regime, monthText, known) !== undefined) return null
    const stated = statementInForce(rules, regime.regime, monthText, named, known)
    const definition = definitionInForce(history.rules, rules, regime, monthText, known)
    if (stated === undefined || definition === undefined) return null

    const shown = figureOf(kpi, definition) ?? evidenceIn(column.period)
    const outcome = shown?.outcome ?? null
    const target = effectiveTarget(stated.statement.target, month, yearStart)
    const way = wayOf(stated.statement.target, definition.better)
    const { rating, reason } =
      outcome === null
        ? unrated(regime, whyNone(shown, isDue(definition, month, yearStart)))
        : rateOutcome(regime, definition, stated.statement.target, target, outcome)
    const byRules: Cell = {
      period,
      regime: regime.regime,
      target: targetShown(target),
      comparator: stated.statement.target?.comparator ?? null,
      outcome,
      figure: shown?.figure ?? null,
      reason,
      rating,
      travel: shown === null ? noTravels : travelsOf({ rules, definition, shown, way, evidenceIn }),
      computed: null,
      decided: null,
      rated: ratedAs(regime, definition, target, outcome, rating),
      extrapolated: stated.extrapolated,
      evidence: shown === null || shown.kpi === kpi ? null : { kpi: shown.kpi },
      corrected: shown?.actuals.some(({ corrected }) => corrected) ?? false,
      notes: kpiNotes(history, kpi, period, facts).map(({ text }) => text),
      determinedBy: {
        definition: definition.revision,
        target: stated.statement.revision,
        actual: shown && latestRevision(shown),
      },
    }
    const cell = asDecided(question, rules, regime, byRules)
    return { cell, byRules, definition, shown }
  }
}

/** The cell of a KPI in a column; null if the KPI is not on that scorecard. */
export const cellOf = (
  question: Question,
  rules: KPIRules,
  column: Column,
  evidenceIn?: EvidenceIn,
): DefinedCell | null => cellsIn(question, column)(rules, evidenceIn)
