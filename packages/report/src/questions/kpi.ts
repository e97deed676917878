import { codeInWords, outcomeInWords } from '@kpi-ledger/core/unstable'
import type { KPILife, SourceEvent } from '@kpi-ledger/projections'
import { last } from 'fp-ts/ReadonlyNonEmptyArray'
import { bulletChart } from '../charts/bullet'
import { processChart, processInWords, signalsInWords } from '../charts/process'
import { monthsTable, trendChart } from '../charts/trend'
import { yearChart } from '../charts/year'
import {
  dataOf,
  heading,
  noProvenance,
  paragraph,
  verdict,
  type Block,
  type Document,
  type Verdict,
} from '../document/document'
import type { Records } from '../document/records'
import { cells, column, grouped, type Table } from '../document/table'
import { count, figure, period, reference, text } from '../document/value'
import { monthInWords, periodTextInWords, periodToAsk } from '../words/period'
import { sourcesTableOf } from './source-event'

const verdictOf = ({ months }: KPILife): Verdict => {
  const { period: month, cell } = last(months)
  const when = monthInWords(month)
  if (cell === null) return verdict('other', `on no scorecard in ${when}`)
  const { outcome, reason, rating } = cell
  const figured = outcome?.kind === 'measured' ? outcomeInWords(outcome) : codeInWords(reason ?? '')
  return verdict(rating.grade, rating.label, `${figured} in ${when}`.trim())
}

const RULES: ReadonlyArray<SourceEvent['gave']> = [
  ...(['regime', 'definition', 'redefinition', 'target', 'retirement'] as const),
]

const eventsOf = (life: KPILife, yearStart: number): ReadonlyArray<Block> => {
  const isRule = ({ gave }: SourceEvent): boolean => RULES.includes(gave)
  const table = (events: ReadonlyArray<SourceEvent>, empty: string): Table =>
    sourcesTableOf({ ...life, period: null, events }, yearStart, empty)
  return [
    heading('Rules through time'),
    table(life.events.filter(isRule), 'There are no rules.'),
    heading('Figures, decisions and notes'),
    table(
      life.events.filter((event) => !isRule(event)),
      'Nothing is recorded for these months.',
    ),
  ]
}

const recordsOf = (life: KPILife): Records => {
  const { contract, kpi, months, process } = life
  const points = new Map(process.points.map((point) => [point.period, point]))
  const limits = (month: string) =>
    process.limits.find(({ from, to }) => from <= month && month <= to)
  return {
    fields: [
      ...['contract', 'kpi', 'period', 'regime', 'unit', 'target', 'targetHigh', 'value'],
      ...['reason', 'rating', 'label', 'grade', 'corrected', 'mean', 'lower', 'upper', 'signal'],
    ],
    rows: months.map(({ period: month, regime, unit, cell }) => {
      const point = points.get(month)
      const { mean = null, lower = null, upper = null } = (point && limits(month)) ?? {}
      const { target = null, outcome = null, rating } = cell ?? {}
      return {
        ...{ contract, kpi, period: month, regime, unit, mean, lower, upper },
        target: typeof target === 'number' ? target : (target?.low ?? null),
        targetHigh: typeof target === 'number' ? null : (target?.high ?? null),
        value: outcome?.kind === 'measured' ? outcome.value : null,
        reason: cell?.reason ?? null,
        ...{ rating: rating?.code ?? null, label: rating?.label ?? null },
        ...{ grade: rating?.grade ?? null, corrected: cell?.corrected ?? null },
        signal: point === undefined ? null : signalsInWords(point) || null,
      }
    }),
  }
}

/** A process's limits and the figures beyond them, or why there are no limits. */
const processBlocks = (life: KPILife, yearStart: number): ReadonlyArray<Block> => {
  const { process, unit } = life
  if (process.none !== null) return processInWords(life).map(paragraph)
  return [
    {
      kind: 'table',
      columns: [
        column('regime', 'Regime'),
        ...grouped('Figures', ['from', 'From'], ['to', 'To'], ['count', 'Number']),
        ...grouped('Limits', ['lower', 'Lower'], ['mean', 'Mean'], ['upper', 'Upper']),
        column('trial', 'Trial'),
      ],
      rows: process.limits.map(({ regime, from, to, count: made, lower, mean, upper, trial }) =>
        cells({
          regime: reference(regime),
          ...{ from: period(from, yearStart), to: period(to, yearStart), count: count(made) },
          ...{ lower: figure(lower, unit), mean: figure(mean, unit), upper: figure(upper, unit) },
          trial: text(trial ? 'yes' : 'no'),
        }),
      ),
      empty: 'There are no limits.',
    },
    {
      kind: 'table',
      columns: [
        column('month', 'Month'),
        column('value', 'Figure'),
        column('signal', 'Unlikely to be chance'),
      ],
      rows: process.points
        .filter(({ signals }) => signals.length > 0)
        .map((point) =>
          cells({
            month: period(point.period, yearStart),
            value: figure(point.value, unit),
            signal: text(signalsInWords(point)),
          }),
        ),
      empty: 'No figure is unlikely to be chance.',
    },
  ]
}

/**
 * A KPI across 24 months: its figure among its bands, its trend, its year, whether its changes are
 * more than chance, its rules over time, and every event behind these months (M43, M44). One record
 * per month.
 */
export const kpiDocument = (life: KPILife, yearStart: number): Document => {
  const { kpi, description, period: asked, unit, frequency, year } = life
  return {
    title: `${kpi} ${description} — ${periodTextInWords(asked, yearStart)} (${codeInWords(frequency)}, ${unit})`,
    verdict: verdictOf(life),
    blocks: [
      bulletChart(life),
      trendChart(life, yearStart),
      ...(year === null ? [] : [yearChart(year, yearStart)]),
      heading('More than chance?'),
      processChart(life, yearStart),
      ...processBlocks(life, yearStart),
      heading('Month by month'),
      { kind: 'table', ...monthsTable(life, yearStart), empty: 'There are no months.' },
      ...eventsOf(life, yearStart),
    ],
    provenance: {
      ...noProvenance,
      contract: life.contract,
      asAt: life.asAt,
      question: ['kpi', '--kpi', kpi, '--period', periodToAsk(asked, yearStart)],
    },
    data: dataOf(life),
    records: recordsOf(life),
  }
}
