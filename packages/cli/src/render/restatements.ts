import { outcomeInWords, targetInWords } from '@kpi-ledger/core/unstable'
import type {
  Cell,
  EventReference,
  PublicationCheck,
  PublishedScorecard,
  Restatement,
} from '@kpi-ledger/projections'
import { createColors } from 'picocolors'
import { sideColumns, columnsOfSides } from './side-columns'
import { toCsv } from './csv'
import { cells, remark, renderTable, type TableCell, type TableRow } from './table'
import { byGrade, emphasis, visible, type Terminal } from './terminal'
import { periodInWords } from './words'

/** A publication with why it does not hold; null if it does. */
export interface JudgedPublication {
  readonly published: PublishedScorecard
  readonly denial: string | null
}

const side = (cell: Cell | null, terminal: Terminal): TableCell => {
  if (cell === null) return { text: 'not on it' }
  const { rating } = cell
  const marks = [
    ...(cell.corrected ? ['corrected'] : []),
    ...(cell.extrapolated ? ['target of later months'] : []),
  ]
  const target = targetInWords(cell.comparator, cell.target)
  const figures = `${outcomeInWords(cell.outcome)}, target ${target}: ${rating.label}`
  return {
    text: marks.length === 0 ? figures : `${figures} (${marks.join(', ')})`,
    paint: (text) => byGrade(terminal)(rating.grade, text),
  }
}

const eventInWords = ({ revision, recordedAt, type, actor, reason }: EventReference): string =>
  `by event ${revision}, ${type} at ${recordedAt}${actor === null ? '' : ` by ${actor}`}${reason === null ? '' : `: ${reason}`}`

const rowsOf =
  (terminal: Terminal) =>
  ({ kpi, description, asPublished, now, events }: Restatement): ReadonlyArray<TableRow> => [
    cells(kpi, description, side(asPublished, terminal), side(now, terminal)),
    ...events.map((event) => remark(eventInWords(event))),
  ]

const COLUMNS = [
  { name: 'KPI', width: 12 },
  { name: 'Description', width: null },
  { name: 'As published', width: 28 },
  { name: 'Now', width: 28 },
]

/** Whether it holds; if not, what the cells below are held against instead. */
const standing = (
  { published: { size, revision, recomputes }, denial }: JudgedPublication,
  { colour }: Terminal,
): ReadonlyArray<string> => {
  if (denial === null)
    return [
      `holds: its digest and root are those of the ${size} events before revision ${revision}`,
    ]
  const said = createColors(colour).red(`does not hold: ${visible(denial)}`)
  return recomputes ? [said] : [said, 'what was published is lost; as its events have it now:']
}

const publicationInWords = (judged: JudgedPublication, terminal: Terminal): string => {
  const { period, regime, recordedAt, actor, restatements } = judged.published
  const by = actor === null ? '' : ` by ${actor}`
  return [
    emphasis(terminal)(
      visible(`${periodInWords(period)}, ${regime} — published ${recordedAt}${by}`),
    ),
    ...standing(judged, terminal),
    restatements.length === 0
      ? 'unchanged since'
      : `\n${renderTable(COLUMNS, restatements.flatMap(rowsOf(terminal)), terminal)}`,
  ].join('\n')
}

/** What was published, whether it holds, and each restated cell with the events that did it. */
export const renderRestatements = (
  contract: string,
  publications: ReadonlyArray<JudgedPublication>,
  terminal: Terminal,
): string =>
  publications.length === 0
    ? `${contract}: nothing has been published`
    : publications.map((each) => publicationInWords(each, terminal)).join('\n\n')

const restatedColumns = ({ kpi, description, asPublished, now, changed, events }: Restatement) => ({
  kpi,
  description,
  ...sideColumns('was', asPublished),
  ...sideColumns('now', now),
  changed: changed.join(' '),
  events: events.map(({ revision }) => revision).join(' '),
  by: events.map(({ actor }) => actor ?? '').join('\n'),
  reasons: events.map(({ reason }) => reason ?? '').join('\n'),
})

/** As CSV: one row for each restated cell, or for a publication that has none. */
export const restatementsCsv = (
  contract: string,
  publications: ReadonlyArray<PublishedScorecard & PublicationCheck>,
): string => {
  const sides = columnsOfSides('was', 'now')
  return toCsv(
    [
      ...['contract', 'revision', 'publishedAt', 'publishedBy', 'period', 'regime'],
      ...['holds', 'failing', 'kpi', 'description', ...sides],
      ...['changed', 'events', 'by', 'reasons'],
    ],
    publications.flatMap((published) => {
      const { revision, recordedAt, actor, period, regime, holds, failing } = published
      const of = {
        ...{ contract, revision, publishedAt: recordedAt, publishedBy: actor, period, regime },
        holds,
        failing: failing.join(' '),
      }
      return published.restatements.length === 0
        ? [of]
        : published.restatements.map((restated) => ({ ...of, ...restatedColumns(restated) }))
    }),
  )
}
