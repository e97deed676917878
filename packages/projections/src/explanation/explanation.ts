import * as E from 'fp-ts/Either'
import type { History, Period, Unit } from '@kpi-ledger/core'
import {
  effectiveTarget,
  lastMonth,
  placement,
  type Definition,
  type KPIRules,
  type Placement,
  type Statement,
} from '@kpi-ledger/core/unstable'
import { now, type AsAt } from '../history/as-at'
import type { LedgerState } from '../history/ledger-state'
import type { QueryError } from '../history/query-error'
import { ask, kpiNamed, type Question } from '../history/question'
import { cellOf, type Cell, type DefinedCell } from '../scorecard/cell'
import type { Column } from '../scorecard/column'
import { columnOf } from '../scorecard/scorecard'
import { whyNoCell } from '../scorecard/why-no-cell'
import { bandShown, type BandEnd, type BandName, type ExplainedBand } from './band'
import { chainOf, type SourceEvent } from './chain'
import { rowComparedWith, type ComparedRow, type ComparedWith } from './row'
import { decisionOf, marginTo, sentenceOf, type TargetMargin } from './sentence'

/** A question for an explanation. */
export interface ExplanationQuery {
  /** The reference of the KPI. */
  readonly kpi: string
  /** The period of the cell. */
  readonly period: Period
  /** The regime to rate under; by default the one in effect in the period. */
  readonly regime?: string
  /** The other regime of a comparison: explains the cell as the comparison draws it (M23). */
  readonly comparedWith?: string
  /** The KPI of that regime in the same row; by default the first of those that share one with it. */
  readonly beside?: string
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** The next better band, and the bound to reach, or to pass, for it. */
export interface NextBand extends BandName {
  /** The bound to reach, or to pass. */
  readonly bound: BandEnd
}

/** Why a cell is rated as it is, and the events behind it (M28). */
export interface Explanation {
  /** The id of the contract. */
  readonly contract: string
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** The service area that the KPI belongs to. */
  readonly serviceArea: string
  /** The unit of the KPI's figures (M9b). */
  readonly unit: Unit
  /** The period as the ledger writes it (M1): `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** The id of the regime. */
  readonly regime: string
  /** The comparison that draws the cell; null if it is that of the scorecard. */
  readonly comparedWith: ComparedWith | null
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** "20.32 % is 0.01 above the May profile of 20.31 %" */
  readonly sentence: string
  /** The cell as on the scorecard, or in the comparison. */
  readonly cell: Cell
  /** The value that was rated: the one recorded, rounded if the KPI requires it (M15). */
  readonly rated: number | null
  /** How far the value is from its target; null if it is not rated or has no target. */
  readonly margin: TargetMargin | null
  /** The band of the value; null if it is not rated. */
  readonly band: ExplainedBand | null
  /** The next better band; null if there is none, or if the value is not rated. */
  readonly next: NextBand | null
  /** In recorded order. */
  readonly events: ReadonlyArray<SourceEvent>
}

const nextOf = ({ better }: Placement): NextBand | null => {
  if (better === null) return null
  const { code, label, grade } = better.band
  const { value, inclusive } = better.bound
  return { code, label, grade, bound: { value: value.toNumber(), inclusive } }
}

const placementOf = (
  { cell: { outcome }, definition }: DefinedCell,
  { target }: Statement,
  { regime: { scheme }, period }: Column,
  yearStart: number,
): Placement | null => {
  const effective = effectiveTarget(target, lastMonth(period, yearStart), yearStart)
  return effective === null || outcome?.kind !== 'measured'
    ? null
    : placement(scheme, effective, outcome.value, definition.ratedTo)
}

interface Found {
  readonly column: Column
  readonly row: ComparedRow | null
  readonly rules: KPIRules
  readonly found: DefinedCell
  readonly statement: Statement
}

const find = (
  question: Question,
  { kpi, comparedWith, beside }: ExplanationQuery,
  column: Column,
): E.Either<QueryError, Found> => {
  const named = kpiNamed(question, kpi)
  if (E.isLeft(named)) return named
  const rules = named.right
  if (beside !== undefined && comparedWith === undefined)
    return E.left({ _tag: 'BesideNothing', beside })
  const drawn: E.Either<QueryError, ComparedRow | null> =
    comparedWith === undefined
      ? E.right(null)
      : rowComparedWith(question, rules, column, comparedWith, beside)
  if (E.isLeft(drawn)) return drawn
  const row = drawn.right
  const found = cellOf(question, rules, column, row?.evidenceIn)
  const statement = rules.statements.find(
    ({ revision }) => revision === found?.cell.determinedBy.target,
  )
  return found === null || statement === undefined
    ? E.left(whyNoCell(question, rules, column))
    : E.right({ column, row, rules, found, statement })
}

const explain = (
  question: Question,
  asAt: AsAt,
  { column, row, rules, found, statement }: Found,
): Explanation => {
  const { contract, yearStart } = question.contract
  const { cell, byRules } = found
  const { description, serviceArea, unit }: Definition = found.definition
  const { period } = column
  const placed = placementOf(found, statement, column, yearStart)
  const rated = placed?.value ?? null
  const { target, effectiveFrom: statedFrom } = statement
  return {
    contract,
    kpi: rules.kpi,
    description,
    serviceArea,
    unit,
    period: cell.period,
    regime: cell.regime,
    comparedWith: row?.comparedWith ?? null,
    asAt,
    sentence: `${sentenceOf({
      ...{ cell: byRules, unit, period, yearStart, target, statedFrom, rated },
      relation: row?.relation ?? null,
    })}${decisionOf(cell)}`,
    cell,
    rated: rated?.toNumber() ?? null,
    margin: marginTo(cell, rated),
    band: placed && bandShown(placed),
    next: placed && nextOf(placed),
    events: chainOf(question, rules, column, found.shown),
  }
}

/**
 * Explains a KPI's cell, under the regime named or the one in effect, as known at a point in the
 * ledger's time (M21, M28); with `comparedWith`, the cell that a comparison of the two regimes
 * shows; both are then named (M22, M23). Fails if there is no such contract, regime, KPI or
 * revision, if no regime is in effect, if the KPI shares no row with the one `beside` it, or, with
 * the reason, if the KPI is not on that scorecard.
 */
export const explanation = (
  history: History,
  query: ExplanationQuery,
): E.Either<QueryError, Explanation> => {
  const { period, regime, comparedWith, asAt = now } = query
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const inEffect = columnOf(question.right, regime)(period)
  if (E.isLeft(inEffect)) return inEffect
  const named = inEffect.right.named || comparedWith !== undefined
  const found = find(question.right, query, { ...inEffect.right, named })
  return E.isLeft(found) ? found : E.right(explain(question.right, asAt, found.right))
}

/** The explanation in the wire format: with the size and root of the events it was drawn from. */
export interface ExplanationJson extends Explanation {
  /** The size and root of the events it was drawn from (M27). */
  readonly ledger: LedgerState
}

/** The explanation in the wire format. */
export const explanationJson = (
  explained: Explanation,
  { size, root }: LedgerState,
): ExplanationJson => {
  const { contract, kpi, description, serviceArea, unit, period, regime, ...more } = explained
  const { comparedWith, asAt, ...rest } = more
  const what = { contract, kpi, description, serviceArea, unit, period, regime, comparedWith }
  return { ...what, asAt, ledger: { size, root }, ...rest }
}
