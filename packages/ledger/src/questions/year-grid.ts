import { Identifier, literals, struct, WrittenYearText } from '@kpi-ledger/core/unstable'
import { yearGrid as yearGridOf, type YearGrid } from '@kpi-ledger/projections'
import { readYear } from '../text.codec'
import { asAtOptions, type AsAtOptions } from './as-at'
import { named } from './periods.codec'
import { questionOf, type Question } from './question'

/** Options for a year grid. */
export interface YearGridOptions extends AsAtOptions {
  /** The financial year, such as `2016/17` or `FY2016` (M1a). */
  readonly year: string
  /** Whether the columns are months or quarters; months by default. */
  readonly by?: 'month' | 'quarter' | undefined
  /** The regime to rate under; by default the one in effect in each period. */
  readonly regime?: string | undefined
}

/** A contract's KPIs across a financial year (M35). */
export const yearGrid: Question<YearGrid> = questionOf(
  () =>
    struct(
      'a question for a year grid',
      { contract: Identifier, year: WrittenYearText },
      {
        by: literals('month or quarter', ['month', 'quarter']),
        regime: Identifier,
        ...asAtOptions,
      },
    ),
  ({ history }, { year, by = 'month', regime }, asAt) =>
    yearGridOf(history, { financialYear: readYear(year), by, asAt, ...named(regime) }),
)
