import type { History } from '@kpi-ledger/core'
import { keptOf, type Contract, type Known } from '@kpi-ledger/core/unstable'

/** The contract as amended since it was registered: each field as it was last stated (M30). */
export const contractAmended = (history: History, contract: Contract, known: Known): Contract => {
  let amended = contract
  for (const { data, ...entry } of keptOf(history, 'ContractAmended'))
    if (known(entry)) {
      const { reason: _, ...stated } = data
      amended = { ...amended, ...stated }
    }
  return amended
}
