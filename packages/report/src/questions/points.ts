import { counted as inWords } from '@kpi-ledger/core/unstable'
import type { KPIPoints, PeriodTotal, Points } from '@kpi-ledger/projections'
import { dataOf, facts, spans, type Block, type Document } from '../document/document'
import type { Records } from '../document/records'
import { cells, column, headingRow, type Row } from '../document/table'
import { count, period as periodOf } from '../document/value'
import { periodTextInWords } from '../words/period'
import { ratingOf } from './cell'

/** The periods in which a KPI has points; empty if it has none. */
const rowsOf = (
  { kpi, description, periods, total }: KPIPoints,
  yearStart: number,
): ReadonlyArray<Row> => {
  const costly = periods.filter(({ points }) => points > 0)
  if (costly.length === 0) return []
  return [
    headingRow(`${kpi} ${description}: ${inWords(total, 'point')}`),
    ...costly.map(({ period, rating, points, run, counted }) =>
      cells({
        period: periodOf(period, yearStart),
        rating: ratingOf(rating),
        points: count(points),
        run: count(run),
        counted: count(counted),
      }),
    ),
  ]
}

const totalsOf = (name: string, totals: ReadonlyArray<PeriodTotal>, yearStart: number): Block => ({
  kind: 'table',
  columns: [column('period', name), column('counted', 'Points')],
  rows: totals.map(({ period, counted }) =>
    cells({ period: periodOf(period, yearStart), counted: count(counted) }),
  ),
  empty: 'No KPI is assessed in this year.',
})

const recordsOf = ({ contract, kpis }: Points): Records => ({
  fields: [
    ...['contract', 'kpi', 'description', 'period', 'rating', 'label', 'grade'],
    ...['points', 'run', 'counted'],
  ],
  rows: kpis.flatMap(({ kpi, description, periods }) =>
    periods.map(({ period, rating: { code, label, grade }, points, run, counted }) => ({
      ...{ contract, kpi, description, period, rating: code, label, grade },
      ...{ points, run, counted },
    })),
  ),
})

/**
 * What a contract's KPIs cost in a year: each period with points, then totals by quarter and by period
 * (M34). One record per KPI and assessment period. The contract's year starts in month `yearStart`.
 */
export const pointsDocument = (answer: Points, yearStart: number): Document => {
  const { contract, financialYear, kpis, byPeriod, byQuarter, total, last12Months, asAt } = answer
  return {
    title: `${contract}: ${inWords(total, 'point')} in ${periodTextInWords(financialYear, yearStart)}`,
    verdict: null,
    blocks: [
      ...spans([financialYear, ...byQuarter.map(({ period }) => period)], yearStart),
      {
        kind: 'table',
        columns: [
          column('period', 'Period'),
          column('rating', 'Rating'),
          column('points', 'Points'),
          column('run', 'In a row'),
          column('counted', 'Counted'),
        ],
        rows: kpis.flatMap((kpi) => rowsOf(kpi, yearStart)),
        empty: 'No KPI has points in this year.',
      },
      totalsOf('Quarter', byQuarter, yearStart),
      totalsOf('Assessment period', byPeriod, yearStart),
      facts(['Total', count(total)], ['Last 12 months', count(last12Months)]),
    ],
    provenance: { contract, asAt, ledger: null },
    data: dataOf(answer),
    records: recordsOf(answer),
  }
}
