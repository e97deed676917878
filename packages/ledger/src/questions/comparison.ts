import { Identifier, struct } from '@kpi-ledger/core/unstable'
import { comparison as comparisonOf, type Comparison } from '@kpi-ledger/projections'
import { asAtOptions, type AsAtOptions } from './as-at'
import { periodsCodec, readPeriods, type Periods } from './periods.codec'
import { questionOf, type Question } from './question'

/** Options for a comparison. */
export interface ComparisonOptions extends AsAtOptions {
  /** The regime that the other one is compared with. */
  readonly from: string
  /** The other regime; whether a KPI is better or worse is said of this one. */
  readonly to: string
  /** `2016-05`, `2016/17`, `2016/17-Q1` or `FY2016-Q1` (M1, M1a), or several of them. */
  readonly period: Periods
}

/** The same actuals under two regimes (M22, M23). */
export const comparison: Question<Comparison> = questionOf(
  (options) =>
    struct(
      'a question for a comparison',
      { contract: Identifier, from: Identifier, to: Identifier, period: periodsCodec(options) },
      asAtOptions,
    ),
  ({ history }, { from, to, period }, asAt) =>
    comparisonOf(history, { a: from, b: to, periods: readPeriods(period), asAt }),
)
