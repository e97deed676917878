import type { Codec, Period } from '@kpi-ledger/core'
import { array, PeriodText, readPeriod } from '@kpi-ledger/core/unstable'

/** One period, such as `2016-05` or `FY2016-Q1`, or several (M1). */
export type Periods = string | ReadonlyArray<string>

/** The codec for what was given as `period`, so that a fault's path is the one that was written. */
export const periodsCodec = (options: unknown): Codec<Periods> =>
  typeof options === 'object' &&
  options !== null &&
  'period' in options &&
  Array.isArray(options.period)
    ? (array(PeriodText) as unknown as Codec<Periods>)
    : (PeriodText as unknown as Codec<Periods>)

/** The periods of text that was decoded. */
export const readPeriods = (period: Periods): ReadonlyArray<Period> =>
  typeof period === 'string' ? [readPeriod(period)] : period.map(readPeriod)

/** A regime to rate under, where one was given. */
export const named = (regime: string | undefined): { readonly regime?: string } =>
  regime === undefined ? {} : { regime }
