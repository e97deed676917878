import { emptyHistory, isSameJson } from '@kpi-ledger/core/unstable'
import type { History, Rules } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { ContractDefinition, StatedRegime } from './definition'
import { inOrder, type PlacedFault } from './place'
import { planKPI } from './plan-kpi'
import { Planning, type PlannedCommand } from './planning'
import { predecessorsFirst } from './predecessors-first'

/** How a definition is compared with a ledger. */
export interface PlanOptions {
  /** The reason for each change to the ledger that has none of its own in the file. */
  readonly reason?: string
}

const UNDONE = 'leaving it out does not undo what is recorded'

const planContract = (planning: Planning, { contract, ...at }: ContractDefinition): void => {
  const there = planning.rules()
  if (there === null) {
    planning.take(at, { type: 'RegisterContract', ...contract })
    return
  }
  if (there.yearStart !== contract.yearStart)
    planning.fault(at, `yearStart: the ledger has ${there.yearStart}, which cannot be amended`)
  const changed = (['title', 'authority', 'supplier'] as const).filter(
    (name) => there[name] !== contract[name],
  )
  if (changed.length === 0) return
  const what = `the amended ${changed.join(', ')} of the contract`
  const reason = planning.reasonFor(at, null, what)
  const amended = Object.fromEntries(changed.map((name) => [name, contract[name]]))
  if (reason !== null)
    planning.take(at, { type: 'AmendContract', contract: contract.contract, ...amended, reason })
}

const planRegime = (planning: Planning, { adopted, line, column }: StatedRegime): boolean => {
  const at = { line, column }
  const { contract } = planning
  const there = planning.rules()?.regimes.find(({ regime }) => regime === adopted.regime)
  if (there === undefined) return planning.take(at, { type: 'AdoptRegime', contract, ...adopted })
  const { regime, title, effectiveFrom, scheme } = adopted
  if (there.effectiveFrom !== effectiveFrom)
    planning.fault(
      at,
      `regime "${regime}" starts in ${there.effectiveFrom} in the ledger, which cannot be amended`,
    )
  const amended = {
    ...(there.title === title ? {} : { title }),
    ...(isSameJson(there.scheme, scheme) ? {} : { scheme }),
  }
  const changed = Object.keys(amended)
  if (changed.length === 0) return true
  const reason = planning.reasonFor(
    at,
    null,
    `the amended ${changed.join(', ')} of regime "${regime}"`,
  )
  return (
    reason === null ||
    planning.take(at, { type: 'AmendRegime', contract, regime, ...amended, reason })
  )
}

/** Reports what the ledger has but the file leaves out. */
const reportMissing = (
  planning: Planning,
  { contract, regimes, ...at }: ContractDefinition,
  there: Rules,
): void => {
  for (const { regime, kpis } of there.regimes) {
    const stated = regimes.find(({ adopted }) => adopted.regime === regime)
    if (stated === undefined) {
      planning.fault(at, `regime "${regime}" of the ledger is not in the file: ${UNDONE}`)
      continue
    }
    const missing = kpis.filter(({ kpi }) => stated.kpis.every((each) => each.kpi !== kpi))
    for (const { kpi } of missing)
      planning.fault(
        stated,
        `KPI "${kpi}" of the ledger is not in the file under regime "${regime}": to end it, state it with retired: {effectiveFrom: …, reason: …}`,
      )
  }
}

/**
 * Plans the commands that make a ledger hold what a definition states, with none for what it holds
 * already. `history` is null if the ledger has no such contract. A change to what the ledger holds
 * needs a reason, from the file or from the options. Fails with everything that cannot be done:
 * what the file leaves out, what cannot be amended, what the ledger would refuse. The history is
 * left as it was.
 */
export const planDefinition = (
  history: History | null,
  definition: ContractDefinition,
  { reason }: PlanOptions = {},
): E.Either<ReadonlyArray<PlacedFault>, ReadonlyArray<PlannedCommand>> => {
  const { contract } = definition.contract
  const planning = new Planning(history ?? emptyHistory(), contract, reason ?? null)
  const there = planning.rules()
  try {
    if (there !== null) reportMissing(planning, definition, there)
    planContract(planning, definition)
    const regimes = definition.regimes.filter((regime) => planRegime(planning, regime))
    for (const { adopted, kpi } of predecessorsFirst(regimes)) planKPI(planning, adopted, kpi)
  } finally {
    planning.close()
  }
  const { faults, commands } = planning
  return faults.length > 0 ? E.left(inOrder(faults)) : E.right(commands)
}
