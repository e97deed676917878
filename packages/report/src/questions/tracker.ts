import { codeInWords, outcomeInWords } from '@kpi-ledger/core/unstable'
import type { Tracker, TrackerPoint } from '@kpi-ledger/projections'
import { dataOf, noProvenance, paragraph, spans, type Document } from '../document/document'
import { cells, column, type Row } from '../document/table'
import { figure, missing, period, type Value } from '../document/value'
import { monthInWords, periodInWords } from '../words/period'
import { ratingOfPoint } from './cell'

const shown = (n: number | null): string => (n === null ? '–' : String(n))

const actualOf = ({ actual, outcome }: TrackerPoint, unit: string): Value =>
  outcome === null
    ? missing
    : { kind: 'figure', value: actual, unit, printed: outcomeInWords(outcome), marks: [] }

const rowOf =
  (unit: string, yearStart: number) =>
  (point: TrackerPoint): Row =>
    cells({
      month: period(point.period, yearStart),
      profile: figure(point.profile, unit),
      actual: actualOf(point, unit),
      variance: figure(point.variance, unit),
      rating: ratingOfPoint(point),
    })

const verdictOf = ({ annualTarget, forecast, outlook, latest }: Tracker): string =>
  `Annual target ${shown(annualTarget)}, forecast ${shown(forecast)}; ${codeInWords(outlook)} ` +
  `(latest measured month: ${latest === null ? 'none' : monthInWords(latest)})`

/** A tracker: one row per month, then target, forecast and outlook. One record per month. */
export const trackerDocument = (tracker: Tracker, yearStart: number): Document => {
  const { contract, regime, kpi, description, financialYear, unit, points } = tracker
  return {
    title: `${kpi} ${description} — ${periodInWords(financialYear, yearStart)} (${regime}, ${unit})`,
    verdict: null,
    blocks: [
      ...spans([financialYear], yearStart),
      {
        kind: 'table',
        columns: [
          column('month', 'Month'),
          column('profile', 'Profile'),
          column('actual', 'Actual'),
          column('variance', 'Variance'),
          column('rating', 'Rating'),
        ],
        rows: points.map(rowOf(unit, yearStart)),
        empty: 'There is no month in this year.',
      },
      paragraph(verdictOf(tracker)),
    ],
    provenance: noProvenance,
    data: dataOf(tracker),
    records: {
      fields: [
        ...['contract', 'regime', 'kpi', 'period', 'profile', 'actual', 'variance'],
        ...['rating', 'label', 'grade'],
      ],
      rows: points.map(({ period: month, profile, actual, variance, rating }) => ({
        ...{ contract, regime, kpi, period: month, profile, actual, variance },
        rating: rating.code,
        label: rating.label,
        grade: rating.grade,
      })),
    },
  }
}
