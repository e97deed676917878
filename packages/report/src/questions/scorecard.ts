import { codeInWords } from '@kpi-ledger/core/unstable'
import type { Cell, PeriodSummary, Scorecard, ScorecardKPI } from '@kpi-ledger/projections'
import {
  dataOf,
  paragraph,
  spans,
  verdict,
  type Block,
  type Document,
  type Verdict,
} from '../document/document'
import type { Records, Scalar } from '../document/records'
import { cells, column, grouped, headingRow, type Row } from '../document/table'
import { period as periodOf, reference, text, type Value } from '../document/value'
import { periodInWords } from '../words/period'
import {
  FIGURE_FIELDS,
  figureFields,
  figureOf,
  periodsOf,
  reasonedRatingOf,
  targetOf,
} from './cell'
import type { Drawn } from './drawn'

/** The id of a column of a period, by index. */
const at = (part: string, place: number): string => `${part} ${place}`

type Entries = ReadonlyArray<readonly [id: string, value: Value]>

const entriesOf = (cell: Cell | null, place: number, unit: string, yearStart: number): Entries =>
  cell === null
    ? []
    : [
        [at('target', place), targetOf(cell)],
        [at('figure', place), figureOf(cell, yearStart, unit)],
        [at('rating', place), reasonedRatingOf(cell)],
      ]

const rowOf = (
  { kpi, description, frequency, unit, cells: all }: ScorecardKPI,
  yearStart: number,
): Row =>
  cells(
    {
      kpi: reference(kpi),
      description: text(`${description} (${codeInWords(frequency)}, ${unit})`),
      ...Object.fromEntries(all.flatMap((cell, place) => entriesOf(cell, place, unit, yearStart))),
    },
    all.flatMap((cell) =>
      cell === null
        ? []
        : cell.notes.map((note) => ({
            group: periodInWords(cell.period, yearStart),
            text: note,
          })),
    ),
  )

const tableOf = ({ periods, serviceAreas }: Scorecard, yearStart: number): Block => ({
  kind: 'table',
  columns: [
    column('kpi', 'KPI'),
    column('description', 'Description'),
    ...periods.flatMap((period, place) =>
      grouped(
        periodInWords(period, yearStart),
        [at('target', place), 'Target'],
        [at('figure', place), 'Actual'],
        [at('rating', place), 'Rating'],
      ),
    ),
  ],
  rows: serviceAreas.flatMap(({ name, kpis }) => [
    headingRow(name),
    ...kpis.map((kpi) => rowOf(kpi, yearStart)),
  ]),
  empty: 'No KPI is on this scorecard.',
})

/** How many KPIs of a period fell short of their target; empty if none is rated. */
const shortfall = ({ period, grades }: PeriodSummary, yearStart: number): ReadonlyArray<string> => {
  const short = grades['approaching-target'] + grades['requires-improvement'] + grades.inadequate
  const rated = short + grades.good
  if (rated === 0) return []
  const notRated = grades.other === 0 ? '' : ` (${grades.other} not rated)`
  return [
    `${short} of ${rated + grades.other} not met in ${periodInWords(period, yearStart)}${notRated}`,
  ]
}

const verdictOf = ({ summary }: Scorecard, yearStart: number): Verdict => {
  const worst = (
    ['inadequate', 'requires-improvement', 'approaching-target', 'good'] as const
  ).find((grade) => summary.some(({ grades }) => grades[grade] > 0))
  return worst === undefined
    ? verdict('other', 'nothing is rated')
    : verdict(worst, summary.flatMap((each) => shortfall(each, yearStart)).join(', '))
}

/** Counts in the regime's own words, in its order. */
const summaryOf = ({ summary, schemes }: Scorecard, yearStart: number): ReadonlyArray<Block> =>
  summary.map(({ period, regime, ratings }) => {
    const { bands = [], notRated = [] } = schemes[regime] ?? {}
    const counts = [...bands, ...notRated].map(
      ({ code, label }) => `${label} ${ratings[code] ?? 0}`,
    )
    return paragraph(`${periodInWords(period, yearStart)} (${regime}): ${counts.join(', ')}`)
  })

const cellsOf = ({ serviceAreas }: Scorecard): ReadonlyArray<Cell | null> =>
  serviceAreas.flatMap(({ kpis }) => kpis.flatMap((kpi) => kpi.cells))

const FIELDS = [
  ...['contract', 'serviceArea', 'kpi', 'description', 'frequency', 'unit', 'period', 'regime'],
  ...['comparator', 'target', 'targetHigh', 'value', 'of', 'published', 'reason'],
  ...['rating', 'label', 'grade', 'extrapolated', 'corrected', 'notes', ...FIGURE_FIELDS],
  ...['rated', 'computed', 'decided', 'decidedBy'],
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
    ...figureFields(cell),
    rated: cell.rated,
    computed: cell.computed?.code ?? null,
    decided: cell.decided?.reason ?? null,
    decidedBy: cell.decided?.actor ?? null,
  }
}

const recordsOf = ({ contract, serviceAreas, notes }: Scorecard): Records => ({
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

/**
 * A scorecard: how many KPIs fell short, then the KPIs by service area, with target, actual, rating
 * and reason for each period, then notes and counts. One record per KPI and period, and
 * one without a KPI per note on the contract. The contract's year starts in month `yearStart`.
 */
export const scorecardDocument = (card: Drawn<Scorecard>, yearStart: number): Document => ({
  title: `${card.title} — ${card.periods.map((each) => periodInWords(each, yearStart)).join(', ')}`,
  verdict: verdictOf(card, yearStart),
  blocks: [
    ...spans([...card.periods, ...periodsOf(cellsOf(card))], yearStart),
    tableOf(card, yearStart),
    ...card.notes.map((note): Block => ({
      kind: 'note',
      about: periodOf(note.period, yearStart),
      text: note.text,
    })),
    ...summaryOf(card, yearStart),
  ],
  provenance: { asAt: card.asAt, ledger: card.ledger ?? null },
  data: dataOf(card),
  records: recordsOf(card),
})
