import type { Command } from '@kpi-ledger/core'
import type { Consistency, Digest, Inclusion } from '@kpi-ledger/core/proofs'
import type { Envelope } from '@kpi-ledger/core/unstable'
import type {
  Comparison,
  ExplanationJson,
  FindingsJson,
  PublicationsJson,
  ScorecardJson,
  Tracker,
} from '@kpi-ledger/projections'
import type { Contracts } from './contracts'
import type { HistoryOptions } from './event-list'
import type { PublishOptions } from './publish'
import type { AsAtOptions } from './questions/as-at'
import type { ComparisonOptions } from './questions/comparison'
import type { ExplanationOptions } from './questions/explanation'
import type { FindingsOptions } from './questions/findings'
import type { DigestOptions, ProveOptions, Verified } from './questions/proofs'
import type { Answered } from './questions/question'
import type { QuestionName, Questions } from './questions/questions'
import type { ScorecardOptions } from './questions/scorecard'
import type { TrackerOptions } from './questions/tracker'
import type { Recording, RecordOptions } from './record'

/** How a question is followed. */
export interface FollowOptions {
  /** Ends it. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A ledger: what is recorded of public contracts, and what can be asked of it. Text goes in as people
 * write it, plain data comes out as the wire format has it; what goes wrong is a value.
 */
export interface Ledger {
  /**
   * Records commands, all of them or none, one batch at a time on each contract. Other writers are
   * waited for until the deadline, and an append whose outcome is not known is repeated with the
   * same ids. Fails with `InvalidCommand` for what is no command, with `Refused` for the first that
   * cannot follow what has happened, and with the store's error once it is too late.
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
  /** A KPI's year against its profile (M24). */
  readonly tracker: (contract: string, options: TrackerOptions) => Promise<Answered<Tracker>>
  /** The same actuals under two regimes (M22, M23). */
  readonly comparison: (
    contract: string,
    options: ComparisonOptions,
  ) => Promise<Answered<Comparison>>
  /** Why a KPI is rated so, event by event (M28). */
  readonly explanation: (
    contract: string,
    options: ExplanationOptions,
  ) => Promise<Answered<ExplanationJson>>
  /** What an auditor should look at. */
  readonly findings: (
    contract: string,
    options?: FindingsOptions,
  ) => Promise<Answered<FindingsJson>>
  /** What became of every scorecard signed off (M25, M26). */
  readonly restatements: (
    contract: string,
    options?: AsAtOptions,
  ) => Promise<Answered<PublicationsJson>>
  /** A contract's events as they are stored, or those about one KPI. */
  readonly history: (
    contract: string,
    options?: HistoryOptions,
  ) => Promise<Answered<ReadonlyArray<Envelope>>>
  /** The contracts that are registered, by their ids. */
  readonly contracts: () => Promise<Answered<Contracts>>
  /**
   * Signs a scorecard off, drawn from all there is of the contract (M25), and gives the event. Where
   * somebody else writes in between it is refused, and not tried again.
   */
  readonly publish: (contract: string, options: PublishOptions) => Promise<Answered<Envelope>>
  /** Size and root of a contract's log, or of its first events (M27). */
  readonly digest: (contract: string, options?: DigestOptions) => Promise<Answered<Digest>>
  /** Proves that an event is in a contract's log, or that the log only adds to its first events (M27). */
  readonly prove: (
    contract: string,
    options: ProveOptions,
  ) => Promise<Answered<Inclusion | Consistency>>
  /**
   * Whether a digest or a proof that was kept elsewhere is of the events the store has now (M27):
   * nothing up to its size was changed, added or taken away.
   */
  readonly verify: (evidence: Digest | Inclusion | Consistency) => Promise<Answered<Verified>>
  /**
   * The answers to a question, one now and one whenever it is another: `{ kind: 'scorecard', period:
   * '2016-05' }`. A slow reader gets the newest. It subscribes again by itself; an outage is an
   * answer like any other, and the next one follows. It is ended by `return()`, that is by leaving
   * the loop, or by the signal; after an error that does not pass it ends by itself.
   */
  readonly follow: <Name extends QuestionName>(
    contract: string,
    question: { readonly kind: Name } & Questions[Name]['options'],
    options?: FollowOptions,
  ) => AsyncIterableIterator<Answered<Questions[Name]['answer']>>
  /**
   * Waits for what is under way, ends what is followed, and lets go of the store if it was opened
   * by its URL. Whatever is asked afterwards is `Closed`.
   */
  readonly close: () => Promise<void>
  /** The same, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>
}
