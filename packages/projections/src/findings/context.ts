import type { Period } from '@kpi-ledger/core'
import {
  definitionInForce,
  formatMonth,
  knownFrom,
  lastMonth,
  type ActualEntry,
  type Adoption,
  type Definition,
  type Entry,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { periodName } from '../explanation/calendar-words'
import type { AsAt } from '../history/as-at'
import type { Question } from '../history/question'
import { referencesTo } from '../history/reference'
import { cellOf } from '../scorecard/cell'
import type { Column } from '../scorecard/column'
import { columnOf } from '../scorecard/scorecard'
import { findingRules, type Finding, type FindingKind } from './finding'

/** The context of a search for findings: a question, and its options. */
export interface FindingContext {
  /** The history, and the point in time it is asked about. */
  readonly question: Question
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The regime to judge by; null for the one in effect in each period. */
  readonly regime: string | null
  /** Days after the end of a period by which its actuals are due; null for none. */
  readonly lateAfter: number | null
  /** Days after the end of an assessment period from which nothing recorded is overdue; null for none. */
  readonly overdueAfter: number | null
  /** The instant of asking; null if it was not said. */
  readonly now: string | null
}

/** The findings of one kind about one KPI, whose actuals are in the order of their periods. */
export type FindingRule = (
  context: FindingContext,
  rules: KPIRules,
  actuals: ReadonlyArray<CurrentActual>,
) => ReadonlyArray<Finding>

/** The latest known actual for a period. */
export interface CurrentActual {
  /** The period. */
  readonly period: Period
  /** The period as the ledger writes it (M1). */
  readonly text: string
  /** The last month of the period, `2016-05`. */
  readonly month: string
  /** The entry in force. */
  readonly entry: ActualEntry
  /** The entry as it was first recorded. */
  readonly first: ActualEntry
}

/** The known entries of an actual, the latest first (M19). */
export const knownEntries = (
  { question: { facts } }: FindingContext,
  latest: ActualEntry | null,
): ReadonlyArray<ActualEntry> => knownFrom(latest, facts)

/** A period in the words of a finding's sentence (M1a). */
export const nameOf = ({ question: { contract } }: FindingContext, period: Period): string =>
  periodName(period, contract.yearStart)

const isBefore = (a: CurrentActual, b: CurrentActual): boolean =>
  a.month === b.month ? a.text < b.text : a.month < b.month

/** The actuals of a KPI, in the order of the ends of their periods; if equal, the month first. */
export const currentActuals = (
  context: FindingContext,
  { kpi }: KPIRules,
): ReadonlyArray<CurrentActual> => {
  const { history, contract } = context.question
  const found: Array<CurrentActual> = []
  for (const [text, latest] of history.actuals.get(kpi) ?? []) {
    const [entry, ...earlier] = knownEntries(context, latest)
    if (entry === undefined) continue
    const { period } = entry
    const month = formatMonth(lastMonth(period, contract.yearStart))
    found.push({ period, text, month, entry, first: earlier.at(-1) ?? entry })
  }
  return found.sort((a, b) => (isBefore(a, b) ? -1 : 1))
}

/** The column a period is judged in, if there is a regime for it (M4). */
export const columnIn = ({ question, regime }: FindingContext, period: Period): Column | null => {
  const column = columnOf(question, regime ?? undefined)(period)
  return E.isLeft(column) ? null : column.right
}

/** Whether the KPI is on the scorecard of a column (M5 to M7). */
export const isOnScorecard = (
  { question }: FindingContext,
  rules: KPIRules,
  column: Column | null,
): column is Column => column !== null && cellOf(question, rules, column) !== null

/** The definition under a regime in a month (M8). */
export const definitionUnder = (
  { question: { history, rules: known } }: FindingContext,
  rules: KPIRules,
  regime: Adoption,
  month: string,
): Definition | null => definitionInForce(history.rules, rules, regime, month, known) ?? null

/** The definition under the regime of a period, else the first one; undefined if none is known. */
export const definitionFor = (
  context: FindingContext,
  rules: KPIRules,
  period: Period,
): Definition | undefined => {
  const column = columnIn(context, period)
  const month = formatMonth(lastMonth(period, context.question.contract.yearStart))
  const own = column === null ? null : definitionUnder(context, rules, column.regime, month)
  return own ?? rules.definitions.find(context.question.rules)
}

/** Builds a finding, with the rule of its kind and the events behind it. */
export const found = (
  { question: { history } }: FindingContext,
  finding: FindingKind,
  of: Pick<Finding, 'kpi' | 'period' | 'regime' | 'sentence'>,
  entries: ReadonlyArray<Entry>,
): Finding => ({
  finding,
  rule: findingRules[finding],
  ...of,
  events: referencesTo(
    history,
    [...entries].sort((a, b) => a.revision - b.revision),
  ),
})
