import type { Codec } from '../schema/codec'
import { literals } from '../schema/combinators'

/** Whether a value stands for its period alone, or for the financial year up to its end. */
export type Accumulation = 'in-period' | 'year-to-date'

/** The codec of an accumulation. */
export const Accumulation: Codec<Accumulation> = literals('an accumulation', [
  'in-period',
  'year-to-date',
])
