import type { LedgerState } from '../document/document'

/** An answer with what it was drawn from, where that was asked for as well. */
export type Drawn<Answer> = Answer & { readonly ledger?: LedgerState }
