import type { Codec } from '../schema/codec'
import { literals } from '../schema/combinators'

/** How the figure of a longer period is computed from those of its parts (M3). */
export type Aggregation = 'sum' | 'mean' | 'weighted-mean' | 'maximum' | 'minimum' | 'last'

/** The codec of an aggregation. */
export const Aggregation: Codec<Aggregation> = literals('an aggregation', [
  'sum',
  'mean',
  'weighted-mean',
  'maximum',
  'minimum',
  'last',
])
