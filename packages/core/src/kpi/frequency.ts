import { endsPart } from '../period/calendar'
import type { Month } from '../period/month'
import type { Codec } from '../schema/codec'
import { literals } from '../schema/combinators'

/** How often a KPI is formally assessed (M2). */
export type Frequency = 'monthly' | 'quarterly' | 'six-monthly' | 'annual'

/** The months of an assessment period (M2). */
export const assessmentMonths: Readonly<Record<Frequency, number>> = {
  monthly: 1,
  quarterly: 3,
  'six-monthly': 6,
  annual: 12,
}

/** The codec of a frequency. */
export const Frequency: Codec<Frequency> = literals('a frequency', [
  'monthly',
  'quarterly',
  'six-monthly',
  'annual',
])

/** Whether an assessment period of a KPI ends with a month (M2). */
export const isDue = (
  { frequency }: { readonly frequency: Frequency },
  month: Month,
  yearStart: number,
): boolean => endsPart(month, assessmentMonths[frequency], yearStart)
