import type { Cell, Scorecard } from '@kpi-ledger/projections'
import type { Records, Scalar } from '../document/records'
import { TRAVEL_FIELDS, travelFields } from '../words/travel'
import { FIGURE_FIELDS, figureFields } from './cell'

const FIELDS = [
  ...['contract', 'serviceArea', 'kpi', 'description', 'frequency', 'unit', 'period', 'regime'],
  ...['comparator', 'target', 'targetHigh', 'value', 'of', 'published', 'reason'],
  ...['rating', 'label', 'grade', 'extrapolated', 'corrected', 'notes', 'figureOf', 'rated'],
  ...['computed', 'decided', 'decidedBy', ...FIGURE_FIELDS, ...TRAVEL_FIELDS],
]

const fieldsOf = (cell: Cell): Readonly<Record<string, Scalar>> => {
  const { outcome, target, rating } = cell
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
    rating: rating.code,
    label: rating.label,
    grade: rating.grade,
    extrapolated: cell.extrapolated,
    corrected: cell.corrected,
    notes: cell.notes.join('\n'),
    figureOf: cell.figure?.of ?? null,
    rated: cell.rated,
    computed: cell.computed?.code ?? null,
    decided: cell.decided?.reason ?? null,
    decidedBy: cell.decided?.actor ?? null,
    ...figureFields(cell),
    ...travelFields(cell.travel),
  }
}

/** One record per KPI and period, and one without a KPI per note on the contract. */
export const scorecardRecords = ({ contract, serviceAreas, notes }: Scorecard): Records => ({
  fields: FIELDS,
  rows: [
    ...serviceAreas.flatMap(({ name, kpis }) =>
      kpis.flatMap(({ cells: all, kpi, description, frequency, unit }) => {
        const of = { contract, serviceArea: name, kpi, description, frequency, unit }
        return all.flatMap((cell) => (cell === null ? [] : [{ ...of, ...fieldsOf(cell) }]))
      }),
    ),
    ...notes.map(({ period, text: words }) => ({ contract, period, notes: words })),
  ],
})
