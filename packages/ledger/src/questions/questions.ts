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
  readonly scorecard: { readonly options: ScorecardOptions; readonly answer: ScorecardJson }
  readonly yearGrid: { readonly options: YearGridOptions; readonly answer: YearGrid }
  readonly tracker: { readonly options: TrackerOptions; readonly answer: Tracker }
  readonly kpi: { readonly options: KPIOptions; readonly answer: KPILife }
  readonly comparison: { readonly options: ComparisonOptions; readonly answer: Comparison }
  readonly explanation: { readonly options: ExplanationOptions; readonly answer: ExplanationJson }
  readonly findings: { readonly options: FindingsOptions; readonly answer: FindingsJson }
  readonly restatements: { readonly options: AsAtOptions; readonly answer: PublicationsJson }
  readonly due: { readonly options: DueOptions; readonly answer: DueList }
  readonly points: { readonly options: PointsOptions; readonly answer: Points }
  readonly reconciliation: { readonly options: AsAtOptions; readonly answer: Reconciliation }
  readonly rules: { readonly options: RulesOptions; readonly answer: Rules }
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

/** Whether there is a question of that name. */
export const isQuestion = (name: string): name is QuestionName => Object.hasOwn(questions, name)
