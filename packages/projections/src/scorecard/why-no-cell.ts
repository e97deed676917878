import { formatPeriod } from '@kpi-ledger/core'
import {
  formatMonth,
  lastMonth,
  retirementInForce,
  statementsUnder,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import type { QueryError } from '../history/query-error'
import type { Question } from '../history/question'
import type { Column } from './column'

/** Why a KPI has no cell in a column (M5 to M8). */
export const whyNoCell = (
  { contract, rules: known }: Question,
  rules: KPIRules,
  { period, regime: { regime } }: Column,
): QueryError => {
  const { kpi } = rules
  const month = formatMonth(lastMonth(period, contract.yearStart))
  const retired = retirementInForce(rules, regime, month, known)
  const of = { kpi, regime, period: formatPeriod(period) }
  if (retired !== undefined)
    return { _tag: 'RetiredKPI', ...of, effectiveFrom: retired.effectiveFrom }
  const starts = statementsUnder(rules, regime, known).map(({ effectiveFrom }) => effectiveFrom)
  const [first] = starts.sort()
  return first === undefined
    ? { _tag: 'NotInRegime', kpi, regime }
    : { _tag: 'NotYetStated', ...of, effectiveFrom: first }
}
