import type { Tracker, TrackerPoint } from '@kpi-ledger/projections'
import { cells, column, type CellsRow, type Column } from '../document/table'
import { figure, missing, period, text, type Value } from '../document/value'
import { travelInWords } from '../words/travel'
import { figureOf, ratingOfPoint } from './cell'

const actualOf = (point: TrackerPoint, unit: string, yearStart: number): Value =>
  point.outcome === null ? missing : figureOf(point, yearStart, unit)

/** What to call its target values: a profile, unless they are the same all year (M24a). */
export const targetName = ({ points }: Tracker): 'Profile' | 'Target' =>
  new Set(points.map(({ profile }) => profile)).size > 1 ? 'Profile' : 'Target'

/** The columns of a tracker's table of months. */
export const trackerColumns = (tracker: Tracker): ReadonlyArray<Column> => [
  column('month', 'Month'),
  column('profile', targetName(tracker)),
  column('actual', 'Actual'),
  column('variance', 'Variance'),
  column('rating', 'Rating'),
  ...(tracker.points.some(({ travel }) => travel.previous !== null || travel.year !== null)
    ? [column('travel', 'Travel')]
    : []),
]

/** Whether a month is after the latest figure, so that there is nothing to rate yet. */
const isToCome = ({ period: month, rating }: TrackerPoint, latest: string | null): boolean =>
  rating.grade === 'other' && (latest === null || month > latest)

/** The months of a tracker, one per row. */
export const trackerRows = (
  { unit, points, latest }: Tracker,
  yearStart: number,
): ReadonlyArray<CellsRow> =>
  points.map((point) =>
    cells({
      month: period(point.period, yearStart),
      profile: figure(point.profile, unit),
      actual: actualOf(point, unit, yearStart),
      variance: figure(point.variance, unit),
      rating: point.outcome === null && isToCome(point, latest) ? missing : ratingOfPoint(point),
      travel: text(travelInWords(point.travel, yearStart)),
    }),
  )
