import type { Command } from '@kpi-ledger/core'
import type { Consistency, Digest, Inclusion } from '@kpi-ledger/core/proofs'
import type { Envelope } from '@kpi-ledger/core/unstable'
import type {
  CommitteeReportJson,
  Comparison,
  ContractList,
  DueList,
  ExplanationJson,
  FindingsJson,
  KPILife,
  Points,
  Portfolio,
  PublicationsJson,
  Reconciliation,
  Rules,
  ScorecardJson,
  Tracker,
  YearGrid,
} from '@kpi-ledger/projections'
import type { HistoryOptions } from './event-list'
import type { ContractsOptions, PortfolioOptions } from './portfolio'
import type { PublishOptions } from './publish'
import type { AsAtOptions } from './questions/as-at'
import type { CommitteeReportOptions } from './questions/committee-report'
import type { ComparisonOptions } from './questions/comparison'
import type { DueOptions } from './questions/due'
import type { ExplanationOptions } from './questions/explanation'
import type { FindingsOptions } from './questions/findings'
import type { KPIOptions } from './questions/kpi'
import type { PointsOptions } from './questions/points'
import type { DigestOptions, ProveOptions, Verified } from './questions/proofs'
import type { Answered } from './questions/question'
import type { QuestionName, Questions } from './questions/questions'
import type { RulesOptions } from './questions/rules'
import type { ScorecardOptions } from './questions/scorecard'
import type { TrackerOptions } from './questions/tracker'
import type { YearGridOptions } from './questions/year-grid'
import type { Recording, RecordOptions } from './record'
import type { WithdrawOptions } from './withdraw'

/** Options for following a question. */
export interface FollowOptions {
  /** Stops following when aborted. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A ledger: it records facts about public contracts and answers questions about them. Text goes in
 * as people write it, plain data comes out in the wire format, and errors are values.
 */
export interface Ledger {
  /**
   * Records commands, all or nothing, one batch at a time per contract. Waits for other writers
   * until the deadline; an append whose outcome is unknown is repeated with the same ids. A command
   * that carries an `id` and was recorded before is answered by its event (M39). Fails
   * with `InvalidCommand` for anything that does not decode, with `Refused` for the first command that
   * cannot follow what has happened, and with the store's error once it is too late to retry.
   */
  readonly record: (
    commands: ReadonlyArray<Command>,
    options?: RecordOptions,
  ) => Promise<Answered<Recording>>
  /** A contract's KPIs, rated (M1 to M8). */
  readonly scorecard: (
    contract: string,
    options: ScorecardOptions,
  ) => Promise<Answered<ScorecardJson>>
  /** A contract's KPIs across the months or quarters of a financial year (M35). */
  readonly yearGrid: (contract: string, options: YearGridOptions) => Promise<Answered<YearGrid>>
  /** A KPI's year against its profile (M24). */
  readonly tracker: (contract: string, options: TrackerOptions) => Promise<Answered<Tracker>>
  /** A KPI across 24 months, with its process and the events behind it (M43, M44). */
  readonly kpi: (contract: string, options: KPIOptions) => Promise<Answered<KPILife>>
  /** The same actuals under two regimes (M22, M23). */
  readonly comparison: (
    contract: string,
    options: ComparisonOptions,
  ) => Promise<Answered<Comparison>>
  /** Why a KPI is rated as it is, event by event (M28). */
  readonly explanation: (
    contract: string,
    options: ExplanationOptions,
  ) => Promise<Answered<ExplanationJson>>
  /** What an auditor should look at. */
  readonly findings: (
    contract: string,
    options?: FindingsOptions,
  ) => Promise<Answered<FindingsJson>>
  /** What has changed in each scorecard since it was signed off (M25, M26). */
  readonly restatements: (
    contract: string,
    options?: AsAtOptions,
  ) => Promise<Answered<PublicationsJson>>
  /** What is due in a period but not recorded, with the days since the period ended (M36). */
  readonly due: (contract: string, options: DueOptions) => Promise<Answered<DueList>>
  /** What a contract's KPIs cost in a financial year, by the bands they fell into (M34). */
  readonly points: (contract: string, options: PointsOptions) => Promise<Answered<Points>>
  /** Each printed rating, beside the one the rules gave then and the one they give now (M32). */
  readonly reconciliation: (
    contract: string,
    options?: AsAtOptions,
  ) => Promise<Answered<Reconciliation>>
  /** A contract's regimes, bands, KPIs and targets in words (M31). */
  readonly rules: (contract: string, options?: RulesOptions) => Promise<Answered<Rules>>
  /**
   * The committee report of a period: its scorecard, which targets were missed, why and since when, what was
   * changed, the year, and the rules (M42).
   */
  readonly report: (
    contract: string,
    options: CommitteeReportOptions,
  ) => Promise<Answered<CommitteeReportJson>>
  /** A contract's events as they are stored, or only those about one KPI. */
  readonly history: (
    contract: string,
    options?: HistoryOptions,
  ) => Promise<Answered<ReadonlyArray<Envelope>>>
  /** The registered contracts with their regimes, by their ids. */
  readonly contracts: (options?: ContractsOptions) => Promise<Answered<ContractList>>
  /**
   * How each contract is doing in a period (M38). Each contract is read once, and none is kept in
   * memory.
   */
  readonly portfolio: (options: PortfolioOptions) => Promise<Answered<Portfolio>>
  /**
   * Signs a scorecard off, drawn from the current events of the contract and rated by the regime in
   * effect (M25), and returns the event. Fails if nobody signs it, if its period is not over, or, unless
   * confirmed, if a KPI that is due has no outcome or it was published before (M25a). If another
   * writer records in between, it is refused and not retried.
   */
  readonly publish: (contract: string, options: PublishOptions) => Promise<Answered<Envelope>>
  /**
   * Withdraws an event that was recorded by mistake, and returns the event that says so. From then
   * on answers are drawn as if the withdrawn event had not been recorded. Refused if later events
   * depend on it (M29).
   */
  readonly withdraw: (contract: string, options: WithdrawOptions) => Promise<Answered<Envelope>>
  /** The size and root of a contract's log, or of its first events (M27). */
  readonly digest: (contract: string, options?: DigestOptions) => Promise<Answered<Digest>>
  /** Proves that an event is in a contract's log, or that the log only adds to its first events (M27). */
  readonly prove: (
    contract: string,
    options: ProveOptions,
  ) => Promise<Answered<Inclusion | Consistency>>
  /**
   * Checks a digest or a proof that was kept elsewhere against the events in the store (M27):
   * whether nothing up to its size was changed, added or removed.
   */
  readonly verify: (evidence: Digest | Inclusion | Consistency) => Promise<Answered<Verified>>
  /**
   * The successive answers to a question such as `{ kind: 'scorecard', period: '2016-05' }`: one
   * now, and a new one whenever it changes. A slow reader gets the newest. It resubscribes by
   * itself; an outage is delivered as an answer, and the next one follows. Ends when its loop is
   * left (on `return()`), by the signal, and by itself after a permanent error.
   */
  readonly follow: <Name extends QuestionName>(
    contract: string,
    question: { readonly kind: Name } & Questions[Name]['options'],
    options?: FollowOptions,
  ) => AsyncIterableIterator<Answered<Questions[Name]['answer']>>
  /**
   * Waits for pending calls, ends every `follow`, and closes the store if it was opened by its URL.
   * Every later call fails with `Closed`.
   */
  readonly close: () => Promise<void>
  /** Closes the ledger, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>
}
