import { counted, outcomeInWords } from '@kpi-ledger/core/unstable'
import type { CommitteeReport, Exception } from '@kpi-ledger/projections'
import { trendChart } from '../charts/trend'
import { yearChart } from '../charts/year'
import {
  dataOf,
  facts,
  paragraph,
  part,
  spans,
  verdict,
  warning,
  type Block,
  type Document,
} from '../document/document'
import { cells, column, type Table } from '../document/table'
import { kpiReference, period as periodOf, text } from '../document/value'
import { periodTextInWords, periodToAsk } from '../words/period'
import { figureOf, ratingOfCell, targetOf } from './cell'
import { changesBlocks } from './changes'
import type { Drawn } from './drawn'
import { bandBlocks, sourcesTable } from './explanation'
import { notMeasuredBlocks } from './not-measured'
import { restatedBlocks, type RestatementsAnswer } from './restatements'
import { regimeBlocks } from './rules'
import { scorecardBlocks } from './scorecard'
import { scorecardRecords } from './scorecard-records'
import { nothingShort, scorecardVerdict } from './scorecard-verdict'
import { yearGridTable } from './year-grid'

/** What a committee is given of a contract's period, and what it was drawn from. */
export type CommitteeReportAnswer = Drawn<Omit<CommitteeReport, 'restatements'>> & {
  readonly restatements: RestatementsAnswer
}

/** `Apr 2016, 2 scorecards in a row`; `May 2016, new on this scorecard`. */
const sinceInWords = ({ since, times }: Exception, yearStart: number): string =>
  `${periodTextInWords(since, yearStart)}, ${times === 1 ? 'new on this scorecard' : `${counted(times, 'scorecard')} in a row`}`

/** What is not met, a line each, leading to where it is explained. */
const overview = (
  { exceptions, scorecard }: Pick<CommitteeReport, 'exceptions' | 'scorecard'>,
  yearStart: number,
): Table => ({
  kind: 'table',
  columns: [
    column('kpi', 'KPI'),
    column('description', 'Description'),
    column('target', 'Target'),
    column('figure', 'Actual'),
    column('rating', 'Rating'),
    column('since', 'Since'),
  ],
  rows: exceptions.map((exception) => {
    const { kpi, description, cell, unit } = exception.explanation
    return cells({
      kpi: kpiReference(kpi),
      description: text(`${description} (${unit})`),
      target: targetOf(cell),
      figure: figureOf(cell, yearStart, unit),
      rating: ratingOfCell(cell),
      since: periodOf(exception.since, yearStart),
    })
  }),
  empty: nothingShort(scorecard),
})

/** An exception: why, since when, what would be better, what was said of it, and the events behind it. */
const exceptionBlocks = (exception: Exception, yearStart: number): ReadonlyArray<Block> => {
  const { explanation, life } = exception
  const { kpi, description, cell, sentence, serviceArea } = explanation
  return [
    { kind: 'heading', text: `${kpi} ${description}`, anchor: kpi },
    verdict(cell.rating.grade, cell.rating.label, `${sentence}.`),
    facts(
      ['Since', text(sinceInWords(exception, yearStart))],
      ['Actual', text(outcomeInWords(cell.outcome))],
      ['Target', targetOf(cell)],
      ['Service area', text(serviceArea)],
      ...cell.notes.map((note) => ['Note', text(note)] as const),
    ),
    ...bandBlocks(explanation),
    trendChart(life, yearStart),
    ...(life.year === null ? [] : [yearChart(life.year, yearStart)]),
    paragraph('Where it comes from, event by event:'),
    sourcesTable(explanation, yearStart),
  ]
}

/** Publications that do not hold must not be overlooked. */
const warnings = ({ restatements }: CommitteeReportAnswer, yearStart: number) =>
  restatements.publications
    .filter(({ holds }) => !holds)
    .map(({ period }) =>
      warning(
        `What was signed off for ${periodTextInWords(period, yearStart)} is not what its events give.`,
      ),
    )

const publicationsBlocks = (
  { restatements: { publications } }: CommitteeReportAnswer,
  yearStart: number,
): ReadonlyArray<Block> =>
  publications.length === 0
    ? [paragraph('No scorecard of this contract has been signed off.')]
    : publications.flatMap((published) => restatedBlocks(published, yearStart))

/** The rules of the regimes that ratings of the report were made by. */
const annex = ({ rules, scorecard, year }: CommitteeReportAnswer): ReadonlyArray<Block> => {
  const named = new Set([
    ...Object.keys(scorecard.schemes),
    ...year.serviceAreas.flatMap(({ kpis }) =>
      kpis.flatMap(({ cells: all }) => all.flatMap((cell) => cell?.regime ?? [])),
    ),
  ])
  return rules.regimes.filter(({ regime }) => named.has(regime)).flatMap(regimeBlocks)
}

/**
 * The committee report: what is not met, the scorecard, each exception with why, since when and where
 * it comes from, what was corrected, decided and restated, what was not measured, the year, and the
 * rules in words (M42). Its records are those of the scorecard. The contract's year starts in month
 * `yearStart`.
 */
export const committeeReportDocument = (
  answer: CommitteeReportAnswer,
  yearStart: number,
): Document => {
  const { contract, title, authority, supplier, period, scorecard, year, asAt } = answer
  const { exceptions, changed, restatements } = answer
  const when = periodTextInWords(period, yearStart)
  return {
    title: `${title}: performance in ${when}`,
    verdict: scorecardVerdict(scorecard, yearStart),
    blocks: [
      facts(['Authority', text(authority)], ['Supplier', text(supplier)]),
      ...warnings(answer, yearStart),
      ...part(`Not met in ${when}`, [overview(answer, yearStart)]),
      ...part('Scorecard', scorecardBlocks(scorecard, yearStart)),
      ...(exceptions.length === 0
        ? []
        : part(
            'Why, since when, and where it comes from',
            exceptions.flatMap((each) => exceptionBlocks(each, yearStart)),
          )),
      ...part('Not measured, and why', notMeasuredBlocks(scorecard, yearStart)),
      ...part(
        'Corrected, decided and restated',
        changesBlocks(
          changed,
          restatements.publications.filter((published) => published.period === period),
          yearStart,
        ),
      ),
      ...part(`The year ${periodTextInWords(year.financialYear, yearStart)}`, [
        ...spans([year.financialYear], yearStart),
        yearGridTable(year, yearStart),
      ]),
      ...part('Signed off, and restated since', publicationsBlocks(answer, yearStart)),
      ...part('Annex: how ratings are made', annex(answer)),
    ],
    provenance: {
      ...{ contract, asAt, ledger: answer.ledger ?? null },
      question: ['report', '--period', periodToAsk(period, yearStart)],
    },
    data: dataOf(answer),
    records: scorecardRecords(scorecard),
  }
}
