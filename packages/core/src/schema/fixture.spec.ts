import { faultsOf } from './decode'
import type { Shape } from './codec'

/** The first fault that a codec's decoder reports in a value; null if it accepts the value. */
export const explanation = (codec: Shape<unknown>, u: unknown): string | null =>
  faultsOf(codec, u)[0]?.message ?? null
