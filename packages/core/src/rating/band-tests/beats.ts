import { literal, or, struct } from '../../schema/combinators'
import { edgesOf, intervalBetween, moved } from '../edges'
import { Margin, marginInWords } from '../margin'
import type { Meaning } from './meaning'

/**
 * Strictly better than the target value, or better by more than a margin. Never holds for
 * `between`, nor without a margin for `>` and `<`, which have no exact target point (M11).
 */
export interface Beats {
  /** What the value must beat. */
  readonly beats: 'target'
  /**
   * How much better than the target the value must be, exclusive: a margin, or the KPI's own
   * tolerance, which is none for a KPI without one.
   */
  readonly by?: Margin | 'tolerance'
}

/** The codec of the test. */
export const Beats = struct(
  'a test such as {"beats": "target"}',
  { beats: literal('target') },
  { by: or('a margin, or "tolerance"', 'tolerance', Margin) },
)

/** The meaning of the test. */
export const beats = ({ by }: Beats): Meaning => ({
  accepts: (target) => {
    if (target.comparator === 'between') return null
    const edges = edgesOf(target)
    const margin = by === 'tolerance' ? target.tolerance : by
    if (margin === undefined && edges.some((edge) => !edge.inclusive)) return null
    const bounds = edges.map((edge) => ({
      value: margin === undefined ? edge.value : moved(edge, margin, -1),
      inclusive: false,
    }))
    return intervalBetween(edges, bounds)
  },
  level: null,
  needsLevel: false,
  usesTolerance: by === 'tolerance',
  inWords:
    by === undefined
      ? 'is better than the target'
      : `is better than the target by more than ${by === 'tolerance' ? 'its tolerance' : marginInWords(by)}`,
})
