import type { LedgerState } from '@kpi-ledger/projections'

/** An answer, and what it was drawn from, if that is known. */
export type Drawn<Answer> = Answer & { readonly ledger?: LedgerState }
