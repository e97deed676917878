import { month, type Month, type Period } from '@kpi-ledger/core'
import { monthAt, monthIndex } from '@kpi-ledger/core/unstable'
import fc from 'fast-check'

/** The years that generated periods are in. */
export interface PeriodRange {
  /** The first calendar year; 2014 by default. */
  readonly from?: number
  /** The last calendar year; 2017 by default. */
  readonly to?: number
}

/** A calendar month. */
export const arbitraryMonth = ({ from = 2014, to = 2017 }: PeriodRange = {}): fc.Arbitrary<Month> =>
  fc.integer({ min: monthIndex(month(from, 1)), max: monthIndex(month(to, 12)) }).map(monthAt)

/** A period of any kind (M1), usually a month. */
export const arbitraryPeriod = (range: PeriodRange = {}): fc.Arbitrary<Period> => {
  const { from = 2014, to = 2017 } = range
  const financialYear = fc.integer({ min: from, max: to })
  return fc.oneof(
    { arbitrary: arbitraryMonth(range), weight: 5 },
    {
      arbitrary: fc.record({
        kind: fc.constant('quarter' as const),
        financialYear,
        quarter: fc.integer({ min: 1, max: 4 }),
      }),
      weight: 2,
    },
    {
      arbitrary: fc.record({
        kind: fc.constant('half-year' as const),
        financialYear,
        half: fc.integer({ min: 1, max: 2 }),
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({ kind: fc.constant('financial-year' as const), financialYear }),
      weight: 1,
    },
  )
}
