import { formatPeriod, type History, type Period } from '@kpi-ledger/core'
import { financialYearOf, kpisDefined, lastMonth } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { explanationJson, type Explanation, type ExplanationJson } from '../explanation/explanation'
import { now, type AsAt } from '../history/as-at'
import type { LedgerState } from '../history/ledger-state'
import type { QueryError } from '../history/query-error'
import { ask } from '../history/question'
import { kpiLife, type KPILife } from '../kpi-life/kpi-life'
import {
  publicationsJson,
  restatements as restatementsOf,
  type Publications,
  type PublicationsJson,
} from '../publication/restatements'
import { rules as rulesOf, type Rules } from '../rules/rules'
import {
  scorecard as scorecardOf,
  scorecardJson,
  type Scorecard,
  type ScorecardJson,
} from '../scorecard/scorecard'
import { yearGrid, type YearGrid } from '../year-grid/year-grid'
import { explanationsOf, wasChanged } from './explained-cells'
import { fallsShort, shortfallOf, type Shortfall } from './shortfall'

/** A question for a committee report. */
export interface CommitteeReportQuery {
  /** The period that the report is for. */
  readonly period: Period
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** A KPI that falls short of its target: since when, why, and how it came about (M42, M43). */
export interface Exception extends Shortfall {
  /** Why it is rated as it is, and the events behind that. */
  readonly explanation: Explanation
  /** Across the 24 months up to the end of the period. */
  readonly life: KPILife
}

/**
 * What a committee is given about a contract for a period: its scorecard, and what lies behind it (M42;
 * wire format, Committee report).
 */
export interface CommitteeReport {
  /** The id of the contract. */
  readonly contract: string
  /** The title of the contract. */
  readonly title: string
  /** The authority that lets the contract. */
  readonly authority: string
  /** The supplier of the contract. */
  readonly supplier: string
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** The period that the report is for, as the ledger writes it (M1). */
  readonly period: string
  /** The scorecard of the period. */
  readonly scorecard: Scorecard
  /** The KPIs that fall short, in scorecard order. */
  readonly exceptions: ReadonlyArray<Exception>
  /** The cells whose figure was corrected or whose rating was decided, in scorecard order. */
  readonly changed: ReadonlyArray<Explanation>
  /** The financial year in which the period ends, by month. */
  readonly year: YearGrid
  /** All scorecards that were signed off, and what was restated since (M26). */
  readonly restatements: Publications
  /** How ratings are made, regime by regime (M31). */
  readonly rules: Rules
}

/** The answers a report is put together from. */
const answersFor = (history: History, asked: Period, asAt: AsAt) => {
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const { yearStart } = question.right.contract
  const year = {
    kind: 'financial-year' as const,
    financialYear: financialYearOf(lastMonth(asked, yearStart), yearStart),
  }
  return pipe(
    E.Do,
    E.let('question', () => question.right),
    E.bind('scorecard', () => scorecardOf(history, { periods: [asked], asAt })),
    E.bind('year', () => yearGrid(history, { financialYear: year, asAt })),
    E.bind('restatements', () => restatementsOf(history, { asAt })),
    E.bind('rules', () => rulesOf(history, { asAt })),
    E.bind('short', ({ scorecard }) => explanationsOf(history, scorecard, fallsShort)),
    E.bind('changed', ({ scorecard }) => explanationsOf(history, scorecard, wasChanged)),
  )
}

/**
 * The committee report of a contract's period under the regimes in effect: verdict and scorecard, the
 * KPIs that fall short with why and since when, what was corrected, decided and restated, the year, and
 * the rules in words (M42). Fails as a scorecard does.
 */
export const committeeReport = (
  history: History,
  { period: asked, asAt = now }: CommitteeReportQuery,
): E.Either<QueryError, CommitteeReport> => {
  const answers = answersFor(history, asked, asAt)
  if (E.isLeft(answers)) return answers
  const { question, short, changed, ...parts } = answers.right
  const { contract, title, authority, supplier } = question.contract
  const exceptions = E.traverseArray((explained: Explanation) =>
    E.map((life: KPILife) => ({ explanation: explained, life }))(
      kpiLife(history, { kpi: explained.kpi, period: asked, asAt }),
    ),
  )(short)
  if (E.isLeft(exceptions)) return exceptions
  const known = new Map(kpisDefined(history, question.rules).map((each) => [each.kpi, each]))
  return E.right({
    ...{ contract, title, authority, supplier, asAt, period: formatPeriod(asked) },
    scorecard: parts.scorecard,
    exceptions: exceptions.right.flatMap((each) => {
      const rules = known.get(each.explanation.kpi)
      const run = rules === undefined ? null : shortfallOf(question, rules, asked)
      return run === null ? [] : [{ ...run, ...each }]
    }),
    ...{ changed, year: parts.year, restatements: parts.restatements, rules: parts.rules },
  })
}

/** The report in the wire format: each of its answers as it is in the wire format itself. */
export interface CommitteeReportJson extends CommitteeReport {
  /** The size and root of the events it was drawn from (M27). */
  readonly ledger: LedgerState
  /** The scorecard of the period. */
  readonly scorecard: ScorecardJson
  /** The KPIs that fall short, in scorecard order. */
  readonly exceptions: ReadonlyArray<Exception & { readonly explanation: ExplanationJson }>
  /** The cells whose figure was corrected or whose rating was decided, in scorecard order. */
  readonly changed: ReadonlyArray<ExplanationJson>
  /** All scorecards that were signed off, and what was restated since (M26). */
  readonly restatements: PublicationsJson
}

/**
 * The report in the wire format; `rootAt` gives the root of the log's first events, null beyond the
 * end.
 */
export const committeeReportJson = (
  report: CommitteeReport,
  { size, root }: LedgerState,
  rootAt: (size: number) => string | null,
): CommitteeReportJson => {
  const { contract, title, authority, supplier, asAt, period, exceptions, ...parts } = report
  const ledger = { size, root }
  return {
    ...{ contract, title, authority, supplier, asAt, ledger, period },
    scorecard: scorecardJson(parts.scorecard, ledger),
    exceptions: exceptions.map(({ explanation, ...run }) => ({
      ...run,
      explanation: explanationJson(explanation, ledger),
    })),
    changed: parts.changed.map((explained) => explanationJson(explained, ledger)),
    year: parts.year,
    restatements: publicationsJson(parts.restatements, ledger, rootAt),
    rules: parts.rules,
  }
}
