import type { Codec, Period } from '@kpi-ledger/core'
import { array, PeriodText, readPeriod } from '@kpi-ledger/core/unstable'

/** One period, such as `2016-05` or `FY2016-Q1`, or several (M1). */
export type Periods = string | ReadonlyArray<string>

/**
 * The codec for `period`, which may be one or several, so that the path of a fault is as written.
 */
export const periodsCodec = (options: unknown): Codec<Periods> =>
  typeof options === 'object' &&
  options !== null &&
  'period' in options &&
  Array.isArray(options.period)
    ? (array(PeriodText) as unknown as Codec<Periods>)
    : (PeriodText as unknown as Codec<Periods>)

/** The periods of decoded text. */
export const readPeriods = (period: Periods): ReadonlyArray<Period> =>
  typeof period === 'string' ? [readPeriod(period)] : period.map(readPeriod)

/** A regime to rate under, if given. */
export const named = (regime: string | undefined): { readonly regime?: string } =>
  regime === undefined ? {} : { regime }
