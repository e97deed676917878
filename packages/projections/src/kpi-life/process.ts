import type { Accumulation } from '@kpi-ledger/core'
import { processOf, type Process, type ProcessFigure } from '../process/process'

/** The process behaviour chart of a KPI, or why there is none (M44). */
export interface KPIProcess extends Process {
  /**
   * A figure of the year so far rises or falls by itself, and one figure or none varies not at all;
   * null where there are limits.
   */
  readonly none: 'year-to-date' | 'too-few' | null
}

/** The process behaviour chart of a KPI's figures, if it is one of a kind that has any (M44). */
export const kpiProcess = (
  figures: ReadonlyArray<ProcessFigure>,
  accumulation: Accumulation,
  decimals: number,
): KPIProcess => {
  if (accumulation === 'year-to-date') return { none: 'year-to-date', limits: [], points: [] }
  const { limits, points } = processOf(figures, decimals)
  return { none: limits.length === 0 ? 'too-few' : null, limits, points }
}
