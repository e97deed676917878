import type { GradeOrOther } from '@kpi-ledger/core'
import {
  effectiveTarget,
  lastMonth,
  zonesOf,
  type Interval,
  type KPIRules,
  type Zone,
} from '@kpi-ledger/core/unstable'
import type { Question } from '../history/question'
import type { Cell } from '../scorecard/cell'
import type { Column } from '../scorecard/column'

/** One end of a band, in the KPI's unit; `inclusive` if the value itself belongs to the band. */
export interface BandEnd {
  /** The value of the bound. */
  readonly value: number
  /** Whether that value itself belongs to the band. */
  readonly inclusive: boolean
}

/** A band by its words. */
export interface BandName {
  /** The code of the band. */
  readonly code: string
  /** The words of the band. */
  readonly label: string
  /** The grade of the band (M13). */
  readonly grade: GradeOrOther
}

/**
 * The band of a value: the values on its side of the target that fall into it; a null end is
 * unbounded.
 */
export interface ExplainedBand extends BandName {
  /** The lower end; null if it is unbounded. */
  readonly low: BandEnd | null
  /** The upper end; null if it is unbounded. */
  readonly high: BandEnd | null
}

const endOf = (bound: Interval['low']): BandEnd | null =>
  bound === null ? null : { value: bound.value.toNumber(), inclusive: bound.inclusive }

/** A band with its ends as numbers. */
export const bandShown = ({ band: { code, label, grade }, interval }: Zone): ExplainedBand => ({
  code,
  label,
  grade,
  low: endOf(interval.low),
  high: endOf(interval.high),
})

/**
 * The bands of a cell by the target it is rated against, from the lowest values to the highest; empty
 * where there is no cell, or no target in its period.
 */
export const bandsOf = (
  { contract: { yearStart } }: Question,
  { statements }: KPIRules,
  { period, regime }: Column,
  cell: Cell | null,
): ReadonlyArray<ExplainedBand> => {
  const stated = statements.find(({ revision }) => revision === cell?.determinedBy.target)
  const target = effectiveTarget(stated?.target ?? null, lastMonth(period, yearStart), yearStart)
  return target === null ? [] : zonesOf(regime.scheme, target).map(bandShown)
}
