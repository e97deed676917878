import { outcomeInWords } from '@kpi-ledger/core/unstable'
import type { Tracker, TrackerPoint } from '@kpi-ledger/projections'
import { cells, column, type CellsRow, type Column } from '../document/table'
import { figure, missing, period, type Value } from '../document/value'
import { ratingOfPoint } from './cell'

const actualOf = ({ actual, outcome }: TrackerPoint, unit: string): Value =>
  outcome === null
    ? missing
    : { kind: 'figure', value: actual, unit, printed: outcomeInWords(outcome), marks: [] }

/** What is said of each month of a tracker. */
export const trackerColumns: ReadonlyArray<Column> = [
  column('month', 'Month'),
  column('profile', 'Profile'),
  column('actual', 'Actual'),
  column('variance', 'Variance'),
  column('rating', 'Rating'),
]

/** The months of a tracker, a row each. */
export const trackerRows = (
  { unit, points }: Tracker,
  yearStart: number,
): ReadonlyArray<CellsRow> =>
  points.map((point) =>
    cells({
      month: period(point.period, yearStart),
      profile: figure(point.profile, unit),
      actual: actualOf(point, unit),
      variance: figure(point.variance, unit),
      rating: ratingOfPoint(point),
    }),
  )
