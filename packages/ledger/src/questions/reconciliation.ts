import { Identifier, struct } from '@kpi-ledger/core/unstable'
import { reconciliation as reconciliationOf, type Reconciliation } from '@kpi-ledger/projections'
import { asAtOptions } from './as-at'
import { questionOf, type Question } from './question'

/** Each printed rating beside the one that the rules give (M32). */
export const reconciliation: Question<Reconciliation> = questionOf(
  () => struct('a question for a reconciliation', { contract: Identifier }, asAtOptions),
  ({ history }, _, asAt) => reconciliationOf(history, { asAt }),
)
