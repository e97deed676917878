import type { EventData } from '@kpi-ledger/core'
import { isSameJson } from '@kpi-ledger/core/unstable'
import type { KPIInWords } from '@kpi-ledger/projections'
import type { StatedKPI, StatedTarget } from './definition'
import { revisedFields } from './revised-fields'
import type { Planning } from './planning'

const stateTarget = (
  planning: Planning,
  regime: string,
  kpi: string,
  stated: StatedTarget,
  reason: string | null,
): boolean => {
  const { contract } = planning
  const { effectiveFrom, target } = stated
  const why = reason === null ? {} : { reason }
  return planning.take(stated, {
    ...{ type: 'ReviseTarget', contract, regime, kpi, effectiveFrom, target, ...why },
  })
}

const retire = (
  planning: Planning,
  regime: string,
  { kpi, retired, ...at }: StatedKPI,
  retiredFrom: string | null,
): void => {
  if (retiredFrom !== null && (retired === null || retired.effectiveFrom > retiredFrom)) {
    const what = `KPI "${kpi}" is retired from ${retiredFrom} in the ledger`
    planning.fault(retired ?? at, `${what}; to undo that, withdraw it`)
    return
  }
  if (retired === null || retired.effectiveFrom === retiredFrom) return
  const { effectiveFrom, reason: own } = retired
  const reason = planning.reasonFor(retired, own, `the retirement of KPI "${kpi}"`)
  const { contract } = planning
  if (reason !== null)
    planning.take(retired, { type: 'RetireKPI', contract, regime, kpi, effectiveFrom, reason })
}

/** Plans how a KPI comes under a regime: by its own definition, or by being carried over (M5). */
const begin = (planning: Planning, regime: string, stated: StatedKPI): void => {
  const { contract } = planning
  const { kpi, definition, targets } = stated
  const [first, ...later] = targets
  const { effectiveFrom, target } = first
  const begun =
    definition === null
      ? stateTarget(planning, regime, kpi, first, first.reason)
      : planning.take(stated, {
          ...{ type: 'DefineKPI', contract, regime, kpi, ...definition, effectiveFrom, target },
        })
  if (!begun) return
  for (const each of later) stateTarget(planning, regime, kpi, each, each.reason)
  retire(planning, regime, stated, null)
}

const reviseDefinition = (
  planning: Planning,
  regime: string,
  stated: StatedKPI,
  there: KPIInWords,
): void => {
  const { kpi, definition, targets } = stated
  if (definition === null) return
  const { revised, fixed } = revisedFields(there.definition, definition)
  for (const message of fixed) planning.fault(stated, `KPI "${kpi}": ${message}`)
  const changed = Object.keys(revised)
  if (changed.length === 0) return
  const reason = planning.reasonFor(
    stated,
    null,
    `the revised ${changed.join(', ')} of KPI "${kpi}"`,
  )
  if (reason === null) return
  const first = targets[0].effectiveFrom
  const last = planning.lastRevised(kpi, regime)
  planning.take(stated, {
    ...{ type: 'ReviseDefinition', contract: planning.contract, regime, kpi },
    ...{ effectiveFrom: first > last ? first : last, ...revised, reason },
  })
}

const reviseTargets = (
  planning: Planning,
  regime: string,
  { kpi, targets, ...at }: StatedKPI,
  there: KPIInWords,
): void => {
  for (const { effectiveFrom } of there.statements)
    if (targets.every((each) => each.effectiveFrom !== effectiveFrom))
      planning.fault(
        at,
        `KPI "${kpi}" has a target from ${effectiveFrom} in the ledger that is not in the file; state it, or withdraw it`,
      )
  for (const stated of targets) {
    const { effectiveFrom, target, reason: own } = stated
    const recorded = there.statements.find((each) => each.effectiveFrom === effectiveFrom)
    if (recorded !== undefined && isSameJson(recorded.target, target)) continue
    const what = `the revised target of KPI "${kpi}" from ${effectiveFrom}`
    const reason = planning.reasonFor(stated, own, what)
    if (reason !== null) stateTarget(planning, regime, kpi, stated, reason)
  }
}

/** Plans the changes that make a KPI under a regime what the file states. */
export const planKPI = (
  planning: Planning,
  { regime }: EventData<'RegimeAdopted'>,
  stated: StatedKPI,
): void => {
  const there = planning.under(regime, stated.kpi)
  if (there === undefined) {
    begin(planning, regime, stated)
    return
  }
  reviseDefinition(planning, regime, stated, there)
  reviseTargets(planning, regime, stated, there)
  retire(planning, regime, stated, there.retiredFrom)
}
