import { literal, struct } from '../../schema/combinators'
import { edgesOf, intervalBetween, moved } from '../edges'
import { Margin, marginInWords } from '../margin'
import type { Meaning } from './meaning'

/**
 * Strictly better than the target value, or better by more than a margin. Never holds for
 * `between`, nor without a margin for `>` and `<`, which have no exact target point (M11).
 */
export interface Beats {
  readonly beats: 'target'
  /** How much better than the target the value must be, exclusive. */
  readonly by?: Margin
}

export const Beats = struct(
  'a test such as {"beats": "target"}',
  { beats: literal('target') },
  { by: Margin },
)

export const beats = ({ by }: Beats): Meaning => ({
  accepts: (target) => {
    if (target.comparator === 'between') return null
    const edges = edgesOf(target)
    if (by === undefined && edges.some((edge) => !edge.inclusive)) return null
    const bounds = edges.map((edge) => ({
      value: by === undefined ? edge.value : moved(edge, by, -1),
      inclusive: false,
    }))
    return intervalBetween(edges, bounds)
  },
  level: null,
  needsLevel: false,
  usesTolerance: false,
  inWords:
    by === undefined
      ? 'is better than the target'
      : `is better than the target by more than ${marginInWords(by)}`,
})
