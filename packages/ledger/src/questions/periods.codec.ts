import type { Codec, Period } from '@kpi-ledger/core'
import { array, readWrittenPeriod, WrittenPeriodText } from '@kpi-ledger/core/unstable'

/** One period, such as `2016-05`, `2016/17-Q1` or `FY2016-Q1`, or several (M1, M1a). */
export type Periods = string | ReadonlyArray<string>

/**
 * The codec for `period`, chosen by whether the options have one period or several, so that the
 * path of a fault is as the caller wrote it.
 */
export const periodsCodec = (options: unknown): Codec<Periods> =>
  typeof options === 'object' &&
  options !== null &&
  'period' in options &&
  Array.isArray(options.period)
    ? (array(WrittenPeriodText) as unknown as Codec<Periods>)
    : (WrittenPeriodText as unknown as Codec<Periods>)

/** The periods that decoded text states. */
export const readPeriods = (period: Periods): ReadonlyArray<Period> =>
  typeof period === 'string' ? [readWrittenPeriod(period)] : period.map(readWrittenPeriod)

/** The regime to rate under as an option, left out if none is given. */
export const named = (regime: string | undefined): { readonly regime?: string } =>
  regime === undefined ? {} : { regime }
