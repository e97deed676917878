import { codeInWords } from '@kpi-ledger/core/unstable'
import type { Tracker } from '@kpi-ledger/projections'
import { yearChart } from '../charts/year'
import { dataOf, noProvenance, paragraph, spans, type Document } from '../document/document'
import { monthInWords, periodInWords } from '../words/period'
import { trackerColumns, trackerRows } from './tracker-rows'

const shown = (n: number | null): string => (n === null ? '–' : String(n))

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
        columns: trackerColumns,
        rows: trackerRows(tracker, yearStart),
        empty: 'There is no month in this year.',
      },
      paragraph(verdictOf(tracker)),
      yearChart(tracker, yearStart),
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
