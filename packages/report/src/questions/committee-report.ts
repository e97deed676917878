import { codeInWords, counted, outcomeInWords } from '@kpi-ledger/core/unstable'
import type { CommitteeReport, Exception, KPIMonth } from '@kpi-ledger/projections'
import { measuredMonths } from '../charts/life-months'
import { isPastTrial, processChart } from '../charts/process'
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
import { kpiReference, period as periodOf, text, type Value } from '../document/value'
import { periodTextInWords, periodToAsk } from '../words/period'
import { figureOf, isRated, ratingOfCell, targetOf } from './cell'
import { changedTargets } from './changed-targets'
import { changesBlocks } from './changes'
import { committeeSummary } from './committee-summary'
import type { Drawn } from './drawn'
import { bandBlocks, sourcesTable } from './explanation'
import { notMeasuredBlocks } from './not-measured'
import { restatedBlocks, type RestatementsAnswer } from './restatements'
import { regimeBlocks } from './rules'
import { scorecardBlocks } from './scorecard'
import { nothingShort, scorecardVerdict } from './scorecard-verdict'
import { scorecardRecords } from './scorecard-records'
import { yearGridTable } from './year-grid'

/** What a committee is given about a contract's period, and what it was drawn from. */
export type CommitteeReportAnswer = Drawn<Omit<CommitteeReport, 'restatements'>> & {
  /** The contract's publications, with what has been restated since. */
  readonly restatements: RestatementsAnswer
}

/** The latest rated month before a run of failures; null if there is none, or it is not known. */
const ratedBefore = ({ since, life: { months } }: Exception): KPIMonth | null =>
  months.findLast(({ period, cell }) => period < since && isRated(cell)) ?? null

/** Whether no rating is recorded before a run, so that it may have begun earlier. */
const mayBeOlder = (exception: Exception): boolean => {
  const { since, life } = exception
  const isWithin = life.months.some(({ period }) => period === since)
  return isWithin && ratedBefore(exception) === null
}

/** `Apr 2016 or earlier, 2 scorecards in a row`; `May 2016; Exceeded in Apr 2016`. */
const sinceInWords = (exception: Exception, yearStart: number): string => {
  const { since, times } = exception
  const run = times === 1 ? '' : `, ${counted(times, 'scorecard')} in a row`
  const when = periodTextInWords(since, yearStart)
  if (mayBeOlder(exception)) return `${when} or earlier${run}: no rating before it is recorded`
  const last = ratedBefore(exception)?.cell
  return last === undefined || last === null
    ? `${when}${run}`
    : `${when}${run}; ${last.rating.label} in ${periodTextInWords(last.period, yearStart)}`
}

/** The annual target and the forecast, shown beside the notes, which may claim otherwise. */
const yearInWords = ({ life: { year } }: Exception): ReadonlyArray<readonly [string, Value]> => {
  if (year === null || year.annualTarget === null || year.forecast === null) return []
  return [
    ['Annual target', text(String(year.annualTarget))],
    ['Forecast for the year', text(`${String(year.forecast)}: ${codeInWords(year.outlook)}`)],
  ]
}

/** The charts of a KPI that each add something the others do not. */
const chartsOf = ({ life }: Exception, yearStart: number): ReadonlyArray<Block> => {
  const start = life.year?.points[0]?.period
  const isLonger = start === undefined || measuredMonths(life).some(({ period }) => period < start)
  return [
    ...(isLonger ? [trendChart(life, yearStart)] : []),
    ...(life.year === null ? [] : [yearChart(life.year, yearStart)]),
    // Its numbers are already in the other charts.
    ...(isPastTrial(life) ? [{ ...processChart(life, yearStart), rows: [] }] : []),
  ]
}

/** What is not met, one row per KPI, linked to its explanation. */
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
      since: mayBeOlder(exception)
        ? text(`${periodTextInWords(exception.since, yearStart)} or earlier`)
        : periodOf(exception.since, yearStart),
    })
  }),
  empty: nothingShort(scorecard),
})

/**
 * An exception: why, since when, what would be better, what was said about it, and the events
 * behind it.
 */
const exceptionBlocks = (exception: Exception, yearStart: number): ReadonlyArray<Block> => {
  const { explanation } = exception
  const { kpi, description, cell, sentence, serviceArea } = explanation
  return [
    { kind: 'heading', text: `${kpi} ${description}`, anchor: kpi },
    verdict(cell.rating.grade, cell.rating.label, `${sentence}.`),
    facts(
      ['Since', text(sinceInWords(exception, yearStart))],
      ['Actual', text(outcomeInWords(cell.outcome))],
      ['Target', targetOf(cell)],
      ...yearInWords(exception),
      ['Service area', text(serviceArea)],
      ...cell.notes.map((note) => ['Note as recorded', text(note)] as const),
    ),
    ...bandBlocks(explanation),
    ...chartsOf(exception, yearStart),
    paragraph('Where it comes from, event by event:'),
    sourcesTable(explanation, yearStart),
  ]
}

/** Warnings about publications that do not hold. */
const warnings = ({ restatements }: CommitteeReportAnswer, yearStart: number) =>
  restatements.publications
    .filter(({ holds }) => !holds)
    .map(({ period }) =>
      warning(
        `What was signed off for ${periodTextInWords(period, yearStart)} differs from what its events give.`,
      ),
    )

/** The signed-off scorecards of other periods; that of the report's own period has its own part. */
const earlierPublications = (
  { period, restatements: { publications } }: CommitteeReportAnswer,
  yearStart: number,
): ReadonlyArray<Block> => {
  const others = publications.filter((published) => published.period !== period)
  return others.length === 0
    ? []
    : part(
        'Signed off for other periods, and restated since',
        others.flatMap((published) => restatedBlocks(published, yearStart)),
      )
}

/** The rules of the regimes under which the report's ratings were made. */
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
  const { contract, title, period, scorecard, year, asAt } = answer
  const { exceptions, changed, restatements } = answer
  const when = periodTextInWords(period, yearStart)
  return {
    title: `${title}: performance in ${when}`,
    verdict: scorecardVerdict(scorecard, yearStart),
    blocks: [
      committeeSummary(answer, yearStart),
      ...warnings(answer, yearStart),
      ...part(`Not met in ${when}`, [overview(answer, yearStart)]),
      ...part('Scorecard', scorecardBlocks(scorecard, yearStart, [year])),
      ...(exceptions.length === 0
        ? []
        : part(
            'Why, since when, and where it comes from',
            exceptions.flatMap((each) => exceptionBlocks(each, yearStart)),
          )),
      ...part('Not measured, and why', notMeasuredBlocks(scorecard, yearStart)),
      ...part('What was changed', [
        ...changesBlocks(
          changed,
          restatements.publications.filter((published) => published.period === period),
          yearStart,
        ),
        ...changedTargets(answer.rules, year, period),
      ]),
      ...part(`The year ${periodTextInWords(year.financialYear, yearStart)}`, [
        ...spans([year.financialYear], yearStart),
        yearGridTable(year, yearStart),
      ]),
      ...earlierPublications(answer, yearStart),
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
