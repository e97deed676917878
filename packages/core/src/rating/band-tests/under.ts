import { literal, struct } from '../../schema/combinators'
import { edgesOf, intervalBetween, moved } from '../edges'
import { Margin, marginInWords } from '../margin'
import type { Meaning } from './meaning'

/** The comparison holds, or the value misses the target by less than the margin (M11). */
export interface Under {
  /** What the value may miss. */
  readonly meets: 'target'
  /** How far the value may miss the target, exclusive. */
  readonly under: Margin
}

/** The codec of the test. */
export const Under = struct('a test such as {"meets": "target", "under": {"percent": 5}}', {
  meets: literal('target'),
  under: Margin,
})

/** The meaning of the test. */
export const under = ({ under: margin }: Under): Meaning => ({
  accepts: (target) => {
    const edges = edgesOf(target)
    const bounds = edges.map((edge) => {
      const value = moved(edge, margin, 1)
      // A percentage of 0 adds nothing to the target itself.
      return value.eq(edge.value) ? edge : { value, inclusive: false }
    })
    return intervalBetween(edges, bounds)
  },
  level: null,
  needsLevel: false,
  usesTolerance: false,
  inWords: `meets the target, or misses it by less than ${marginInWords(margin)}`,
})
