import { outcomeInWords, type Outcome } from '../kpi/outcome'
import { yearNotSplitSentences, type YearNotSplit } from '../period/written'
import { alternatives } from '../schema/alternatives'
import { formatFaults, type Fault } from '../schema/fault'
import { counted, sentenceOf, type Sentences } from '../schema/sentences'

/** A contract that was never registered. */
export interface UnknownContract {
  /** The tag of this refusal. */
  readonly _tag: 'UnknownContract'
  /** The id that is unknown. */
  readonly contract: string
  /** The contracts there are, if the store was asked. */
  readonly contracts?: ReadonlyArray<string>
}

/** A change that the author of a command had not seen (M39). */
export interface UnseenChange {
  /** Id of the event. */
  readonly id: string
  /** The revision of its event. */
  readonly revision: number
  /** Type of the event. */
  readonly type: string
  /** When it was recorded. */
  readonly recordedAt: string
  /** Null if it names nobody. */
  readonly actor: string | null
  /** The figure it gave; null if it is about something else. */
  readonly outcome: Outcome | null
}

/** What a command is about has changed since the revision its author saw (M39). */
export interface Stale {
  /** The tag of this refusal. */
  readonly _tag: 'Stale'
  /** The KPI it is about; null if none. */
  readonly kpi: string | null
  /** The period it is about; null if none. */
  readonly period: string | null
  /** The revision its author saw. */
  readonly seen: number
  /** The latest change that its author had not seen. */
  readonly change: UnseenChange
}

const aboutInWords = ({ kpi, period }: Stale): string => {
  if (kpi === null) return period ?? 'the contract'
  return period === null ? `KPI "${kpi}"` : `KPI "${kpi}" for ${period}`
}

const changeInWords = ({ type, revision, recordedAt, actor, outcome }: UnseenChange): string => {
  const gave = outcome === null ? '' : ` (now ${outcomeInWords(outcome)})`
  const by = actor === null ? 'without an actor' : `by ${actor}`
  return `${type} at revision ${revision}, recorded at ${recordedAt} ${by}${gave}`
}

