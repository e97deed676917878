import type { YearNotSplit } from '@kpi-ledger/core'
import { alternatives, yearNotSplitSentences, type Sentences } from '@kpi-ledger/core/unstable'
import type { AsAt } from './as-at'

/** A contract that is not in a ledger. */
export interface NoSuchContract {
  /** The tag of this error. */
  readonly _tag: 'NoSuchContract'
  /** Its id, if the store was asked for it. */
  readonly contract?: string
  /** The contracts there are, if the store was asked. */
  readonly contracts?: ReadonlyArray<string>
}

/** Why a question has no answer. */
export type QueryError =
  | NoSuchContract
  | YearNotSplit
  | {
      readonly _tag: 'RegimeNotKnown'
      readonly regime: string
      /** Those adopted, as far as was known at `asAt`. */
      readonly regimes: ReadonlyArray<string>
      readonly asAt: AsAt
    }
  | {
      readonly _tag: 'KPINotKnown'
      readonly kpi: string
      /** Those defined, as far as was known at `asAt`. */
      readonly kpis: ReadonlyArray<string>
      readonly asAt: AsAt
    }
  | { readonly _tag: 'NoPeriod' }
  | { readonly _tag: 'NoRegimeToRateBy'; readonly period: string }
  | { readonly _tag: 'NoSuchRevision'; readonly revision: number; readonly size: number }
  | { readonly _tag: 'NotInRegime'; readonly kpi: string; readonly regime: string }
  | {
      readonly _tag: 'NotYetStated'
      readonly kpi: string
      readonly regime: string
      readonly period: string
      readonly effectiveFrom: string
    }
  | {
      readonly _tag: 'RetiredKPI'
      readonly kpi: string
      readonly regime: string
      readonly period: string
      readonly effectiveFrom: string
    }
  | { readonly _tag: 'BesideNothing'; readonly beside: string }
  | {
      readonly _tag: 'NotBeside'
      readonly kpi: string
      /** The regime it is compared with. */
      readonly regime: string
      readonly beside: string
      /** The KPIs of that regime that do share a row with it. */
      readonly sharing: ReadonlyArray<string>
    }

/** Says that a point in time was asked about, if any: later rules are left out (M21). */
const asFarAs = ({ rules, revision }: AsAt): string =>
  rules === null && revision === null ? '' : ', as far as was known then'

/** Each reason as one English sentence. */
export const queryErrorSentences: Sentences<QueryError> = {
  ...yearNotSplitSentences,
  NoSuchContract: ({ contract, contracts }) =>
    contract === undefined
      ? 'no such contract is registered in this ledger'
      : `no contract "${contract}" is registered in this ledger${contracts === undefined ? '' : alternatives(contract, contracts)}`,
  RegimeNotKnown: ({ regime, regimes, asAt }) =>
    `no regime "${regime}" has been adopted${asFarAs(asAt)}${alternatives(regime, regimes)}`,
  KPINotKnown: ({ kpi, kpis, asAt }) =>
    `no KPI "${kpi}" has been defined${asFarAs(asAt)}${alternatives(kpi, kpis)}`,
  NoPeriod: () => 'expected at least one period',
  NoRegimeToRateBy: ({ period }) =>
    `no regime is in effect in ${period}, and none was named to rate it by`,
  NoSuchRevision: ({ revision, size }) =>
    `there is no revision ${revision}; the contract has ${size} events`,
  NotInRegime: ({ kpi, regime }) => `KPI "${kpi}" has no target under regime "${regime}"`,
  NotYetStated: ({ kpi, period, regime, effectiveFrom }) =>
    `KPI "${kpi}" is not on the scorecard of ${period}: its first target under regime "${regime}" is from ${effectiveFrom}; it is rated only if the regime is named`,
  RetiredKPI: ({ kpi, period, regime, effectiveFrom }) =>
    `KPI "${kpi}" is not on the scorecard of ${period}: it is retired under regime "${regime}" from ${effectiveFrom}`,
  BesideNothing: ({ beside }) =>
    `KPI "${beside}" shares a row in a comparison only: name the regime to compare with`,
  NotBeside: ({ kpi, regime, beside, sharing }) =>
    `KPI "${kpi}" shares no row with "${beside}" in a comparison with regime "${regime}"${alternatives(beside, sharing)}`,
}
