export { foldHistory, readHistory, type History } from '@kpi-ledger/core'
export { addToHistory, emptyHistory, historySize } from '@kpi-ledger/core/unstable'
// What answers are made of.
export type {
  DefinitionFields,
  FigureSource,
  PublishScorecard,
  RuleChange,
} from '@kpi-ledger/core/unstable'
export { encodeHistory } from './history/encode-history'
export { decodeHistory, HISTORY_VERSION } from './history/history.codec'
export { loadHistory, saveHistory, type LoadedHistory, type LoadOptions } from './history/snapshot'
export { eventsInWords, type EventInWords } from './history/events-in-words'
export type { EventReference } from './history/reference'
export { asAt, drawnFrom, eventKnown, laterOf, now, type AsAt } from './history/as-at'
export { ledgerState, type LedgerState } from './history/ledger-state'
export { type QueryError } from './history/query-error'

export type { Figure } from './figure/figure'
export type { Cell, DecidedRating } from './scorecard/cell'
export type { Travel, Travels } from './scorecard/travel'
export type { PeriodSummary } from './scorecard/summary'
export {
  scorecard,
  scorecardJson,
  type Scorecard,
  type ScorecardJson,
  type ScorecardQuery,
  type SchemeWords,
} from './scorecard/scorecard'
export type { ScorecardKPI, ServiceArea } from './scorecard/service-areas'
export {
  yearGrid,
  type YearGrid,
  type YearGridCell,
  type YearGridKPI,
  type YearGridQuery,
} from './year-grid/year-grid'

export {
  committeeReport,
  committeeReportJson,
  type CommitteeReport,
  type CommitteeReportJson,
  type CommitteeReportQuery,
  type Exception,
} from './committee-report/committee-report'
export { changedCells } from './committee-report/explained-cells'
export type { Shortfall } from './committee-report/shortfall'

export { tracker, type Tracker, type TrackerPoint, type TrackerQuery } from './tracker/tracker'
export type { Outlook } from './tracker/outlook'

export {
  comparison,
  type Comparison,
  type ComparisonCell,
  type ComparisonQuery,
  type ComparisonRow,
} from './comparison/comparison'
export type { Change } from './comparison/change'

export {
  explanation,
  explanationJson,
  type Explanation,
  type ExplanationJson,
  type ExplanationQuery,
  type NextBand,
} from './explanation/explanation'
export type { BandEnd, ExplainedBand } from './explanation/band'
export type { Contribution, SourceEvent } from './explanation/chain'
export type { ComparedWith } from './explanation/row'
export type { TargetMargin } from './explanation/sentence'
export { figureInWords } from './explanation/figure'

export { publicationAdmission } from './publication/admission'
export { publicationsIn, type Publication } from './publication/published'
export { publishedForm, type PublishedCell, type PublishedForm } from './publication/published-form'
export { scorecardDigest } from './publication/scorecard-digest'
export {
  publish,
  type PublicationError,
  type PublicationQuery,
  type Signing,
} from './publication/publish'
export {
  checkPublication,
  recomputedBefore,
  type PublicationCheck,
  type PublicationClaim,
  type Recomputed,
} from './publication/check'
export type { RestatedField, RestatingEvent, Restatement } from './publication/restated-cell'
export {
  publicationsJson,
  restatements,
  type Publications,
  type PublicationsJson,
  type PublishedScorecard,
  type PublishedScorecardJson,
} from './publication/restatements'

export {
  findings,
  findingsJson,
  type Findings,
  type FindingsJson,
  type FindingsQuery,
} from './findings/findings'
export { findingRules, type Finding, type FindingKind } from './findings/finding'

export { due, type DueKPI, type DueList, type DueQuery } from './due/due'

export {
  points,
  type KPIPoints,
  type PeriodPoints,
  type PeriodTotal,
  type Points,
  type PointsQuery,
} from './points/points'
export type { CountedPoints } from './points/count-points'

export { kpiLife, type KPILife, type KPILifeQuery, type KPIMonth } from './kpi-life/kpi-life'
export type { KPIProcess } from './kpi-life/process'
export type { ControlLimits } from './process/limits'
export type { ProcessFigure, ProcessLimits, ProcessPoint } from './process/process'
export type { Signal, SignalRule } from './process/signals'

export {
  rules,
  type DefinitionInForce,
  type KPIInWords,
  type RegimeInWords,
  type Rules,
  type RulesQuery,
  type TargetInWords,
} from './rules/rules'

export {
  reconciliation,
  type ReconciledRating,
  type Reconciliation,
  type ReconciliationVerdict,
} from './reconciliation/reconciliation'

export {
  portfolioContract,
  portfolioOf,
  type Portfolio,
  type PortfolioContract,
  type PortfolioQuery,
} from './portfolio/portfolio'
export {
  historiesIn,
  historiesTogether,
  readPortfolio,
  type Histories,
} from './portfolio/read-portfolio'
export {
  contractList,
  type ContractList,
  type ListedContract,
  type ListedRegime,
} from './portfolio/contract-list'

export { describe, type ProjectionError } from './describe'
export {
  eventAbout,
  readWithdrawals,
  withdrawnBy,
  type WithdrawalEvent,
  type Withdrawals,
} from './history/withdrawn'
