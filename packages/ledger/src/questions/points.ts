import { Identifier, struct, WrittenYearText } from '@kpi-ledger/core/unstable'
import { points as pointsIn, type Points } from '@kpi-ledger/projections'
import { readYear } from '../text.codec'
import { asAtOptions, type AsAtOptions } from './as-at'
import { questionOf, type Question } from './question'

/** Options for points. */
export interface PointsOptions extends AsAtOptions {
  /** The financial year, such as `2016/17` or `FY2016` (M1a). */
  readonly year: string
}

/** What a contract's KPIs cost in a financial year (M34). */
export const points: Question<Points> = questionOf(
  () =>
    struct('a question for points', { contract: Identifier, year: WrittenYearText }, asAtOptions),
  ({ history }, { year }, asAt) => pointsIn(history, { financialYear: readYear(year), asAt }),
)
