import type { Interval } from '../interval'
import type { EffectiveTarget } from '../target'

/** The meaning of a band's test (M11). */
export interface Meaning {
  /** The values it accepts for a target, computed exactly; null if it accepts none. */
  readonly accepts: (target: EffectiveTarget) => Interval | null
  /** The level it refers to; null if none. */
  readonly level: string | null
  /** Whether a target must state that level; without it every miss would skip the band (M12a). */
  readonly needsLevel: boolean
  /** Whether it refers to the KPI's own tolerance. */
  readonly usesTolerance: boolean
  /** The test as an English clause about a value: `meets the target, or misses it by …`. */
  readonly inWords: string
}
