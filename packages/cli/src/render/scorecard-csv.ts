import type { Cell, Scorecard, ScorecardKPI } from '@kpi-ledger/projections'
import { toCsv, type CsvValue } from './csv'

const COLUMNS = [
  'contract',
  'serviceArea',
  'kpi',
  'description',
  'frequency',
  'unit',
  'period',
  'regime',
  'comparator',
  'target',
  'targetHigh',
  'value',
  'of',
  'published',
  'reason',
  'rating',
  'label',
  'grade',
  'extrapolated',
  'corrected',
  'notes',
]

/** The columns that say what a cell holds; those of its KPI come before them. */
export const cellColumns = (cell: Cell): Readonly<Record<string, CsvValue>> => {
  const { outcome, target } = cell
  const measured = outcome?.kind === 'measured' ? outcome : null
  return {
    period: cell.period,
    regime: cell.regime,
    comparator: cell.comparator,
    target: typeof target === 'number' ? target : (target?.low ?? null),
    targetHigh: typeof target === 'number' ? null : (target?.high ?? null),
    value: measured?.value ?? null,
    of: measured?.of ?? null,
    published:
      measured?.published ?? (outcome?.kind === 'not-measured' ? outcome.text : null) ?? null,
    reason: cell.reason,
    rating: cell.rating.code,
    label: cell.rating.label,
    grade: cell.rating.grade,
    extrapolated: cell.extrapolated,
    corrected: cell.corrected,
    notes: cell.notes.join('\n'),
  }
}

const rowsOf =
  (contract: string, serviceArea: string) =>
  ({ cells, kpi, description, frequency, unit }: ScorecardKPI) =>
    cells.flatMap((cell) =>
      cell === null
        ? []
        : [{ contract, serviceArea, kpi, description, frequency, unit, ...cellColumns(cell) }],
    )

/** A scorecard as CSV, one row for each KPI and period. */
export const scorecardCsv = ({ contract, serviceAreas }: Scorecard): string =>
  toCsv(
    COLUMNS,
    serviceAreas.flatMap(({ name, kpis }) => kpis.flatMap(rowsOf(contract, name))),
  )
