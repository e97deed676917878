import { literal, or, struct } from '../../schema/combinators'
import { edgesOf, intervalBetween, moved } from '../edges'
import { Margin, marginInWords } from '../margin'
import type { Meaning } from './meaning'

/**
 * The comparison holds, or the value misses the target by no more than a margin. `"tolerance"` is
 * the KPI's own, and never holds for a value that misses the target of a KPI without one (M11).
 */
export interface Meets {
  /** What the value must meet. */
  readonly meets: 'target'
  /** How far the value may miss the target, inclusive; not at all if omitted. */
  readonly within?: Margin | 'tolerance'
}

/** The codec of the test. */
export const Meets = struct(
  'a test such as {"meets": "target", "within": "tolerance"}',
  { meets: literal('target') },
  { within: or('a margin, or "tolerance"', 'tolerance', Margin) },
)

/** The meaning of the test. */
export const meets = ({ within }: Meets): Meaning => ({
  accepts: (target) => {
    const edges = edgesOf(target)
    const margin = within === 'tolerance' ? target.tolerance : within
    return intervalBetween(
      edges,
      margin === undefined
        ? edges
        : edges.map((edge) => ({ value: moved(edge, margin, 1), inclusive: true })),
    )
  },
  level: null,
  needsLevel: false,
  usesTolerance: within === 'tolerance',
  inWords:
    within === undefined
      ? 'meets the target'
      : `meets the target, or misses it by at most ${within === 'tolerance' ? 'its tolerance' : marginInWords(within)}`,
})
