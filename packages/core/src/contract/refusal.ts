import { alternatives } from '../schema/alternatives'
import { formatFault, type Fault } from '../schema/fault'
import { counted, type Sentences } from '../schema/sentences'

/** A contract that was never registered. */
export interface UnknownContract {
  readonly _tag: 'UnknownContract'
  readonly contract: string
  /** The contracts there are, if the store was asked. */
  readonly contracts?: ReadonlyArray<string>
}

/** Why a command was refused (domain model, Refusals). */
export type Refusal =
  | UnknownContract
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
  | { readonly _tag: 'InvalidTarget'; readonly kpi: string; readonly faults: ReadonlyArray<Fault> }
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

const faultList = (faults: ReadonlyArray<Fault>): string => faults.map(formatFault).join('; ')

/** Each Refusal as one English sentence. */
export const refusalSentences: Sentences<Refusal> = {
  UnknownContract: ({ contract, contracts }) =>
    `no contract "${contract}" is registered${contracts === undefined ? '' : alternatives(contract, contracts)}`,
  ContractAlreadyRegistered: (refusal) => `contract "${refusal.contract}" is already registered`,
  UnknownRegime: ({ regime, regimes }) =>
    `no regime "${regime}" has been adopted${alternatives(regime, regimes)}`,
  RegimeAlreadyAdopted: (refusal) => `regime "${refusal.regime}" has already been adopted`,
  MonthAlreadyTaken: (refusal) => `regime "${refusal.by}" already starts in ${refusal.month}`,
  InvalidScheme: (refusal) =>
    `the scheme of regime "${refusal.regime}" cannot rate: ${faultList(refusal.faults)}`,
  UnknownKPI: ({ kpi, kpis }) => `no KPI "${kpi}" has been defined${alternatives(kpi, kpis)}`,
  KPIAlreadyDefined: (refusal) =>
    `KPI "${refusal.kpi}" is already defined under regime "${refusal.regime}"`,
  SucceedsItself: (refusal) => `KPI "${refusal.kpi}" cannot succeed itself`,
  NoDefinitionToCarryOver: (refusal) =>
    `KPI "${refusal.kpi}" has no definition under regime "${refusal.regime}" or one before it`,
  InvalidTarget: (refusal) =>
    `the target of KPI "${refusal.kpi}" cannot be rated: ${faultList(refusal.faults)}`,
  BeforeRegime: (refusal) =>
    `a target of KPI "${refusal.kpi}" from ${refusal.effectiveFrom} is before its regime "${refusal.regime}", which starts in ${refusal.regimeFrom}`,
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
}
