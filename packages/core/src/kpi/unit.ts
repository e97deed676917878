import type { Codec } from '../schema/codec'
import { literals } from '../schema/combinators'

/** The unit of a KPI's values. */
export type Unit = 'percent' | 'days' | 'hours' | 'count' | 'score' | 'pounds' | 'number'

export const Unit: Codec<Unit> = literals('a unit', [
  'percent',
  'days',
  'hours',
  'count',
  'score',
  'pounds',
  'number',
])
