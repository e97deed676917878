import type { History } from '../history/history'
import { kpisDefined, standing } from '../history/withdrawals'
import type { Refusal } from './refusal'

/** The refusal of a regime that was never adopted, with those that were. */
export const unknownRegime = (history: History, regime: string): Refusal => ({
  _tag: 'UnknownRegime',
  regime,
  regimes: history.rules.adoptions.filter(standing(history)).map((adoption) => adoption.regime),
})

/** The refusal of a KPI that was never defined, with those that were. */
export const unknownKPI = (history: History, kpi: string): Refusal => ({
  _tag: 'UnknownKPI',
  kpi,
  kpis: kpisDefined(history, standing(history)).map((each) => each.kpi),
})
