import type { Unit } from '@kpi-ledger/core'
import { exact, outcomeInWords, targetInWords } from '@kpi-ledger/core/unstable'
import {
  figure,
  type BandEnd,
  type ExplainedBand,
  type Explanation,
  type SourceEvent,
} from '@kpi-ledger/projections'
import { dataOf, paragraph, verdict, type Block, type Document } from '../document/document'
import type { Records } from '../document/records'
import { cells, column, grouped, type Row } from '../document/table'
import { events, instant, text } from '../document/value'
import { periodInWords } from '../words/period'
import type { Drawn } from './drawn'

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

/** What an event contributed, in a few words. */
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
  supersededBy === null ? '' : ` — superseded by ${supersededBy}`

const rowOf = (event: SourceEvent): Row =>
  cells({
    event: events(event.revision),
    recordedAt: instant(event.recordedAt),
    actor: text(event.actor),
    gave: text(event.gave),
    what: text(`${giving(event)}${because(event)}${superseded(event)}`),
  })

const recordsOf = ({ contract, regime, kpi, period, events: all }: Explanation): Records => ({
  fields: [
    ...['contract', 'regime', 'kpi', 'period', 'revision', 'recordedAt', 'actor', 'type', 'gave'],
    ...['what', 'reason', 'supersededBy', 'id'],
  ],
  rows: all.map((event) => ({
    ...{ contract, regime, kpi, period },
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
})

const bandOf = (explained: Explanation): ReadonlyArray<Block> => {
  const { band, unit } = explained
  return band === null
    ? []
    : [paragraph(`Band: ${bandInWords(band, unit)}. ${nextInWords(explained)}`)]
}

/**
 * Why a cell is rated as it is: the sentence, the band in numbers, and the events behind it. One
 * record per event.
 */
export const explanationDocument = (explained: Drawn<Explanation>): Document => {
  const { kpi, description, period, regime, unit, cell, sentence } = explained
  return {
    title: `${kpi} ${description} — ${periodInWords(period)}, ${regime} (${unit})`,
    verdict: verdict(cell.rating.grade, cell.rating.label, `${sentence}.`),
    blocks: [
      ...bandOf(explained),
      {
        kind: 'table',
        columns: [
          column('event', 'Rev.'),
          ...grouped('Recorded', ['recordedAt', 'At'], ['actor', 'By']),
          column('gave', 'Gave'),
          column('what', 'What'),
        ],
        rows: explained.events.map(rowOf),
        empty: 'There are no events behind it.',
      },
    ],
    provenance: { asAt: explained.asAt, ledger: explained.ledger ?? null },
    data: dataOf(explained),
    records: recordsOf(explained),
  }
}
