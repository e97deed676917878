import { Identifier, struct } from '@kpi-ledger/core/unstable'
import { rules as rulesOf, type Rules } from '@kpi-ledger/projections'
import { asAtOptions, type AsAtOptions } from './as-at'
import { named } from './periods.codec'
import { questionOf, type Question } from './question'

/** Options for a contract's rules. */
export interface RulesOptions extends AsAtOptions {
  /** Only this regime; by default all of them. */
  readonly regime?: string | undefined
}

/** A contract's regimes, bands, KPIs and targets in words (M31). */
export const rules: Question<Rules> = questionOf(
  () =>
    struct(
      'a question for rules',
      { contract: Identifier },
      { regime: Identifier, ...asAtOptions },
    ),
  ({ history }, { regime }, asAt) => rulesOf(history, { asAt, ...named(regime) }),
)
