import type { YearGrid, YearGridCell, YearGridKPI } from '@kpi-ledger/projections'
import { serviceAreaCharts } from '../charts/service-area'
import { dataOf, spans, type Document } from '../document/document'
import type { Records } from '../document/records'
import { cells, column, grouped, headingRow, type Row, type Table } from '../document/table'
import { kpiReference, missing, text, type Value } from '../document/value'
import { periodTextInWords } from '../words/period'
import { TRAVEL_FIELDS, travelFields, travelMarks } from '../words/travel'
import { FIGURE_FIELDS, figureFields, figureOf, ratingOfPoint } from './cell'

const figureIn = (place: number): string => `figure ${place}`
const ratingIn = (place: number): string => `rating ${place}`

/** A figure, marked if it is better or worse than in the period before (M37). */
const markedFigureOf = (cell: YearGridCell, unit: string, yearStart: number): Value => ({
  ...figureOf(cell, yearStart, unit),
  marks: travelMarks(cell.travel),
})

const entriesOf = (
  cell: YearGridCell | null,
  place: number,
  unit: string,
  yearStart: number,
): ReadonlyArray<readonly [id: string, value: Value]> =>
  cell === null
    ? []
    : [
        [figureIn(place), cell.figure === null ? missing : markedFigureOf(cell, unit, yearStart)],
        [ratingIn(place), ratingOfPoint(cell)],
      ]

const rowOf = ({ kpi, description, unit, cells: all }: YearGridKPI, yearStart: number): Row =>
  cells({
    kpi: kpiReference(kpi),
    description: text(`${description} (${unit})`),
    ...Object.fromEntries(all.flatMap((cell, place) => entriesOf(cell, place, unit, yearStart))),
  })

const recordsOf = ({ contract, serviceAreas }: YearGrid): Records => ({
  fields: [
    ...['contract', 'serviceArea', 'kpi', 'description', 'unit', 'period', 'regime', 'value', 'of'],
    ...['published', 'reason', 'figureOf', 'rating', 'label', 'grade', 'rated', 'decided'],
    ...FIGURE_FIELDS,
    ...TRAVEL_FIELDS,
  ],
  rows: serviceAreas.flatMap(({ name, kpis }) =>
    kpis.flatMap(({ kpi, description, unit, cells: all }) =>
      all.flatMap((cell) => {
        if (cell === null) return []
        const { period, regime, outcome, figure, rating, rated, travel, decided } = cell
        const measured = outcome?.kind === 'measured' ? outcome : null
        const unmeasured = outcome?.kind === 'not-measured' ? outcome : null
        return [
          {
            ...{ contract, serviceArea: name, kpi, description, unit, period, regime },
            ...{ value: measured?.value ?? null, of: measured?.of ?? null },
            published: measured?.published ?? unmeasured?.text ?? null,
            ...{ reason: unmeasured?.reason ?? null, figureOf: figure?.of ?? null },
            ...{ rating: rating.code, label: rating.label, grade: rating.grade, rated, decided },
            ...figureFields({ figure }),
            ...travelFields(travel),
          },
        ]
      }),
    ),
  ),
})

/** One row per KPI, with the figure and rating of each period. */
export const yearGridTable = ({ periods, serviceAreas }: YearGrid, yearStart: number): Table => ({
  kind: 'table',
  isHeatTable: true,
  columns: [
    column('kpi', 'KPI'),
    column('description', 'Description'),
    ...periods.flatMap((period, place) =>
      grouped(
        periodTextInWords(period, yearStart),
        [figureIn(place), 'Actual'],
        [ratingIn(place), 'Rating'],
      ),
    ),
  ],
  rows: serviceAreas.flatMap(({ name, kpis }) => [
    headingRow(name),
    ...kpis.map((kpi) => rowOf(kpi, yearStart)),
  ]),
  empty: 'No KPI is on a scorecard of this year.',
})

/**
 * A contract's year: one row per KPI, with the figure and rating of each month or quarter (M35). One
 * record per KPI and period. The contract's year starts in month `yearStart`.
 */
export const yearGridDocument = (grid: YearGrid, yearStart: number): Document => {
  const { contract, financialYear, periods, asAt } = grid
  return {
    title: `${contract} — ${periodTextInWords(financialYear, yearStart)}`,
    verdict: null,
    blocks: [
      ...spans([financialYear, ...periods], yearStart),
      yearGridTable(grid, yearStart),
      ...serviceAreaCharts(grid, yearStart),
    ],
    provenance: { contract, asAt, ledger: null },
    data: dataOf(grid),
    records: recordsOf(grid),
  }
}