/** Why a command was refused (domain model, Refusals). */
export type Refusal =
  | UnknownContract
  | YearNotSplit
  | { readonly _tag: 'ContractAlreadyRegistered'; readonly contract: string }
  | {
      readonly _tag: 'UnknownRegime'
      readonly regime: string
      /** Those adopted, in recorded order. */
      readonly regimes: ReadonlyArray<string>
    }
  | { readonly _tag: 'RegimeAlreadyAdopted'; readonly regime: string }
  | { readonly _tag: 'MonthAlreadyTaken'; readonly month: string; readonly by: string }
  | {
      readonly _tag: 'InvalidScheme'
      readonly regime: string
      readonly faults: ReadonlyArray<Fault>
    }
  | {
      readonly _tag: 'UnknownKPI'
      readonly kpi: string
      /** Those defined, in the order of their first definitions. */
      readonly kpis: ReadonlyArray<string>
    }
  | { readonly _tag: 'KPIAlreadyDefined'; readonly kpi: string; readonly regime: string }
  | { readonly _tag: 'SucceedsItself'; readonly kpi: string }
  | { readonly _tag: 'NoDefinitionToCarryOver'; readonly kpi: string; readonly regime: string }
  | {
      readonly _tag: 'InvalidDefinition'
      readonly kpi: string
      readonly faults: ReadonlyArray<Fault>
    }
  | { readonly _tag: 'InvalidTarget'; readonly kpi: string; readonly faults: ReadonlyArray<Fault> }
  | { readonly _tag: 'UnknownEvent'; readonly event: string }
  | { readonly _tag: 'NotWithdrawable'; readonly event: string; readonly type: string }
  | { readonly _tag: 'AlreadyWithdrawn'; readonly event: string; readonly by: number }
  | {
      readonly _tag: 'DependedOn'
      readonly event: string
      /** The first event that could not have been recorded without it. */
      readonly dependent: { readonly revision: number; readonly id: string; readonly type: string }
      /** Why it could not. */
      readonly refusal: Refusal
    }
  | {
      readonly _tag: 'UnknownCode'
      readonly code: string
      readonly regime: string
      /** Those of its scheme, that of what is not rated last. */
      readonly codes: ReadonlyArray<string>
    }
  | { readonly _tag: 'NothingToDecide'; readonly kpi: string; readonly regime: string }
  | {
      readonly _tag: 'DecidedCodeGone'
      readonly kpi: string
      readonly period: string
      readonly code: string
      readonly regime: string
    }
  | { readonly _tag: 'NothingAmended'; readonly fields: ReadonlyArray<string> }
  | {
      readonly _tag: 'TargetNotRateable'
      readonly kpi: string
      readonly effectiveFrom: string
      readonly regime: string
      readonly faults: ReadonlyArray<Fault>
    }
  | {
      readonly _tag: 'BeforeRegime'
      readonly kpi: string
      readonly effectiveFrom: string
      readonly regime: string
      readonly regimeFrom: string
    }
  | {
      readonly _tag: 'KPIRetiredBy'
      readonly kpi: string
      readonly regime: string
      readonly effectiveFrom: string
      readonly retiredFrom: string
    }
  | { readonly _tag: 'NothingToRetire'; readonly kpi: string; readonly regime: string }
  | {
      readonly _tag: 'RetiredBeforeStated'
      readonly kpi: string
      readonly effectiveFrom: string
      readonly firstStated: string
    }
  | { readonly _tag: 'AlreadyRecorded'; readonly kpi: string; readonly period: string }
  | { readonly _tag: 'NothingToCorrect'; readonly kpi: string; readonly period: string }
  | { readonly _tag: 'NoRegimeInEffect'; readonly period: string }
  | { readonly _tag: 'StalePublication'; readonly size: number; readonly actual: number }
  | Stale
  | {
      readonly _tag: 'RevisionNotReached'
      readonly expectedRevision: number
      /** Number of events there are. */
      readonly size: number
    }
  | {
      readonly _tag: 'CorrectsAnother'
      readonly corrects: string
      readonly kpi: string
      readonly period: string
    }
  | {
      readonly _tag: 'IdTaken'
      readonly id: string
      readonly type: string
      readonly revision: number
    }

