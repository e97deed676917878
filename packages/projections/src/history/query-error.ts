import type { Sentences } from '@kpi-ledger/core/unstable'

/** Why a question has no answer. */
export type QueryError =
  | { readonly _tag: 'NoSuchContract' }
  | { readonly _tag: 'RegimeNotKnown'; readonly regime: string }
  | { readonly _tag: 'KPINotKnown'; readonly kpi: string }
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
  | {
      readonly _tag: 'NoProfile'
      readonly kpi: string
      readonly regime: string
      readonly financialYear: string
    }

/** Each reason as one English sentence. */
export const queryErrorSentences: Sentences<QueryError> = {
  NoSuchContract: () => 'no such contract is registered in this ledger',
  RegimeNotKnown: ({ regime }) =>
    `no regime "${regime}" has been adopted, as far as was known then`,
  KPINotKnown: ({ kpi }) => `no KPI "${kpi}" has been defined, as far as was known then`,
  NoPeriod: () => 'expected at least one period',
  NoRegimeToRateBy: ({ period }) =>
    `no regime is in effect in ${period}; name one to rate it all the same`,
  NoSuchRevision: ({ revision, size }) =>
    `there is no revision ${revision}; the contract has ${size} events`,
  NotInRegime: ({ kpi, regime }) => `KPI "${kpi}" has no target under regime "${regime}"`,
  NotYetStated: ({ kpi, period, regime, effectiveFrom }) =>
    `KPI "${kpi}" is not on the scorecard of ${period}: its first target under regime "${regime}" is from ${effectiveFrom}; name the regime to rate it all the same`,
  RetiredKPI: ({ kpi, period, regime, effectiveFrom }) =>
    `KPI "${kpi}" is not on the scorecard of ${period}: it is retired under regime "${regime}" from ${effectiveFrom}`,
  NoProfile: ({ kpi, financialYear, regime }) =>
    `KPI "${kpi}" has no profile in ${financialYear} under regime "${regime}"`,
}
