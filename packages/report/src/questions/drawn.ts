import type { LedgerState } from '@kpi-ledger/projections'

/** An answer, with the state of the ledger it was drawn from, if known. */
export type Drawn<Answer> = Answer & {
  /** The number of events, and the root of their log (M27). */
  readonly ledger?: LedgerState
}
