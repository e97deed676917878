import { formatPeriod, type Period } from '@kpi-ledger/core'
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
import type { AsAt } from '../history/as-at'
import type { Question } from '../history/question'
import { referencesTo } from '../history/reference'
import { cellOf, type Column } from '../scorecard/cell'
import { columnOf } from '../scorecard/scorecard'
import { findingRules, type Finding, type FindingKind } from './finding'

/** What is looked into: a question, and what it is asked by. */
export interface Inquiry {
  readonly question: Question
  readonly asAt: AsAt
  /** The regime to judge by; null for the one in effect in each period. */
  readonly regime: string | null
  /** Days after the end of a period by which its actuals are due; null for none. */
  readonly lateAfter: number | null
}

/** Looks at one KPI for one kind of thing. */
export type Look = (inquiry: Inquiry, rules: KPIRules) => ReadonlyArray<Finding>

/** An actual that holds for a period, by what is known. */
export interface Holding {
  readonly period: Period
  readonly text: string
  /** The last month of the period, `2016-05`. */
  readonly month: string
  readonly entry: ActualEntry
}

/** The entries of an actual that are known, the one that holds first (M19). */
export const knownEntries = (
  { question: { facts } }: Inquiry,
  latest: ActualEntry | null,
): ReadonlyArray<ActualEntry> => knownFrom(latest, facts)

/** Text by which periods stand in the order of their ends; of equals the month first. */
export const placeInTime = (period: Period, yearStart: number): string =>
  `${formatMonth(lastMonth(period, yearStart))} ${formatPeriod(period)}`

/** The actuals of a KPI, in the order of their periods. */
export const holdings = (inquiry: Inquiry, { kpi }: KPIRules): ReadonlyArray<Holding> => {
  const { history, contract } = inquiry.question
  const found: Array<Holding> = []
  for (const [text, latest] of history.actuals.get(kpi)?.latest ?? []) {
    const [entry] = knownEntries(inquiry, latest)
    if (entry === undefined) continue
    const { period } = entry
    found.push({ period, text, month: formatMonth(lastMonth(period, contract.yearStart)), entry })
  }
  const place = ({ period }: Holding): string => placeInTime(period, contract.yearStart)
  return found.sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** The column a period is judged in, if there is a regime for it (M4). */
export const columnIn = ({ question, regime }: Inquiry, period: Period): Column | null => {
  const column = columnOf(question, regime ?? undefined)(period)
  return E.isLeft(column) ? null : column.right
}

/** Whether the KPI is on the scorecard of a column (M5 to M7). */
export const isOnScorecard = (
  { question }: Inquiry,
  rules: KPIRules,
  column: Column | null,
): column is Column => column !== null && cellOf(question, rules, column) !== null

/** The definition under a regime (M8). */
export const definitionUnder = (
  { question: { history, rules: known } }: Inquiry,
  rules: KPIRules,
  regime: Adoption,
): Definition | null => definitionInForce(history.rules, rules, regime, known) ?? null

/** The definition in the regime of a period, else the first there is. */
export const definitionFor = (
  inquiry: Inquiry,
  rules: KPIRules,
  period: Period,
): Definition | null => {
  const column = columnIn(inquiry, period)
  const own = column === null ? null : definitionUnder(inquiry, rules, column.regime)
  return own ?? rules.definitions.find(inquiry.question.rules) ?? null
}

/** A finding, with the rule of its kind and the events behind it. */
export const found = (
  { question: { history } }: Inquiry,
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
