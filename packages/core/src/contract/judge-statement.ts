import * as E from 'fp-ts/Either'
import type { History } from '../history/history'
import type { Adoption, Definition, TargetStatement } from '../history/rulebook'
import { definitionInForce, findRegime, retirementInForce } from '../history/rules-in-force'
import { kpiDefined, standing } from '../history/withdrawals'
import { targetFaults } from '../rating/check-target'
import type { Refusal } from './refusal'
import { unknownKPI, unknownRegime } from './unknown'

/** The regime and the definition that something may be restated for, from a month on (M8). */
export const definitionToState = (
  history: History,
  { regime: name, kpi, effectiveFrom }: Pick<TargetStatement, 'regime' | 'kpi' | 'effectiveFrom'>,
): E.Either<Refusal, { readonly regime: Adoption; readonly definition: Definition }> => {
  const known = standing(history)
  const regime = findRegime(history.rules, name, known)
  if (regime === undefined) return E.left(unknownRegime(history, name))
  const defined = kpiDefined(history, kpi, known)
  if (defined === undefined) return E.left(unknownKPI(history, kpi))
  const definition = definitionInForce(history.rules, defined, regime, effectiveFrom, known)
  return definition === undefined
    ? E.left({ _tag: 'NoDefinitionToCarryOver', kpi, regime: name })
    : E.right({ regime, definition })
}

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

/** The rules for every target statement, first or later (M8a, M9 to M14). */
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
