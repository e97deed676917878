import { Identifier, KPIReference, struct, WrittenYearText } from '@kpi-ledger/core/unstable'
import { tracker as trackerOf, type Tracker } from '@kpi-ledger/projections'
import { readYear } from '../text.codec'
import { asAtOptions, type AsAtOptions } from './as-at'
import { named } from './periods.codec'
import { questionOf, type Question } from './question'

/** Options for a tracker. */
export interface TrackerOptions extends AsAtOptions {
  /** The reference of the KPI. */
  readonly kpi: string
  /** The financial year, such as `2016/17` or `FY2016` (M1a). */
  readonly year: string
  /** The regime to rate under; by default the one in effect in the last month of the year. */
  readonly regime?: string | undefined
}

/** A KPI's year against its profile (M24). */
export const tracker: Question<Tracker> = questionOf(
  () =>
    struct(
      'a question for a tracker',
      { contract: Identifier, kpi: KPIReference, year: WrittenYearText },
      { regime: Identifier, ...asAtOptions },
    ),
  ({ history }, { kpi, year, regime }, asAt) =>
    trackerOf(history, { kpi, financialYear: readYear(year), asAt, ...named(regime) }),
)
