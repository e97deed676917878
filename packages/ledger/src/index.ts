export { openLedger, type LedgerOptions } from './open-ledger'
export type { FollowOptions, Ledger } from './ledger'
export { describe, status, type Closed, type LedgerError, type NoSuchSize } from './error'
export { LedgerFailure, orThrow } from './failure'

export type { Recording, RecordOptions } from './record'
export type { PublishOptions } from './publish'
export type { WithdrawOptions } from './withdraw'
export type { AsAtOptions } from './questions/as-at'
export type { Periods } from './questions/periods.codec'
export type { CommitteeReportOptions } from './questions/committee-report'
export type { DueOptions } from './questions/due'
export type { KPIOptions } from './questions/kpi'
export type { PointsOptions } from './questions/points'
export type { RulesOptions } from './questions/rules'
export type { ScorecardOptions } from './questions/scorecard'
export type { TrackerOptions } from './questions/tracker'
export type { YearGridOptions } from './questions/year-grid'
export type { ComparisonOptions } from './questions/comparison'
export type { ExplanationOptions } from './questions/explanation'
export type { FindingsOptions } from './questions/findings'
export type { HistoryOptions } from './event-list'
export type { DigestOptions, ProveOptions, Verified } from './questions/proofs'
export type { Answered } from './questions/question'
export type { QuestionName, Questions } from './questions/questions'
export type { ContractsOptions, PortfolioOptions } from './portfolio'

export type {
  CommitteeReportJson,
  Comparison,
  ContractList,
  DueList,
  ExplanationJson,
  FindingsJson,
  KPILife,
  ListedContract,
  Points,
  Portfolio,
  PublicationsJson,
  Reconciliation,
  Rules,
  ScorecardJson,
  Tracker,
  YearGrid,
} from '@kpi-ledger/projections'
export type { Consistency, Digest, Inclusion } from '@kpi-ledger/core/proofs'
export type { Advice, AdviceKind, Command } from '@kpi-ledger/core'
export type { Envelope } from '@kpi-ledger/core/unstable'
export type { UnknownStore } from './store'
