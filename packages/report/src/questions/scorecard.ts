import { codeInWords } from '@kpi-ledger/core/unstable'
import type {
  Cell,
  Explanation,
  PublicationCheck,
  PublishedScorecard,
  Rules,
  Scorecard,
  ScorecardKPI,
} from '@kpi-ledger/projections'
import { dataOf, part, spans, type Block, type Document } from '../document/document'
import { cells, column, grouped, headingRow, type Row } from '../document/table'
import { kpiReference, period as periodOf, text, type Value } from '../document/value'
import { periodTextInWords, periodToAsk } from '../words/period'
import { travelInWords } from '../words/travel'
import { figureOf, periodsOf, ratingOf, targetOf } from './cell'
import { changesBlocks } from './changes'
import { lastShortNotes, type Years } from './last-rated'
import { notMeasuredBlocks } from './not-measured'
import { PLAIN_WORDS, plainWordOf, ratingShown } from './not-recorded'
import { ratingsMadeBlocks } from './ratings-made'
import type { Drawn } from './drawn'
import { scorecardRecords } from './scorecard-records'
import { scorecardVerdict } from './scorecard-verdict'

/** The id of a period's column, by the index of the period. */
const at = (part: string, place: number): string => `${part} ${place}`

type Entries = ReadonlyArray<readonly [id: string, value: Value]>

const travelEntry = ({ travel }: Cell, place: number, yearStart: number): Entries => {
  const against = travelInWords(travel, yearStart)
  return against === null ? [] : [[at('travel', place), text(against)]]
}

const entriesOf = (
  cell: Cell | null,
  place: number,
  unit: string,
  yearStart: number,
  card: Scorecard,
): Entries =>
  cell === null
    ? []
    : [
        [at('target', place), targetOf(cell)],
        [at('figure', place), figureOf(cell, yearStart, unit)],
        [at('rating', place), ratingShown(cell, card)],
        ...travelEntry(cell, place, yearStart),
      ]

const rowOf = (
  { kpi, description, frequency, unit, cells: all }: ScorecardKPI,
  yearStart: number,
  card: Scorecard,
  years: Years,
): Row =>
  cells(
    {
      kpi: kpiReference(kpi),
      description: text(`${description} (${codeInWords(frequency)}, ${unit})`),
      ...Object.fromEntries(
        all.flatMap((cell, place) => entriesOf(cell, place, unit, yearStart, card)),
      ),
    },
    all.flatMap((cell) => [
      ...lastShortNotes(cell, kpi, years, yearStart),
      ...(cell?.notes ?? []).map((note) => ({
        group: cell && periodTextInWords(cell.period, yearStart),
        text: note,
      })),
    ]),
  )

const tableOf = (card: Scorecard, yearStart: number, years: Years): Block => {
  const { periods, serviceAreas } = card
  /** Whether any figure in a period is compared with an earlier one (M37). */
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
          periodTextInWords(period, yearStart),
          [at('target', place), 'Target'],
          [at('figure', place), 'Actual'],
          [at('rating', place), 'Rating'],
          ...(travelled(place) ? ([[at('travel', place), 'Travel']] as const) : []),
        ),
      ),
    ],
    rows: serviceAreas.flatMap(({ name, kpis }) => [
      headingRow(name),
      ...kpis.map((kpi) => rowOf(kpi, yearStart, card, years)),
    ]),
    empty: 'No KPI is on this scorecard.',
  }
}

const cellsOf = ({ serviceAreas }: Scorecard): ReadonlyArray<Cell | null> =>
  serviceAreas.flatMap(({ kpis }) => kpis.flatMap((kpi) => kpi.cells))

/** Counts in the regime's own words, in its order, ending with those it has no word for (M18a). */
const summaryOf = (card: Scorecard, yearStart: number): ReadonlyArray<Block> =>
  card.summary.map(({ period, regime, ratings }) => {
    const { schemes } = card
    const { bands = [], notRated = [] } = schemes[regime] ?? {}
    const words = [...bands, ...notRated.map((word) => ({ ...word, grade: 'other' as const }))]
    const general = notRated[0]?.code
    const plain = cellsOf(card).flatMap((cell) =>
      cell !== null && cell.period === period ? (plainWordOf(cell, schemes)?.code ?? []) : [],
    )
    const said = PLAIN_WORDS.map((rating) => ({
      rating,
      count: plain.filter((code) => code === rating.code).length,
    }))
    return {
      kind: 'tally',
      about: `${periodTextInWords(period, yearStart)} (${regime})`,
      counts: [
        ...words.map((rating) => ({
          rating: ratingOf(rating),
          count: (ratings[rating.code] ?? 0) - (rating.code === general ? plain.length : 0),
        })),
        ...said.filter(({ count }) => count > 0),
      ],
    }
  })

/**
 * Counts, the KPIs by service area, and notes on the contract. A KPI that is not rated now but fell
 * short when last rated is noted, as far as `years` show.
 */
export const scorecardBlocks = (
  card: Scorecard,
  yearStart: number,
  years: Years = [],
): ReadonlyArray<Block> => [
  ...summaryOf(card, yearStart),
  ...spans([...card.periods, ...periodsOf(cellsOf(card))], yearStart),
  tableOf(card, yearStart, years),
  ...card.notes.map((note): Block => ({
    kind: 'note',
    about: periodOf(note.period, yearStart),
    text: note.text,
  })),
]

/** The details behind a scorecard (M19, M26, M31, M33). */
export interface ScorecardBackground {
  /** The cells whose figure was corrected or whose rating was decided. */
  readonly changed: ReadonlyArray<Explanation>
  /** All published scorecards of the contract. */
  readonly publications: ReadonlyArray<PublishedScorecard & PublicationCheck>
  /** The rules of the contract, to say how ratings are made. */
  readonly rules: Rules
  /**
   * The years of its months and earlier ones, to find out how a KPI that is not rated now was last
   * rated.
   */
  readonly years?: Years
}

const backgroundOf = (
  card: Scorecard,
  { changed, publications, rules }: ScorecardBackground,
  yearStart: number,
): ReadonlyArray<Block> => [
  ...part(
    'What was changed',
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
 * A scorecard: how many KPIs fell short and how many have each rating, then the KPIs by service
 * area with target, actual, rating and reason for each period, then notes. One record per KPI and
 * period, and one without a KPI per note on the contract. The contract's year starts in month
 * `yearStart`.
 */
export const scorecardDocument = (
  card: Drawn<Scorecard>,
  yearStart: number,
  background: ScorecardBackground | null = null,
): Document => ({
  title: `${card.title} — ${card.periods.map((each) => periodTextInWords(each, yearStart)).join(', ')}`,
  verdict: scorecardVerdict(card, yearStart),
  blocks: scorecardBlocks(card, yearStart, background?.years),
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
