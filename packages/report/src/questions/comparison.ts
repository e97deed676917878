import type {
  Cell,
  Change,
  Comparison,
  ComparisonCell,
  ComparisonRow,
} from '@kpi-ledger/projections'
import { dataOf, noProvenance, paragraph, spans, type Document } from '../document/document'
import type { Records } from '../document/records'
import { cells, column, grouped, headingRow, type Column, type Row } from '../document/table'
import { missing, period, reference, text, type Value } from '../document/value'
import { periodTextInWords } from '../words/period'
import { figureInWords, ratingOfCell, targetOf } from './cell'
import { fieldsOfSides, sideFields } from './side-fields'

/** How a cell is grouped: by its change, or separately if neither side is rated. */
type Group = Change | 'neither'

const GROUPS: Readonly<Record<Group, string>> = {
  better: 'Better under B',
  worse: 'Worse under B',
  same: 'Same grade',
  neither: 'Not rated under either',
  'not-comparable': 'Not comparable: rated under one only',
  'only-a': 'Only on A’s scorecard',
  'only-b': 'Only on B’s scorecard',
}

/** The names of the groups in a list of counts. */
const COUNTED: Readonly<Record<Group, string>> = {
  better: 'Better',
  worse: 'worse',
  same: 'same grade',
  neither: 'not rated under either',
  'not-comparable': 'not comparable',
  'only-a': 'only under A',
  'only-b': 'only under B',
}

const isGroup = (name: string): name is Group => Object.hasOwn(GROUPS, name)
const groups = Object.keys(GROUPS).filter(isGroup)

const groupOf = ({ change, a }: ComparisonCell): Group | null =>
  change === 'same' && a?.rating.grade === 'other' ? 'neither' : change

const countIn = ({ rows }: Comparison, group: Group): number =>
  rows.flatMap(({ cells: all }) => all.filter((cell) => groupOf(cell) === group)).length

const kpiOf = ({ kpi: { a, b } }: ComparisonRow): Value => {
  const names = [...new Set([a, b])].flatMap((name) => name ?? [])
  return names.length > 1 ? text(names.join(' → ')) : reference(names.join())
}

/** The actual, with the KPI it was recorded for if that is a different one (M23). */
const actualOf = (cell: Cell, yearStart: number): string =>
  figureInWords(cell, yearStart) + (cell.evidence === null ? '' : ` (${cell.evidence.kpi})`)

/** The actual, or both actuals if the two KPIs of a row have one each. */
const actual = ({ a, b }: ComparisonCell, yearStart: number): string => {
  const said = (cell: Cell): string => actualOf(cell, yearStart)
  if (a === null || b === null) return [a, b].map((cell) => cell && said(cell)).join('')
  return figureInWords(a, yearStart) === figureInWords(b, yearStart)
    ? said(b.evidence === null ? a : b)
    : `${said(a)} / ${said(b)}`
}

const target = (cell: Cell | null): Value =>
  cell === null ? missing : { ...targetOf(cell), marks: [] }

const rating = (cell: Cell | null): Value => (cell === null ? missing : ratingOfCell(cell))

const rowOf = (row: ComparisonRow, cell: ComparisonCell, yearStart: number): Row =>
  cells({
    kpi: kpiOf(row),
    description: text(row.description),
    period: period(cell.period, yearStart),
    actual: text(actual(cell, yearStart)),
    targetA: target(cell.a),
    ratingA: rating(cell.a),
    targetB: target(cell.b),
    ratingB: rating(cell.b),
  })

/** The columns of the table, including the period unless it is the same in every row. */
const columnsOf = ({ a, b, periods }: Comparison): ReadonlyArray<Column> => [
  column('kpi', 'KPI'),
  column('description', 'Description'),
  ...(periods.length > 1 ? [column('period', 'Period')] : []),
  column('actual', 'Actual'),
  ...grouped(`A: ${a}`, ['targetA', 'Target'], ['ratingA', 'Rating']),
  ...grouped(`B: ${b}`, ['targetB', 'Target'], ['ratingB', 'Rating']),
]

/** The cells with one kind of change, under a heading; empty if there are none. */
const group =
  (comparison: Comparison, yearStart: number) =>
  (of: Group): ReadonlyArray<Row> =>
    countIn(comparison, of) === 0
      ? []
      : [
          headingRow(`${GROUPS[of]} (${countIn(comparison, of)})`),
          ...comparison.rows.flatMap((row) =>
            row.cells
              .filter((cell) => groupOf(cell) === of)
              .map((cell) => rowOf(row, cell, yearStart)),
          ),
        ]

const recordsOf = ({ contract, a, b, rows }: Comparison): Records => ({
  fields: [
    ...['contract', 'a', 'b', 'aKpi', 'bKpi', 'description', 'serviceArea', 'period'],
    ...fieldsOfSides('a', 'b'),
    'change',
  ],
  rows: rows.flatMap(({ kpi, description, serviceArea, cells: all }) =>
    all.map((cell) => ({
      ...{ contract, a, b, aKpi: kpi.a, bKpi: kpi.b, description, serviceArea },
      period: cell.period,
      ...sideFields('a', cell.a),
      ...sideFields('b', cell.b),
      change: cell.change,
    })),
  ),
})

/**
 * A comparison, grouped by how the grade changes from A to B: each KPI and period with its actual,
 * and its target and rating under both regimes. One record per KPI and period.
 */
export const comparisonDocument = (comparison: Comparison, yearStart: number): Document => {
  const { contract, a, b, periods } = comparison
  const [only] = periods
  const when =
    periods.length > 1 || only === undefined ? '' : ` in ${periodTextInWords(only, yearStart)}`
  const counts = groups.map((of) => `${COUNTED[of]} ${countIn(comparison, of)}`)
  return {
    title: `${contract}: the same actuals${when} under A, ${a}, and B, ${b}`,
    verdict: null,
    blocks: [
      ...spans(periods, yearStart),
      {
        kind: 'table',
        columns: columnsOf(comparison),
        rows: groups.flatMap(group(comparison, yearStart)),
        empty: 'No KPI is on either scorecard.',
      },
      paragraph(`${counts.join(', ')}.`),
    ],
    provenance: noProvenance,
    data: dataOf(comparison),
    records: recordsOf(comparison),
  }
}
