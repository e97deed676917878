import { codeInWords, outcomeInWords } from '@kpi-ledger/core/unstable'
import type { Tracker } from '@kpi-ledger/projections'
import { toCsv } from './csv'
import { cells, renderTable } from './table'
import { byGrade, emphasis, visible, type Terminal } from './terminal'
import { periodInWords } from './words'

const shown = (n: number | null): string => (n === null ? '–' : String(n))

/** A tracker as a table, one row a month, with target, forecast and outlook under it. */
export const renderTracker = (tracker: Tracker, terminal: Terminal): string => {
  const rows = tracker.points.map(({ period, profile, actual, variance, rating, outcome }) =>
    cells(
      periodInWords(period),
      shown(profile),
      actual === null && outcome === null ? '–' : outcomeInWords(outcome),
      shown(variance),
      { text: rating.label, paint: (text) => byGrade(terminal)(rating.grade, text) },
    ),
  )
  const columns = [
    { name: 'Month', width: 10 },
    { name: 'Profile', width: 10 },
    { name: 'Actual', width: 16 },
    { name: 'Variance', width: 10 },
    { name: 'Rating', width: null },
  ]
  const latest = tracker.latest === null ? 'none' : periodInWords(tracker.latest)
  return [
    emphasis(terminal)(
      `${visible(tracker.kpi)} ${visible(tracker.description)} — ${tracker.financialYear} (${tracker.regime}, ${tracker.unit})`,
    ),
    '',
    renderTable(columns, rows, terminal),
    '',
    `Annual target ${shown(tracker.annualTarget)}, forecast ${shown(tracker.forecast)}; ` +
      `${codeInWords(tracker.outlook)} (latest measured month: ${latest})`,
  ].join('\n')
}

/** A tracker as CSV, one row a month. */
export const trackerCsv = ({ contract, regime, kpi, points }: Tracker): string =>
  toCsv(
    [
      'contract',
      'regime',
      'kpi',
      'period',
      'profile',
      'actual',
      'variance',
      'rating',
      'label',
      'grade',
    ],
    points.map(({ period, profile, actual, variance, rating }) => ({
      contract,
      regime,
      kpi,
      period,
      profile,
      actual,
      variance,
      rating: rating.code,
      label: rating.label,
      grade: rating.grade,
    })),
  )
