import { exact, type Exact } from './decimal'
import { edgesOf, intervalBetween } from './edges'
import type { Interval } from './interval'
import type { EffectiveTarget } from './target'

/** The level's ends, one per edge of the target; null if the KPI does not have the level. */
const levelValues = (target: EffectiveTarget, level: string): ReadonlyArray<Exact> | null => {
  const { levels } = target
  const value = levels !== undefined && Object.hasOwn(levels, level) ? levels[level] : undefined
  if (value === undefined) return null
  return typeof value === 'number' ? [exact(value)] : [exact(value.low), exact(value.high)]
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
  const values = levelValues(target, level)
  if (values === null) return null
  return intervalBetween(
    edgesOf(target),
    values.map((value) => ({ value, inclusive })),
  )
}
