import { codeInWords } from '@kpi-ledger/core/unstable'
import type { Tracker } from '@kpi-ledger/projections'
import { yearChart } from '../charts/year'
import { dataOf, noProvenance, paragraph, spans, type Document } from '../document/document'
import { monthInWords, periodTextInWords } from '../words/period'
import { TRAVEL_FIELDS, travelFields } from '../words/travel'
import { FIGURE_FIELDS, figureFields } from './cell'
import { trackerColumns, trackerRows } from './tracker-rows'

const shown = (n: number | null): string => (n === null ? '–' : String(n))

/** The rule for the forecast, with the figures it used (M24). */
const forecastInWords = ({ annualTarget, forecast, latest, points }: Tracker): string => {
  const point = points.find(({ period }) => period === latest)
  if (forecast === null || point === undefined)
    return 'No forecast: there is one only for a year-to-date KPI, from a measured month whose profile value is not 0.'
  return `The forecast is the latest actual ÷ its profile value × the annual target: ${shown(point.actual)} ÷ ${shown(point.profile)} × ${shown(annualTarget)}.`
}

const verdictOf = ({ annualTarget, forecast, outlook, latest }: Tracker): string =>
  `Annual target ${shown(annualTarget)}, forecast ${shown(forecast)}; ${codeInWords(outlook)} ` +
  `(latest measured month: ${latest === null ? 'none' : monthInWords(latest)})`

/** A tracker: one row per month, then target, forecast and outlook. One record per month. */
export const trackerDocument = (tracker: Tracker, yearStart: number): Document => {
  const { contract, regime, kpi, description, financialYear, unit, points } = tracker
  return {
    title: `${kpi} ${description} — ${periodTextInWords(financialYear, yearStart)} (${regime}, ${unit})`,
    verdict: null,
    blocks: [
      ...spans([financialYear], yearStart),
      {
        kind: 'table',
        columns: trackerColumns(tracker),
        rows: trackerRows(tracker, yearStart),
        empty: 'There is no month in this year.',
      },
      paragraph(verdictOf(tracker)),
      paragraph(forecastInWords(tracker)),
      yearChart(tracker, yearStart),
    ],
    provenance: noProvenance,
    data: dataOf(tracker),
    records: {
      fields: [
        ...['contract', 'regime', 'kpi', 'period', 'profile', 'actual', 'variance'],
        ...['rating', 'label', 'grade', 'figureOf', ...FIGURE_FIELDS],
        ...[...TRAVEL_FIELDS, 'decided'],
      ],
      rows: points.map(({ period: month, rating, figure, ...point }) => ({
        ...{ contract, regime, kpi, period: month },
        ...{ profile: point.profile, actual: point.actual, variance: point.variance },
        ...{ rating: rating.code, label: rating.label, grade: rating.grade },
        figureOf: figure?.of ?? null,
        ...figureFields({ figure }),
        ...travelFields(point.travel),
        decided: point.decided,
      })),
    },
  }
}
