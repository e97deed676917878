import type { History } from '@kpi-ledger/core'
import type { MerkleTree } from '@kpi-ledger/core/proofs'
import { invariant, toHex } from '@kpi-ledger/core/unstable'
import { drawnFrom, type AsAt } from './as-at'

/** Size and root of the events an answer was drawn from (wire format, Scorecard; M27). */
export interface LedgerState {
  /** Number of the contract's events, from the first. */
  readonly size: number
  /** Root of their Merkle log, 64 lower-case hex digits. */
  readonly root: string
}

/** The size and root of the events that an answer was drawn from; `log` is that of the history. */
export const ledgerState = (history: History, log: MerkleTree, asAt: AsAt): LedgerState => {
  const size = drawnFrom(history, asAt)
  const root = log.rootAt(size)
  invariant(root !== null, 'the log of a contract has fewer events than its history')
  return { size, root: toHex(root) }
}
