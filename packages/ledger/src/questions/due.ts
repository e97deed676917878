import { Identifier, readWrittenPeriod, struct, WrittenPeriodText } from '@kpi-ledger/core/unstable'
import { due as dueIn, type DueList } from '@kpi-ledger/projections'
import { asAtOptions, type AsAtOptions } from './as-at'
import { named } from './periods.codec'
import { questionOf, type Question } from './question'

/** Options for a due list. */
export interface DueOptions extends AsAtOptions {
  /** `2016-05`, `2016/17`, `2016/17-Q1` or `FY2016-Q1` (M1, M1a). */
  readonly period: string
  /** The regime whose KPIs are due; by default the one in effect in the period. */
  readonly regime?: string | undefined
}

/** What is due in a period but not recorded (M36). */
export const due: Question<DueList> = questionOf(
  () =>
    struct(
      'a question for a due list',
      { contract: Identifier, period: WrittenPeriodText },
      { regime: Identifier, ...asAtOptions },
    ),
  ({ history }, { period, regime }, asAt, now) =>
    dueIn(history, { period: readWrittenPeriod(period), now: now(), asAt, ...named(regime) }),
)
