import type { Codec } from '../schema/codec'
import { literals } from '../schema/combinators'

/** What a KPI's values are counted in. */
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
