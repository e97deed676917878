import { exact, type Exact } from './decimal'
import { everything, type Bound, type Interval } from './interval'
import { marginFrom, type Margin } from './margin'
import type { BandTest } from './scheme'
import type { EffectiveTarget } from './target'

/**
 * The end of a target beyond which a value misses it. `outwards` is the way to worse values:
 * -1 where higher is better, 1 where lower is; `between` has one edge of each.
 */
interface Edge {
  readonly outwards: -1 | 1
  readonly value: Exact
  readonly inclusive: boolean
}

const edgesOf = (target: EffectiveTarget): ReadonlyArray<Edge> => {
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

/** The level's ends, one per edge of the target; null if the KPI has no such level. */
const levelValues = (target: EffectiveTarget, level: string): ReadonlyArray<Exact> | null => {
  const { levels } = target
  const value = levels !== undefined && Object.hasOwn(levels, level) ? levels[level] : undefined
  if (value === undefined) return null
  return typeof value === 'number' ? [exact(value)] : [exact(value.low), exact(value.high)]
}

const interval = (edges: ReadonlyArray<Edge>, bounds: ReadonlyArray<Bound>): Interval => {
  const on = (outwards: -1 | 1): Bound | null =>
    bounds[edges.findIndex((edge) => edge.outwards === outwards)] ?? null
  return { low: on(-1), high: on(1) }
}

const moved = (edge: Edge, margin: Margin, direction: 1 | -1): Exact =>
  edge.value.plus(marginFrom(margin, edge.value).times(exact(edge.outwards * direction)))

const within = (edge: Edge, margin: Margin): Bound => ({
  value: moved(edge, margin, 1),
  inclusive: true,
})

/** By less than the margin; a margin of nothing adds nothing to the target itself. */
const under = (edge: Edge, margin: Margin): Bound => {
  const value = moved(edge, margin, 1)
  return value.eq(edge.value) ? edge : { value, inclusive: false }
}

const beats = (target: EffectiveTarget, by: Margin | undefined): Interval | null => {
  if (target.comparator === 'between') return null
  const edges = edgesOf(target)
  if (by === undefined && edges.some((edge) => !edge.inclusive)) return null
  const beyond = (edge: Edge): Bound => ({
    value: by === undefined ? edge.value : moved(edge, by, -1),
    inclusive: false,
  })
  return interval(edges, edges.map(beyond))
}

const level = (target: EffectiveTarget, name: string, inclusive: boolean): Interval | null => {
  const values = levelValues(target, name)
  if (values === null) return null
  return interval(
    edgesOf(target),
    values.map((value) => ({ value, inclusive })),
  )
}

/**
 * The values that a band's test accepts for a target, computed exactly; null if it accepts none.
 * This is M11, one test a line.
 */
export const acceptance = (when: BandTest, target: EffectiveTarget): Interval | null => {
  if (when === 'otherwise') return everything
  if ('beats' in when) return beats(target, when.by)
  if ('clears' in when) return level(target, when.clears, false) ?? everything
  if ('reaches' in when) return level(target, when.reaches, true)
  const edges = edgesOf(target)
  if ('under' in when)
    return interval(
      edges,
      edges.map((edge) => under(edge, when.under)),
    )
  const margin = when.within === 'tolerance' ? target.tolerance : when.within
  if (margin === undefined) return interval(edges, edges)
  return interval(
    edges,
    edges.map((edge) => within(edge, margin)),
  )
}
