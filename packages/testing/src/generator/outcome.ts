import type { NotMeasuredReason, Outcome } from '@kpi-ledger/core'
import type { Measure } from './measures'
import type { Random } from './random'
import { usualIn } from './target'

const reasons: readonly [NotMeasuredReason, ...ReadonlyArray<NotMeasuredReason>] = [
  'not-due',
  'not-yet-measurable',
  'no-activity',
  'no-data',
  'not-measurable',
]

const powersOfTen = [1, 10, 100]

const rounded = (n: number, decimals: number): number => {
  const scale = powersOfTen[decimals] ?? 1
  return Math.round(n * scale) / scale
}

/**
 * The outcome of a KPI in month `n` of the year, counted from 1: mostly near the usual value (M17,
 * M18).
 */
export const outcomeFor = (measure: Measure, n: number, random: Random): Outcome => {
  if (random.chance(0.04)) {
    const reason = random.pick(reasons)
    return random.chance(0.5)
      ? { kind: 'not-measured', reason }
      : { kind: 'not-measured', reason, text: 'N/A this period' }
  }
  const around = usualIn(measure, n) * (0.9 + random.fraction() / 5)
  const value = rounded(around, measure.decimals)
  // A mean can be weighted only if every part has its population (M3).
  if (measure.aggregation === 'weighted-mean' || (measure.unit === 'percent' && random.chance(0.2)))
    return { kind: 'measured', value, of: random.whole(20, 5000) }
  return random.chance(0.02)
    ? { kind: 'measured', value, published: `about ${Math.round(value)}` }
    : { kind: 'measured', value }
}
