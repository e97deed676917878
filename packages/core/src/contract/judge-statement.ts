import { everythingKnown } from '../history/entry'
import type { History } from '../history/history'
import type { Adoption, TargetStatement } from '../history/rulebook'
import { retirementInForce } from '../history/rules-in-force'
import { targetFaults } from '../rating/check-target'
import type { Refusal } from './refusal'

/** The rules for every target statement, the first or a later one (M8a, M9 to M14). */
export const judgeStatement = (
  { rules }: History,
  regime: Adoption,
  { kpi, effectiveFrom, target }: TargetStatement,
): Refusal | null => {
  if (effectiveFrom < regime.effectiveFrom) {
    const regimeFrom = regime.effectiveFrom
    return { _tag: 'BeforeRegime', kpi, effectiveFrom, regime: regime.regime, regimeFrom }
  }
  const known = rules.kpis.get(kpi)
  const retired = known && retirementInForce(known, regime.regime, effectiveFrom, everythingKnown)
  if (retired !== undefined) {
    const retiredFrom = retired.effectiveFrom
    return { _tag: 'KPIRetiredBy', kpi, regime: regime.regime, effectiveFrom, retiredFrom }
  }
  const faults = targetFaults(regime.scheme, target)
  return faults.length === 0 ? null : { _tag: 'InvalidTarget', kpi, faults }
}
