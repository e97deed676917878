import type { History } from '../history/history'
import type { Adoption, TargetStatement } from '../history/rulebook'
import { retirementInForce } from '../history/rules-in-force'
import { standing } from '../history/withdrawals'
import { targetFaults } from '../rating/check-target'
import type { Refusal } from './refusal'

/** When something may be stated for a KPI under a regime: neither before it nor once retired (M8a). */
export const judgeStart = (
  history: History,
  regime: Adoption,
  { kpi, effectiveFrom }: Pick<TargetStatement, 'kpi' | 'effectiveFrom'>,
): Refusal | null => {
  if (effectiveFrom < regime.effectiveFrom) {
    const regimeFrom = regime.effectiveFrom
    return { _tag: 'BeforeRegime', kpi, effectiveFrom, regime: regime.regime, regimeFrom }
  }
  const rules = history.rules.kpis.get(kpi)
  const known = standing(history)
  const retired = rules && retirementInForce(rules, regime.regime, effectiveFrom, known)
  if (retired === undefined) return null
  const retiredFrom = retired.effectiveFrom
  return { _tag: 'KPIRetiredBy', kpi, regime: regime.regime, effectiveFrom, retiredFrom }
}

/** The rules for every target statement, the first or a later one (M8a, M9 to M14). */
export const judgeStatement = (
  history: History,
  regime: Adoption,
  statement: TargetStatement,
): Refusal | null => {
  const early = judgeStart(history, regime, statement)
  if (early !== null) return early
  const { kpi, target } = statement
  const faults = target === null ? [] : targetFaults(regime.scheme, target)
  return faults.length === 0 ? null : { _tag: 'InvalidTarget', kpi, faults }
}