/** Each Refusal as one English sentence. */
export const refusalSentences: Sentences<Refusal> = {
  ...yearNotSplitSentences,
  UnknownContract: ({ contract, contracts }) =>
    `no contract "${contract}" is registered${contracts === undefined ? '' : alternatives(contract, contracts)}`,
  ContractAlreadyRegistered: (refusal) => `contract "${refusal.contract}" is already registered`,
  UnknownRegime: ({ regime, regimes }) =>
    `no regime "${regime}" has been adopted${alternatives(regime, regimes)}`,
  RegimeAlreadyAdopted: (refusal) => `regime "${refusal.regime}" has already been adopted`,
  MonthAlreadyTaken: (refusal) => `regime "${refusal.by}" already starts in ${refusal.month}`,
  InvalidScheme: (refusal) =>
    `the scheme of regime "${refusal.regime}" cannot rate: ${formatFaults(refusal.faults)}`,
  UnknownKPI: ({ kpi, kpis }) => `no KPI "${kpi}" has been defined${alternatives(kpi, kpis)}`,
  KPIAlreadyDefined: (refusal) =>
    `KPI "${refusal.kpi}" is already defined under regime "${refusal.regime}"`,
  SucceedsItself: (refusal) => `KPI "${refusal.kpi}" cannot succeed itself`,
  NoDefinitionToCarryOver: (refusal) =>
    `KPI "${refusal.kpi}" has no definition under regime "${refusal.regime}" or one before it`,
  InvalidDefinition: (refusal) =>
    `the definition of KPI "${refusal.kpi}" contradicts itself: ${formatFaults(refusal.faults)}`,
  InvalidTarget: (refusal) =>
    `the target of KPI "${refusal.kpi}" cannot be rated: ${formatFaults(refusal.faults)}`,
  UnknownEvent: (refusal) => `the contract has no event ${refusal.event}`,
  NotWithdrawable: (refusal) =>
    `event ${refusal.event} is a ${refusal.type}, which cannot be withdrawn`,
  AlreadyWithdrawn: (refusal) =>
    `event ${refusal.event} has already been withdrawn, by revision ${refusal.by}`,
  DependedOn: ({ event, dependent: { revision, id, type }, refusal }) =>
    `event ${event} cannot be withdrawn: revision ${revision} (${type}, ${id}) depends on it: ${sentenceOf(refusalSentences, refusal)}; withdraw that first`,
  UnknownCode: ({ code, regime, codes }) =>
    `the scheme of regime "${regime}" has no code "${code}"${alternatives(code, codes)}`,
  NothingToDecide: (refusal) =>
    `KPI "${refusal.kpi}" has no target under regime "${refusal.regime}", so there is no rating to decide`,
  DecidedCodeGone: (refusal) =>
    `the amended scheme of regime "${refusal.regime}" has no code "${refusal.code}", which was decided for KPI "${refusal.kpi}" in ${refusal.period}`,
  NothingAmended: (refusal) =>
    `nothing is amended: state at least one of ${refusal.fields.join(', ')}`,
  TargetNotRateable: (refusal) =>
    `the amended scheme of regime "${refusal.regime}" cannot rate the target of KPI "${refusal.kpi}" from ${refusal.effectiveFrom}: ${formatFaults(refusal.faults)}`,
  BeforeRegime: (refusal) =>
    `nothing can be stated for KPI "${refusal.kpi}" from ${refusal.effectiveFrom}, before its regime "${refusal.regime}", which starts in ${refusal.regimeFrom}`,
  KPIRetiredBy: (refusal) =>
    `KPI "${refusal.kpi}" is retired under regime "${refusal.regime}" from ${refusal.retiredFrom}, so nothing can be stated for it from ${refusal.effectiveFrom}`,
  NothingToRetire: (refusal) =>
    `KPI "${refusal.kpi}" has no target under regime "${refusal.regime}"`,
  RetiredBeforeStated: (refusal) =>
    `KPI "${refusal.kpi}" cannot be retired from ${refusal.effectiveFrom}, before its first target from ${refusal.firstStated}`,
  AlreadyRecorded: (refusal) =>
    `an actual of KPI "${refusal.kpi}" for ${refusal.period} is already recorded; correct it instead`,
  NothingToCorrect: (refusal) =>
    `no actual of KPI "${refusal.kpi}" for ${refusal.period} has been recorded`,
  NoRegimeInEffect: (refusal) => `no regime is in effect in ${refusal.period}`,
  StalePublication: (refusal) =>
    `the scorecard was drawn from ${counted(refusal.size, 'event')}, but the ledger now has ${refusal.actual}`,
  Stale: (refusal) =>
    `${aboutInWords(refusal)} has changed since revision ${refusal.seen}, which the command is based on: ${changeInWords(refusal.change)}; look at it and send the command again, based on revision ${refusal.change.revision}`,
  RevisionNotReached: ({ expectedRevision, size }) =>
    `the command is based on revision ${expectedRevision}, but the contract has only ${counted(size, 'event')}: it was written for another ledger`,
  CorrectsAnother: ({ corrects, kpi, period }) =>
    `event ${corrects}, which the command says it corrects, gave no figure of KPI "${kpi}" for ${period}`,
  IdTaken: ({ id, type, revision }) =>
    `id ${id} is already used for another command: see ${type} at revision ${revision}`,
}
