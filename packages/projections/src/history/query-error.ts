/** Why a question about a history has no answer. */
export type QueryError =
  | { readonly _tag: 'UnknownContract' }
  | { readonly _tag: 'UnknownRegime'; readonly regime: string }
  | { readonly _tag: 'UnknownKPI'; readonly kpi: string }
  | { readonly _tag: 'NoPeriod' }
  | { readonly _tag: 'NoRegimeInEffect'; readonly period: string }
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

/** The reason as one English sentence. */
export const describeQueryError = (error: QueryError): string => {
  switch (error._tag) {
    case 'UnknownContract':
      return 'no such contract is registered in this ledger'
    case 'UnknownRegime':
      return `no regime "${error.regime}" has been adopted, as far as was known then`
    case 'UnknownKPI':
      return `no KPI "${error.kpi}" has been defined, as far as was known then`
    case 'NoPeriod':
      return 'expected at least one period'
    case 'NoRegimeInEffect':
      return `no regime is in effect in ${error.period}; name one to rate it all the same`
    case 'NoSuchRevision':
      return `there is no revision ${String(error.revision)}; the contract has ${String(error.size)} events`
    case 'NotInRegime':
      return `KPI "${error.kpi}" has no target under regime "${error.regime}"`
    case 'NotYetStated':
      return `KPI "${error.kpi}" is not on the scorecard of ${error.period}: its first target under regime "${error.regime}" is from ${error.effectiveFrom}; name the regime to rate it all the same`
    case 'RetiredKPI':
      return `KPI "${error.kpi}" is not on the scorecard of ${error.period}: it is retired under regime "${error.regime}" from ${error.effectiveFrom}`
    case 'NoProfile':
      return `KPI "${error.kpi}" has no profile in ${error.financialYear} under regime "${error.regime}"`
  }
}
