import * as E from 'fp-ts/Either'
import {
  formatPeriod,
  type FinancialYear,
  type History,
  type Month,
  type Outcome,
  type Rating,
  type Target,
  type Unit,
} from '@kpi-ledger/core'
import {
  definitionInForce,
  divideDifference,
  exact,
  formatMonth,
  lastMonth,
  monthsOf,
  notRated,
  roundDifference,
  statementInForce,
  statementsUnder,
  type Adoption,
  type Definition,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import { DEFAULT_DECIMALS } from '../figure/aggregate'
import { bandsOf, type ExplainedBand } from '../explanation/band'
import { now, type AsAt } from '../history/as-at'
import type { QueryError } from '../history/query-error'
import { ask, kpiNamed, regimeNamed, regimeOf, type Question } from '../history/question'
import type { Figure } from '../figure/figure'
import { cellOf } from '../scorecard/cell'
import { noTravels, type Travels } from '../scorecard/travel'
import { outlookOf, type Outlook } from './outlook'

/** A question for a tracker. */
export interface TrackerQuery {
  /** The reference of the KPI. */
  readonly kpi: string
  /** The financial year (M1a). */
  readonly financialYear: FinancialYear
  /** By default the regime in effect in the last month of the year. */
  readonly regime?: string
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** One month of a tracker; numbers are in the KPI's unit. */
export interface TrackerPoint {
  /** The month: `2016-05`. */
  readonly period: string
  /** The target value of the month, by its profile where it has one; null if that has none, or for a range. */
  readonly profile: number | null
  /** The value of the actual; null if it was not measured or not recorded. */
  readonly actual: number | null
  /** Actual minus profile. */
  readonly variance: number | null
  /** The rating, or the word for what is not rated. */
  readonly rating: Rating
  /** What was achieved, or why there is no figure; null if nothing is recorded (M17, M18). */
  readonly outcome: Outcome | null
  /** Which period the outcome is for (M3). */
  readonly figure: Figure | null
  /** How the figure compares with earlier ones (M37). */
  readonly travel: Travels
  /** Whether the rating was decided rather than made by the rules (M33). */
  readonly decided: boolean
  /** The value as rated, if rounding changed the rating; else null (M15). */
  readonly rated: number | null
  /** The bands of the month's target, from the lowest values to the highest; empty without one. */
  readonly bands: ReadonlyArray<ExplainedBand>
}

/** A KPI against its profile, or else its target, across a financial year (M24, M24a; wire format, Tracker JSON). */
export interface Tracker {
  /** The id of the contract. */
  readonly contract: string
  /** The regime it is tracked under. */
  readonly regime: string
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** The unit of the KPI's figures (M9b). */
  readonly unit: Unit
  /** The financial year: `FY2016`. */
  readonly financialYear: string
  /**
   * The target's own value in the last month of the year; null if there is none, or for a range.
   */
  readonly annualTarget: number | null
  /** Where the year would end if it continued like the latest measured month; null if that cannot be said (M24). */
  readonly forecast: number | null
  /** Whether the year is on track, by the grade of the latest month that is rated (M24). */
  readonly outlook: Outlook
  /** The latest measured month; null if there is none. */
  readonly latest: string | null
  /** One point per month, from the first of the year. */
  readonly points: ReadonlyArray<TrackerPoint>
}

interface Subject {
  readonly rules: KPIRules
  readonly regime: Adoption
  readonly definition: Definition
}

const subjectOf = (
  question: Question,
  kpi: string,
  regime: Adoption,
  financialYear: FinancialYear,
): E.Either<QueryError, Subject> => {
  const { history, contract, rules: known } = question
  const named = kpiNamed(question, kpi)
  if (E.isLeft(named)) return named
  const rules = named.right
  const month = formatMonth(lastMonth(financialYear, contract.yearStart))
  const definition = definitionInForce(history.rules, rules, regime, month, known)
  if (definition === undefined || statementsUnder(rules, regime.regime, known).length === 0)
    return E.left({ _tag: 'NotInRegime', kpi, regime: regime.regime })
  return E.right({ rules, regime, definition })
}

const targetIn = (
  { rules: known }: Question,
  { rules, regime }: Subject,
  month: Month,
): Target | null =>
  statementInForce(rules, regime.regime, formatMonth(month), true, known)?.statement.target ?? null

const hasProfile = (target: Target | null): boolean =>
  target !== null && target.comparator !== 'between' && target.profile !== undefined

const pointOf = (
  question: Question,
  { rules, regime, definition: { decimals = DEFAULT_DECIMALS } }: Subject,
  period: Month,
): TrackerPoint => {
  const column = { period, regime, named: true }
  const cell = cellOf(question, rules, column)?.cell
  const profile = typeof cell?.target === 'number' ? cell.target : null
  const outcome = cell?.outcome ?? null
  const actual = outcome?.kind === 'measured' ? outcome.value : null
  const variance =
    profile === null || actual === null
      ? null
      : roundDifference(exact(actual).minus(exact(profile)), decimals)
  const rating = cell?.rating ?? notRated(regime.scheme)
  const rated = cell?.rated ?? null
  return {
    period: formatMonth(period),
    profile,
    actual,
    variance,
    rating,
    outcome,
    figure: cell?.figure ?? null,
    travel: cell?.travel ?? noTravels,
    rated,
    decided: (cell?.decided ?? null) !== null,
    bands: bandsOf(question, rules, column, cell ?? null),
  }
}

/** Latest actual ÷ its profile value × annual target, of a KPI year-to-date with a profile (M24). */
const forecastOf = (
  { accumulation, decimals = DEFAULT_DECIMALS }: Definition,
  latest: TrackerPoint | undefined,
  isProfiled: boolean,
  annualTarget: number | null,
): number | null => {
  if (latest === undefined || accumulation !== 'year-to-date') return null
  if (!isProfiled || annualTarget === null) return null
  const { actual, profile } = latest
  if (actual === null || profile === null || profile === 0) return null
  return divideDifference(exact(actual).times(exact(annualTarget)), exact(profile), decimals)
}

const track = (question: Question, subject: Subject, financialYear: FinancialYear): Tracker => {
  const { contract } = question
  const { rules, regime, definition } = subject
  const months = monthsOf(financialYear, contract.yearStart)
  const year = formatPeriod(financialYear)
  const points = months.map((month) => pointOf(question, subject, month))
  const place = points.findLastIndex(({ actual }) => actual !== null)
  const [latest, month] = [points[place], months[place]]
  const isProfiled = month !== undefined && hasProfile(targetIn(question, subject, month))
  const target = targetIn(question, subject, lastMonth(financialYear, contract.yearStart))
  const annualTarget = target === null || target.comparator === 'between' ? null : target.value
  return {
    contract: contract.contract,
    regime: regime.regime,
    kpi: rules.kpi,
    description: definition.description,
    unit: definition.unit,
    financialYear: year,
    annualTarget,
    forecast: forecastOf(definition, latest, isProfiled, annualTarget),
    outlook: outlookOf(points),
    latest: latest?.period ?? null,
    points,
  }
}

/**
 * A KPI's year against its profile, or month by month against its target if it has none (M24, M24a). Computed numbers are rounded half to even to the KPI's
 * decimals, 2 by default, to more where they would become 0 (M15). Fails if there is no such contract, regime, KPI or revision, or if
 * no target was stated for the KPI under the regime.
 */
export const tracker = (
  history: History,
  { kpi, financialYear, regime, asAt = now }: TrackerQuery,
): E.Either<QueryError, Tracker> => {
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const adoption =
    regime === undefined
      ? regimeOf(question.right, financialYear)
      : regimeNamed(question.right, regime)
  if (E.isLeft(adoption)) return adoption
  const subject = subjectOf(question.right, kpi, adoption.right, financialYear)
  return E.isLeft(subject) ? subject : E.right(track(question.right, subject.right, financialYear))
}
