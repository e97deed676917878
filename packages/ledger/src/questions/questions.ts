import type {
  CommitteeReportJson,
  Comparison,
  DueList,
  ExplanationJson,
  FindingsJson,
  KPILife,
  Points,
  PublicationsJson,
  Reconciliation,
  Rules,
  ScorecardJson,
  Tracker,
  YearGrid,
} from '@kpi-ledger/projections'
import type { AsAtOptions } from './as-at'
import { committeeReport, type CommitteeReportOptions } from './committee-report'
import { comparison, type ComparisonOptions } from './comparison'
import { due, type DueOptions } from './due'
import { explanation, type ExplanationOptions } from './explanation'
import { findings, type FindingsOptions } from './findings'
import { kpi, type KPIOptions } from './kpi'
import { points, type PointsOptions } from './points'
import type { Question } from './question'
import { reconciliation } from './reconciliation'
import { restatements } from './restatements'
import { rules, type RulesOptions } from './rules'
import { scorecard, type ScorecardOptions } from './scorecard'
import { tracker, type TrackerOptions } from './tracker'
import { yearGrid, type YearGridOptions } from './year-grid'

/** All questions about one contract, with their options and answers. */
export interface Questions {
  /** A contract's KPIs, rated (M1 to M8). */
  readonly scorecard: { readonly options: ScorecardOptions; readonly answer: ScorecardJson }
  /** A contract's KPIs across a financial year (M35). */
  readonly yearGrid: { readonly options: YearGridOptions; readonly answer: YearGrid }
  /** A KPI's year against its profile (M24). */
  readonly tracker: { readonly options: TrackerOptions; readonly answer: Tracker }
  /** A KPI across 24 months, with its process and the events behind it (M43). */
  readonly kpi: { readonly options: KPIOptions; readonly answer: KPILife }
  /** The same actuals under two regimes (M22, M23). */
  readonly comparison: { readonly options: ComparisonOptions; readonly answer: Comparison }
  /** Why a KPI is rated as it is (M28). */
  readonly explanation: { readonly options: ExplanationOptions; readonly answer: ExplanationJson }
  /** What an auditor should look at. */
  readonly findings: { readonly options: FindingsOptions; readonly answer: FindingsJson }
  /** What has changed in each scorecard since it was signed off (M25, M26). */
  readonly restatements: { readonly options: AsAtOptions; readonly answer: PublicationsJson }
  /** What is due in a period but not recorded (M36). */
  readonly due: { readonly options: DueOptions; readonly answer: DueList }
  /** What a contract's KPIs cost in a financial year (M34). */
  readonly points: { readonly options: PointsOptions; readonly answer: Points }
  /** Each printed rating beside the one that the rules give (M32). */
  readonly reconciliation: { readonly options: AsAtOptions; readonly answer: Reconciliation }
  /** A contract's regimes, bands, KPIs and targets in words (M31). */
  readonly rules: { readonly options: RulesOptions; readonly answer: Rules }
  /** The committee report of a period (M42). */
  readonly report: {
    readonly options: CommitteeReportOptions
    readonly answer: CommitteeReportJson
  }
}

/** The name of a question. */
export type QuestionName = keyof Questions

/** How each question is decoded and answered. */
export const questions: { readonly [Name in QuestionName]: Question<Questions[Name]['answer']> } = {
  ...{
    scorecard,
    yearGrid,
    tracker,
    kpi,
    comparison,
    explanation,
    findings,
    restatements,
    due,
    points,
    rules,
    reconciliation,
    report: committeeReport,
  },
}

/** Whether there is a question with that name. */
export const isQuestion = (name: string): name is QuestionName => Object.hasOwn(questions, name)
