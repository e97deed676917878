import type { Cell, Comparison, ComparisonCell, ComparisonRow } from '@kpi-ledger/projections'
import { toCsv } from './csv'
import { cells, renderTable, type TableCell } from './table'
import { byGrade, emphasis, type Terminal } from './terminal'
import { inWords, outcomeInWords, periodInWords, targetInWords } from './words'

const reference = ({ kpi: { a, b } }: ComparisonRow): string =>
  a !== null && b !== null && a !== b ? `${a} → ${b}` : (b ?? a ?? '')

const side = (cell: Cell | null, terminal: Terminal): TableCell => {
  if (cell === null) return { text: '–' }
  const { rating } = cell
  return {
    text: `${rating.label} (${targetInWords(cell.comparator, cell.target)})`,
    paint: (text) => byGrade(terminal)(rating.grade, text),
  }
}

const actual = ({ a, b }: ComparisonCell): string => {
  const cell = b ?? a
  if (cell === null) return ''
  const from = cell.evidence === null ? '' : ` (${cell.evidence.kpi})`
  return outcomeInWords(cell.outcome) + from
}

/** A comparison as a table: each KPI and period, rated under both regimes, and what changed. */
export const renderComparison = (comparison: Comparison, terminal: Terminal): string => {
  const rows = comparison.rows.flatMap((row) =>
    row.cells.map((cell) =>
      cells(
        reference(row),
        row.description,
        periodInWords(cell.period),
        actual(cell),
        side(cell.a, terminal),
        side(cell.b, terminal),
        cell.change === null ? '' : inWords(cell.change),
      ),
    ),
  )
  const columns = [
    { name: 'KPI', width: 12 },
    { name: 'Description', width: null },
    { name: 'Period', width: 8 },
    { name: 'Actual', width: 10 },
    { name: comparison.a, width: 14 },
    { name: comparison.b, width: 14 },
    { name: 'Change', width: 9 },
  ]
  const counts = Object.entries(comparison.summary).map(
    ([change, n]) => `${inWords(change)} ${String(n)}`,
  )
  return [
    emphasis(terminal)(`${comparison.contract}: ${comparison.a} against ${comparison.b}`),
    '',
    renderTable(columns, rows, terminal),
    '',
    counts.join(', '),
  ].join('\n')
}

const sideColumns = (name: 'a' | 'b', cell: Cell | null) => ({
  [`${name}Target`]: cell === null ? null : targetInWords(cell.comparator, cell.target),
  [`${name}Outcome`]: cell === null ? null : outcomeInWords(cell.outcome),
  [`${name}Rating`]: cell?.rating.code ?? null,
  [`${name}Label`]: cell?.rating.label ?? null,
  [`${name}Grade`]: cell?.rating.grade ?? null,
})

/** A comparison as CSV, one row for each KPI and period. */
export const comparisonCsv = ({ contract, a, b, rows }: Comparison): string => {
  const sides = ['a', 'b'].flatMap((name) =>
    ['Target', 'Outcome', 'Rating', 'Label', 'Grade'].map((column) => name + column),
  )
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
