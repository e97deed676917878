import { codeInWords } from '@kpi-ledger/core/unstable'
import type {
  Cell,
  Explanation,
  PeriodSummary,
  PublicationCheck,
  PublishedScorecard,
  Rules,
  Scorecard,
  ScorecardKPI,
} from '@kpi-ledger/projections'
import {
  dataOf,
  part,
  spans,
  verdict,
  type Block,
  type Document,
  type Verdict,
} from '../document/document'
import { cells, column, grouped, headingRow, type Row } from '../document/table'
import { kpiReference, period as periodOf, text, type Value } from '../document/value'
import { periodInWords, periodToAsk } from '../words/period'
import { travelInWords } from '../words/travel'
import { fallsShort, figureOf, periodsOf, ratingOf, reasonedRatingOf, targetOf } from './cell'
import { changesBlocks } from './changes'
import { notMeasuredBlocks } from './not-measured'
import { ratingsMadeBlocks } from './ratings-made'
import type { Drawn } from './drawn'
import { scorecardRecords } from './scorecard-records'

/** The id of a column of a period, by index. */
const at = (part: string, place: number): string => `${part} ${place}`

type Entries = ReadonlyArray<readonly [id: string, value: Value]>

const travelEntry = ({ travel }: Cell, place: number, yearStart: number): Entries => {
  const against = travelInWords(travel, yearStart)
  return against === null ? [] : [[at('travel', place), text(against)]]
}

const entriesOf = (cell: Cell | null, place: number, unit: string, yearStart: number): Entries =>
  cell === null
    ? []
    : [
        [at('target', place), targetOf(cell)],
        [at('figure', place), figureOf(cell, yearStart, unit)],
        [at('rating', place), reasonedRatingOf(cell)],
        ...travelEntry(cell, place, yearStart),
      ]

const rowOf = (
  { kpi, description, frequency, unit, cells: all }: ScorecardKPI,
  yearStart: number,
): Row =>
  cells(
    {
      kpi: kpiReference(kpi),
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

const tableOf = (card: Scorecard, yearStart: number): Block => {
  const { periods, serviceAreas } = card
  /** Whether any figure of a period is held against an earlier one (M37). */
  const travelled = (place: number): boolean =>
    serviceAreas.some(({ kpis }) =>
      kpis.some(({ cells: all }) => {
        const { previous = null, year = null } = all[place]?.travel ?? {}
        return previous !== null || year !== null
      }),
    )
  return {
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
          ...(travelled(place) ? ([[at('travel', place), 'Travel']] as const) : []),
        ),
      ),
    ],
    rows: serviceAreas.flatMap(({ name, kpis }) => [
      headingRow(name),
      ...kpis.map((kpi) => rowOf(kpi, yearStart)),
    ]),
    empty: 'No KPI is on this scorecard.',
  }
}

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

/** Most KPIs that a verdict names. */
const MOST_NAMED = 8

/** The KPIs that fell short in the one period of a card; null if there are none or it has more. */
const namedShort = ({ periods, serviceAreas }: Scorecard): string | null => {
  if (periods.length !== 1) return null
  const short = serviceAreas
    .flatMap(({ kpis }) => kpis)
    .filter(({ cells: [cell = null] }) => cell !== null && fallsShort(cell))
    .map(({ kpi }) => kpi)
  if (short.length === 0) return null
  const more = short.length - MOST_NAMED
  return [...short.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${String(more)} more`] : [])].join(
    ', ',
  )
}

/** How many KPIs fell short of their targets, and which. */
export const scorecardVerdict = (card: Scorecard, yearStart: number): Verdict => {
  const { summary } = card
  const worst = (
    ['inadequate', 'requires-improvement', 'approaching-target', 'good'] as const
  ).find((grade) => summary.some(({ grades }) => grades[grade] > 0))
  return worst === undefined
    ? verdict('other', 'nothing is rated')
    : verdict(
        worst,
        summary.flatMap((each) => shortfall(each, yearStart)).join(', '),
        namedShort(card),
      )
}

/** Counts in the regime's own words, in its order. */
const summaryOf = ({ summary, schemes }: Scorecard, yearStart: number): ReadonlyArray<Block> =>
  summary.map(({ period, regime, ratings }) => {
    const { bands = [], notRated = [] } = schemes[regime] ?? {}
    const words = [...bands, ...notRated.map((word) => ({ ...word, grade: 'other' as const }))]
    return {
      kind: 'tally',
      about: `${periodInWords(period, yearStart)} (${regime})`,
      counts: words.map((rating) => ({
        rating: ratingOf(rating),
        count: ratings[rating.code] ?? 0,
      })),
    }
  })

const cellsOf = ({ serviceAreas }: Scorecard): ReadonlyArray<Cell | null> =>
  serviceAreas.flatMap(({ kpis }) => kpis.flatMap((kpi) => kpi.cells))

/** Counts, the KPIs by service area, and notes on the contract. */
export const scorecardBlocks = (card: Scorecard, yearStart: number): ReadonlyArray<Block> => [
  ...summaryOf(card, yearStart),
  ...spans([...card.periods, ...periodsOf(cellsOf(card))], yearStart),
  tableOf(card, yearStart),
  ...card.notes.map((note): Block => ({
    kind: 'note',
    about: periodOf(note.period, yearStart),
    text: note.text,
  })),
]

/** What stands behind a scorecard (M19, M26, M31, M33). */
export interface ScorecardBackground {
  /** The cells whose figure was corrected or whose rating was decided. */
  readonly changed: ReadonlyArray<Explanation>
  /** All that was signed off of the contract. */
  readonly publications: ReadonlyArray<PublishedScorecard & PublicationCheck>
  readonly rules: Rules
}

const backgroundOf = (
  card: Scorecard,
  { changed, publications, rules }: ScorecardBackground,
  yearStart: number,
): ReadonlyArray<Block> => [
  ...part(
    'Corrected, decided and restated',
    changesBlocks(
      changed,
      publications.filter(({ period }) => card.periods.includes(period)),
      yearStart,
    ),
  ),
  ...part('Not measured, and why', notMeasuredBlocks(card, yearStart)),
  ...part('How ratings are made', ratingsMadeBlocks(rules, Object.keys(card.schemes))),
]

/**
 * A scorecard: how many KPIs fell short, and of each rating, then the KPIs by service area, with
 * target, actual, rating and reason for each period, then notes. One record per KPI and period, and
 * one without a KPI per note on the contract. The contract's year starts in month `yearStart`.
 */
export const scorecardDocument = (
  card: Drawn<Scorecard>,
  yearStart: number,
  background: ScorecardBackground | null = null,
): Document => ({
  title: `${card.title} — ${card.periods.map((each) => periodInWords(each, yearStart)).join(', ')}`,
  verdict: scorecardVerdict(card, yearStart),
  blocks: scorecardBlocks(card, yearStart),
  background: background === null ? [] : backgroundOf(card, background, yearStart),
  provenance: {
    contract: card.contract,
    asAt: card.asAt,
    ledger: card.ledger ?? null,
    question: [
      'scorecard',
      ...card.periods.flatMap((each) => ['--period', periodToAsk(each, yearStart)]),
    ],
  },
  data: dataOf(card),
  records: scorecardRecords(card),
})
