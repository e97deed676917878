import type { Codec } from '../schema/codec'
import { name } from '../schema/text'

/** A unit with a way of printing and plausibility checks of its own (M9b). */
export type KnownUnit =
  'percent' | 'days' | 'hours' | 'minutes' | 'count' | 'score' | 'pounds' | 'number'

/** The units with a way of printing and plausibility checks of their own (M9b). */
export const knownUnits: ReadonlyArray<KnownUnit> = [
  ...(['percent', 'days', 'hours', 'minutes'] as const),
  ...(['count', 'score', 'pounds', 'number'] as const),
]

/** The unit of a KPI's values: a known word, or text such as `tonnes` or `per 10,000` (M9b). */
export type Unit = KnownUnit | (string & Record<never, never>)

/** The codec of a unit. */
export const Unit: Codec<Unit> = name<Unit>(
  `a unit (${knownUnits.join(', ')}, or other text of 1 to 24 printable characters, no space at either end)`,
  24,
)
