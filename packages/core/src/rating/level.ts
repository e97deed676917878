import { exact, type Exact } from './decimal'
import { edgesOf, intervalBetween, moved, type Edge } from './edges'
import type { Interval } from './interval'
import type { EffectiveTarget } from './target'

/**
 * The level's ends, one per edge of the target; null if the KPI does not have the level. A margin is
 * measured from each edge, so it moves with a profile (M10, M14).
 */
const levelValues = (
  { levels }: EffectiveTarget,
  level: string,
  edges: ReadonlyArray<Edge>,
): ReadonlyArray<Exact> | null => {
  const value = levels !== undefined && Object.hasOwn(levels, level) ? levels[level] : undefined
  if (value === undefined) return null
  if (typeof value === 'number') return [exact(value)]
  return 'low' in value
    ? [exact(value.low), exact(value.high)]
    : edges.map((edge) => moved(edge, value, 1))
}

/**
 * The values better than a level of a KPI, the level itself included or not; null if the KPI does
 * not have it.
 */
export const upToLevel = (
  target: EffectiveTarget,
  level: string,
  inclusive: boolean,
): Interval | null => {
  const edges = edgesOf(target)
  const values = levelValues(target, level, edges)
  if (values === null) return null
  return intervalBetween(
    edges,
    values.map((value) => ({ value, inclusive })),
  )
}
