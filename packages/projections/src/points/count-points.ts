import type { Rating } from '@kpi-ledger/core'
import type { Adoption } from '@kpi-ledger/core/unstable'
import type { Assessment } from './assessments'

/** What a KPI cost in an assessment period (M34). */
export interface CountedPoints {
  /** Those of its band. */
  readonly points: number
  /** Number of its periods with points in a row up to this one; 0 if this one has none. */
  readonly run: number
  /** The points, multiplied where the run is long enough. */
  readonly counted: number
}

const pointsOf = ({ scheme: { bands } }: Adoption, { code }: Rating): number =>
  bands.find((band) => band.code === code)?.points ?? 0

/**
 * Counts the points of a KPI's assessment periods, which are in the order of time. One that is rated
 * without points, or was decided to have none, breaks a run; one that is not rated does not, and is not
 * part of it (M34).
 */
export const countPoints = (
  assessments: ReadonlyArray<Assessment>,
): ReadonlyArray<Assessment & CountedPoints> => {
  let run = 0
  return assessments.map((assessment) => {
    const { regime, cell } = assessment
    const { rating, decided } = cell
    if (rating.grade === 'other' && decided === null)
      return { ...assessment, points: 0, run: 0, counted: 0 }
    const points = pointsOf(regime, rating)
    run = points === 0 ? 0 : run + 1
    const { repeat } = regime.scheme
    const isRepeated = repeat !== undefined && run >= repeat.within
    return { ...assessment, points, run, counted: isRepeated ? points * repeat.factor : points }
  })
}
