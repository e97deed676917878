import { codeInWords, outcomeInWords, targetInWords } from '@kpi-ledger/core/unstable'
import type { Cell, Scorecard, ScorecardKPI } from '@kpi-ledger/projections'
import {
  cells,
  heading,
  remark,
  renderTable,
  widthLeft,
  type TableColumn,
  type TableCell,
  type TableRow,
} from './table'
import { byGrade, emphasis, visible, type Terminal } from './terminal'
import { periodInWords, reasonInWords } from './words'

const TARGET_WIDTH = 9
const ACTUAL_WIDTH = 12
const RATING_WIDTH = 13
const LEAST_DESCRIPTION = 16

const columnsFor = (
  { serviceAreas }: Scorecard,
  periods: ReadonlyArray<string>,
): ReadonlyArray<TableColumn> => {
  const references = serviceAreas.flatMap(({ kpis }) => kpis.map(({ kpi }) => kpi.length))
  return [
    { name: 'KPI', width: Math.min(12, Math.max(3, ...references)) },
    { name: 'Description', width: null },
    ...periods.flatMap((period) => [
      { name: 'Target', width: TARGET_WIDTH },
      { name: periodInWords(period), width: ACTUAL_WIDTH },
      { name: 'Rating', width: RATING_WIDTH },
    ]),
  ]
}

const cellTexts = (cell: Cell | null, terminal: Terminal): ReadonlyArray<string | TableCell> => {
  if (cell === null) return ['', '', '']
  const { rating } = cell
  const reason = reasonInWords(cell)
  const saysMore = reason !== '' && reason !== rating.label.toLowerCase()
  return [
    targetInWords(cell.comparator, cell.target) + (cell.extrapolated ? ' *' : ''),
    outcomeInWords(cell.outcome) + (cell.corrected ? ' †' : ''),
    {
      text: saysMore ? `${rating.label}: ${reason}` : rating.label,
      paint: (text) => byGrade(terminal)(rating.grade, text),
    },
  ]
}

const notesOf = (shown: ReadonlyArray<Cell | null>): ReadonlyArray<TableRow> =>
  shown.flatMap((cell) =>
    (cell?.notes ?? []).map((note) => remark(`${periodInWords(cell?.period ?? '')}: ${note}`)),
  )

const rowsOf = (
  { kpi, description, frequency, unit, cells: all }: ScorecardKPI,
  shown: ReadonlyArray<Cell | null>,
  terminal: Terminal,
): ReadonlyArray<TableRow> =>
  all.every((cell) => cell === null)
    ? []
    : [
        cells(
          kpi,
          `${description} (${codeInWords(frequency)}, ${unit})`,
          ...shown.flatMap((cell) => cellTexts(cell, terminal)),
        ),
        ...notesOf(shown),
      ]

const tableOf = (
  card: Scorecard,
  periods: ReadonlyArray<string>,
  first: number,
  terminal: Terminal,
): string => {
  const rows = card.serviceAreas.flatMap(({ name, kpis }) => [
    heading(name),
    ...kpis.flatMap((kpi) => rowsOf(kpi, kpi.cells.slice(first, first + periods.length), terminal)),
  ])
  return renderTable(columnsFor(card, periods), rows, terminal)
}

/** All periods side by side where they fit, else one under the other. */
const tablesOf = (card: Scorecard, terminal: Terminal): ReadonlyArray<string> => {
  const { periods } = card
  const fits = widthLeft(columnsFor(card, periods), terminal.width) >= LEAST_DESCRIPTION
  return fits
    ? [tableOf(card, periods, 0, terminal)]
    : periods.map((period, i) => tableOf(card, [period], i, terminal))
}

const legend = (card: Scorecard): ReadonlyArray<string> => {
  const shown = card.serviceAreas.flatMap(({ kpis }) => kpis.flatMap((kpi) => kpi.cells))
  return [
    ...(shown.some((cell) => cell?.extrapolated) ? ['* target stated for later months only'] : []),
    ...(shown.some((cell) => cell?.corrected) ? ['† corrected after it was first recorded'] : []),
  ]
}

const notesUnder = ({ notes }: Scorecard): ReadonlyArray<string> =>
  notes.map(({ period, text }) => `${periodInWords(period)}: ${visible(text)}`)

const labelsOf = (card: Scorecard): ReadonlyMap<string, string> =>
  new Map(
    card.serviceAreas
      .flatMap(({ kpis }) => kpis.flatMap((kpi) => kpi.cells))
      .flatMap((cell) => (cell === null ? [] : [[cell.rating.code, cell.rating.label] as const])),
  )

/** A code in words, for a rating that no KPI was given and whose label is not at hand. */
const titled = (code: string): string => code.charAt(0).toUpperCase() + codeInWords(code.slice(1))

const summaryOf = (card: Scorecard): ReadonlyArray<string> => {
  const labels = labelsOf(card)
  return card.summary.map(({ period, regime, ratings }) => {
    const counts = Object.entries(ratings).map(
      ([code, n]) => `${labels.get(code) ?? titled(code)} ${String(n)}`,
    )
    return `${periodInWords(period)} (${regime}): ${counts.join(', ')}`
  })
}

const knownAs = ({ asAt: { facts, rules, revision } }: Scorecard): ReadonlyArray<string> => [
  ...(facts === null ? [] : [`facts as known at ${facts}`]),
  ...(rules === null ? [] : [`rules as known at ${rules}`]),
  ...(revision === null ? [] : [`as of revision ${String(revision)}`]),
]

/**
 * A scorecard as a table: KPIs by service area, for each period its target, actual and rating in
 * words with the reason, then notes and counts. Colours only repeat what the words say.
 */
export const renderScorecard = (card: Scorecard, terminal: Terminal): string =>
  [
    emphasis(terminal)(`${visible(card.title)} — ${card.periods.map(periodInWords).join(', ')}`),
    ...tablesOf(card, terminal).map((table) => `\n${table}`),
    '',
    ...[...legend(card), ...notesUnder(card), ...summaryOf(card), ...knownAs(card)],
  ].join('\n')
