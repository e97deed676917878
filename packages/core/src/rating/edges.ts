import { exact, type Exact } from './decimal'
import type { Bound, Interval } from './interval'
import { marginFrom, type Margin } from './margin'
import type { EffectiveTarget } from './target'

/**
 * The end of a target beyond which a value misses it. `outwards` is the direction of worse values:
 * -1 if higher is better, 1 if lower is; `between` has one edge of each.
 */
export interface Edge {
  /** The direction of worse values: -1 if they are lower, 1 if they are higher. */
  readonly outwards: -1 | 1
  /** The value of the edge. */
  readonly value: Exact
  /** Whether the value itself meets the target. */
  readonly inclusive: boolean
}

/** The edges of a target: one, or two for `between`, the lower one first (M9). */
export const edgesOf = (target: EffectiveTarget): ReadonlyArray<Edge> => {
  switch (target.comparator) {
    case '>=':
    case '>':
      return [{ outwards: -1, value: exact(target.value), inclusive: target.comparator === '>=' }]
    case '<=':
    case '<':
      return [{ outwards: 1, value: exact(target.value), inclusive: target.comparator === '<=' }]
    case 'between':
      return [
        { outwards: -1, value: exact(target.low), inclusive: true },
        { outwards: 1, value: exact(target.high), inclusive: true },
      ]
  }
}

/** The interval between bounds, one for each edge of a target. */
export const intervalBetween = (
  edges: ReadonlyArray<Edge>,
  bounds: ReadonlyArray<Bound>,
): Interval => {
  const on = (outwards: -1 | 1): Bound | null =>
    bounds[edges.findIndex((edge) => edge.outwards === outwards)] ?? null
  return { low: on(-1), high: on(1) }
}

/** The value at a margin from an edge, in the worse direction (1) or the better (-1) (M10). */
export const moved = (edge: Edge, margin: Margin, towards: 1 | -1): Exact =>
  edge.value.plus(marginFrom(margin, edge.value).times(exact(edge.outwards * towards)))
