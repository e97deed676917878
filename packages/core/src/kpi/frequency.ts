import type { Codec } from '../schema/codec'
import { literals } from '../schema/combinators'

/** How often a KPI is formally assessed (M2). */
export type Frequency = 'monthly' | 'quarterly' | 'six-monthly' | 'annual'

export const Frequency: Codec<Frequency> = literals('a frequency', [
  'monthly',
  'quarterly',
  'six-monthly',
  'annual',
])
