import type { Rulebook } from '../history/rulebook'
import type { Refusal } from './refusal'

/** The refusal of a regime that was never adopted, with those that were. */
export const unknownRegime = ({ adoptions }: Rulebook, regime: string): Refusal => ({
  _tag: 'UnknownRegime',
  regime,
  regimes: adoptions.map((adoption) => adoption.regime),
})

/** The refusal of a KPI that was never defined, with those that were. */
export const unknownKPI = ({ kpis }: Rulebook, kpi: string): Refusal => ({
  _tag: 'UnknownKPI',
  kpi,
  kpis: [...kpis.keys()],
})
