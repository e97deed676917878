import type { Unit } from '@kpi-ledger/core'
import { exact, outcomeInWords, targetInWords } from '@kpi-ledger/core/unstable'
import {
  figure,
  type BandEnd,
  type ExplainedBand,
  type Explanation,
  type SourceEvent,
} from '@kpi-ledger/projections'
import { toCsv } from './csv'
import { cells, renderTable, type TableRow } from './table'
import { byGrade, emphasis, visible, type Terminal } from './terminal'
import { periodInWords } from './words'

const endOf = (value: number, unit: Unit): string => figure(exact(value), unit)

/** The values of a band: `from 10.792 % to below 11.36 %`, `above 20.31 %`, `exactly 90 %`. */
const bandInWords = ({ low, high }: ExplainedBand, unit: Unit): string => {
  if (low === null && high === null) return 'every value'
  if (low !== null && low.value === high?.value) return `exactly ${endOf(low.value, unit)}`
  const from = low === null ? '' : `${low.inclusive ? 'from' : 'above'} ${endOf(low.value, unit)}`
  if (high === null) return from
  const to = `${high.inclusive ? 'up to' : 'below'} ${endOf(high.value, unit)}`
  return from === '' ? to : `${from}, ${to}`
}

/** Whether the next better band lies above this one. */
const isAbove = ({ cell, band }: Explanation, bound: BandEnd): boolean => {
  const [atLow, atHigh] = [band?.low?.value === bound.value, band?.high?.value === bound.value]
  return atLow === atHigh ? !cell.comparator.startsWith('<') : atHigh
}

const nextInWords = (explained: Explanation): string => {
  const { next, unit } = explained
  if (next === null) return 'There is no better one.'
  const { bound } = next
  const value = endOf(bound.value, unit)
  const above = isAbove(explained, bound)
  const way = bound.inclusive
    ? `at ${value} or ${above ? 'more' : 'less'}`
    : `${above ? 'above' : 'below'} ${value}`
  return `Next better: ${next.label}, ${way}.`
}

/** What an event gave, in a few words. */
const giving = (event: SourceEvent): string => {
  switch (event.gave) {
    case 'regime':
      return event.title
    case 'definition':
      return `${event.description} (${event.unit})`
    case 'target':
      return `${targetInWords(event.target.comparator, event.value)} from ${event.effectiveFrom}`
    case 'retirement':
      return `retired from ${event.effectiveFrom}`
    case 'actual':
      return `${outcomeInWords(event.outcome)} for ${event.period}`
    case 'note':
      return event.text
  }
}

const because = ({ reason }: SourceEvent): string => (reason === null ? '' : `; reason: ${reason}`)

const superseded = ({ supersededBy }: SourceEvent): string =>
  supersededBy === null ? '' : ` — superseded by ${String(supersededBy)}`

const eventRow = (event: SourceEvent): TableRow =>
  cells(
    String(event.revision),
    event.recordedAt,
    event.actor ?? '–',
    event.gave,
    `${giving(event)}${because(event)}${superseded(event)}`,
  )

const COLUMNS = [
  { name: 'Rev.', width: 5 },
  { name: 'Recorded at', width: 24 },
  { name: 'By', width: 20 },
  { name: 'Gave', width: 10 },
  { name: 'What', width: null },
]

/** Why a cell is rated as it is: the sentence, the band in numbers, and the events behind it. */
export const renderExplanation = (explained: Explanation, terminal: Terminal): string => {
  const { kpi, description, period, regime, unit, cell, sentence, band } = explained
  const { label, grade } = cell.rating
  const inNumbers =
    band === null ? [] : [visible(`Band: ${bandInWords(band, unit)}. ${nextInWords(explained)}`)]
  return [
    emphasis(terminal)(
      visible(`${kpi} ${description} — ${periodInWords(period)}, ${regime} (${unit})`),
    ),
    `${byGrade(terminal)(grade, visible(label))}: ${visible(sentence)}.`,
    ...inNumbers,
    '',
    renderTable(COLUMNS, explained.events.map(eventRow), terminal),
  ].join('\n')
}

/** The events behind a cell as CSV, one row each. */
export const explanationCsv = (explained: Explanation): string =>
  toCsv(
    [
      ...['contract', 'regime', 'kpi', 'period', 'revision', 'recordedAt', 'actor', 'type', 'gave'],
      ...['what', 'reason', 'supersededBy', 'id'],
    ],
    explained.events.map((event) => ({
      contract: explained.contract,
      regime: explained.regime,
      kpi: explained.kpi,
      period: explained.period,
      revision: event.revision,
      recordedAt: event.recordedAt,
      actor: event.actor,
      type: event.type,
      gave: event.gave,
      what: giving(event),
      reason: event.reason,
      supersededBy: event.supersededBy,
      id: event.id,
    })),
  )
