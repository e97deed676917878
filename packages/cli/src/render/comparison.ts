import { codeInWords, outcomeInWords, targetInWords } from '@kpi-ledger/core/unstable'
import type {
  Cell,
  Change,
  Comparison,
  ComparisonCell,
  ComparisonRow,
} from '@kpi-ledger/projections'
import { sideColumns, columnsOfSides } from './side-columns'
import { toCsv } from './csv'
import {
  cells,
  heading,
  renderTable,
  widthLeft,
  type TableColumn,
  type TableCell,
  type TableRow,
} from './table'
import { byGrade, emphasis, type Terminal } from './terminal'
import { periodInWords } from './words'

const reference = ({ kpi: { a, b } }: ComparisonRow): string =>
  a !== null && b !== null && a !== b ? `${a} → ${b}` : (b ?? a ?? '')

const target = (cell: Cell | null): string =>
  cell === null ? '–' : targetInWords(cell.comparator, cell.target)

const rating = (cell: Cell | null, terminal: Terminal): TableCell =>
  cell === null
    ? { text: '–' }
    : {
        text: cell.rating.label,
        paint: (text) => byGrade(terminal)(cell.rating.grade, text),
      }

/** The actual, with the KPI it was recorded for where that is another one (M23). */
const actualOf = (cell: Cell): string =>
  outcomeInWords(cell.outcome) + (cell.evidence === null ? '' : ` (${cell.evidence.kpi})`)

/** The actual, or both where the two KPIs of a row have each their own. */
const actual = ({ a, b }: ComparisonCell): string => {
  if (a === null || b === null) return [a, b].map((cell) => cell && actualOf(cell)).join('')
  return outcomeInWords(a.outcome) === outcomeInWords(b.outcome)
    ? actualOf(b.evidence === null ? a : b)
    : `${actualOf(a)} / ${actualOf(b)}`
}

interface ComparisonColumn extends TableColumn {
  readonly show: (
    row: ComparisonRow,
    cell: ComparisonCell,
    terminal: Terminal,
  ) => string | TableCell
}

const KPI: ComparisonColumn = { name: 'KPI', width: 12, show: reference }
const DESCRIPTION: ComparisonColumn = {
  name: 'Description',
  width: null,
  show: ({ description }) => description,
}
const PERIOD: ComparisonColumn = {
  name: 'Period',
  width: 8,
  show: (_, { period }) => periodInWords(period),
}
const RATINGS: ReadonlyArray<ComparisonColumn> = [
  { name: 'Actual', width: 10, show: (_, cell) => actual(cell) },
  { name: 'Target A', width: 9, show: (_, { a }) => target(a) },
  { name: 'Rating A', width: 13, show: (_, { a }, terminal) => rating(a, terminal) },
  { name: 'Target B', width: 9, show: (_, { b }) => target(b) },
  { name: 'Rating B', width: 13, show: (_, { b }, terminal) => rating(b, terminal) },
]

/** Room for a description; where there is less, the reference has to do. */
const READABLE = 12

/** The columns there is room for, the period where it is not the same in every row. */
const columnsFor = (
  { periods }: Comparison,
  { width }: Terminal,
): ReadonlyArray<ComparisonColumn> => {
  const narrow = [KPI, ...(periods.length > 1 ? [PERIOD] : []), ...RATINGS]
  const wide = [KPI, DESCRIPTION, ...narrow.slice(1)]
  return widthLeft(wide, width) < READABLE ? narrow : wide
}

const GROUPS: Readonly<Record<Change, string>> = {
  better: 'Better under B',
  worse: 'Worse under B',
  same: 'Same grade',
  'not-comparable': 'Not comparable: rated under one only',
  'only-a': 'Only on A’s scorecard',
  'only-b': 'Only on B’s scorecard',
}

const isChange = (name: string): name is Change => Object.hasOwn(GROUPS, name)

/** The cells of one change under their heading; nothing where there are none. */
const group = (
  { rows, summary }: Comparison,
  change: Change,
  columns: ReadonlyArray<ComparisonColumn>,
  terminal: Terminal,
): ReadonlyArray<TableRow> =>
  summary[change] === 0
    ? []
    : [
        heading(`${GROUPS[change]} (${String(summary[change])})`),
        ...rows.flatMap((row) =>
          row.cells
            .filter((cell) => cell.change === change)
            .map((cell) => cells(...columns.map(({ show }) => show(row, cell, terminal)))),
        ),
      ]

/**
 * A comparison as a table, grouped by what becomes of the grade from A to B: each KPI and period
 * with its actual, and target and rating under both regimes.
 */
export const renderComparison = (comparison: Comparison, terminal: Terminal): string => {
  const { contract, a, b, periods, summary } = comparison
  const columns = columnsFor(comparison, terminal)
  const when = periods.length === 1 ? ` in ${periods.map(periodInWords).join('')}` : ''
  const changes = Object.keys(GROUPS).filter(isChange)
  const counts = changes.map((change) => `${codeInWords(change)} ${String(summary[change])}`)
  return [
    emphasis(terminal)(`${contract}: the same actuals${when} under A, ${a}, and B, ${b}`),
    '',
    renderTable(
      columns,
      changes.flatMap((change) => group(comparison, change, columns, terminal)),
      terminal,
    ),
    '',
    `${counts.join(', ')}.`,
  ].join('\n')
}

/** A comparison as CSV, one row for each KPI and period. */
export const comparisonCsv = ({ contract, a, b, rows }: Comparison): string => {
  const sides = columnsOfSides('a', 'b')
  return toCsv(
    [
      'contract',
      'a',
      'b',
      'aKpi',
      'bKpi',
      'description',
      'serviceArea',
      'period',
      ...sides,
      'change',
    ],
    rows.flatMap(({ kpi, description, serviceArea, cells: all }) =>
      all.map((cell) => ({
        contract,
        a,
        b,
        aKpi: kpi.a,
        bKpi: kpi.b,
        description,
        serviceArea,
        period: cell.period,
        ...sideColumns('a', cell.a),
        ...sideColumns('b', cell.b),
        change: cell.change,
      })),
    ),
  )
}
