import type { Unit } from '@kpi-ledger/core'
import {
  changesInWords,
  exact,
  outcomeInWords,
  revisionInWords,
  targetInFull,
} from '@kpi-ledger/core/unstable'
import {
  figure,
  type BandEnd,
  type Cell,
  type ExplainedBand,
  type Explanation,
  type SourceEvent,
} from '@kpi-ledger/projections'
import { dataOf, paragraph, spans, verdict, type Block, type Document } from '../document/document'
import type { Records } from '../document/records'
import { cells, column, grouped, type Row } from '../document/table'
import { events, instant, text } from '../document/value'
import { monthInWords, periodInWords } from '../words/period'
import { travelInWords } from '../words/travel'
import { periodsOf } from './cell'
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
  return atLow === atHigh ? cell.comparator?.startsWith('<') !== true : atHigh
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

type TargetEvent = Extract<SourceEvent, { readonly gave: 'target' }>

/** A target as stated; of a profile, its value in the period. */
const stated = (
  { target, value }: TargetEvent,
  { unit, period }: Explanation,
  yearStart: number,
): string => {
  const say = { figure: (n: number) => endOf(n, unit), yearStart: 1 }
  if (target === null || target.comparator === 'between' || target.profile === undefined)
    return targetInFull(target, say)
  const { profile: _, ...annual } = target
  const point = typeof value === 'number' ? `is ${endOf(value, unit)}` : 'has no value'
  return `${targetInFull(annual, say)}, with a profile that ${point} in ${periodInWords(period, yearStart)}`
}

/** A figure, and whose it is if it was taken from another KPI (M23). */
const actualInWords = (
  { kpi, period, outcome }: Extract<SourceEvent, { readonly gave: 'actual' }>,
  explained: Explanation,
  yearStart: number,
): string =>
  `${outcomeInWords(outcome)} for ${periodInWords(period, yearStart)}${kpi === explained.kpi ? '' : `, recorded for ${kpi}`}`

/** What an event contributed, in a few words. */
const giving = (event: SourceEvent, explained: Explanation, yearStart: number): string => {
  switch (event.gave) {
    case 'regime':
      return event.title
    case 'definition':
      return `${event.description} (${event.unit})`
    case 'redefinition':
      return `${revisionInWords(event.fields)}, from ${monthInWords(event.effectiveFrom)}`
    case 'target':
      return `${stated(event, explained, yearStart)}, from ${monthInWords(event.effectiveFrom)}`
    case 'retirement':
      return `retired from ${monthInWords(event.effectiveFrom)}`
    case 'actual':
      return actualInWords(event, explained, yearStart)
    case 'decision':
      return `"${event.label}"`
    case 'note':
      return event.text
  }
}

const because = ({ reason }: SourceEvent): string => (reason === null ? '' : `; reason: ${reason}`)

/** The cell of the file that a figure was collected from. */
const collectedFrom = ({ source }: SourceEvent): string => {
  if (source === null) return ''
  const { file, sheet, cell, sha256 } = source
  const sheetInWords = sheet === null ? '' : ` of sheet ${sheet}`
  return `; from ${file}, cell ${cell}${sheetInWords} (SHA-256 ${sha256})`
}

const changed = ({ changes }: SourceEvent): string =>
  changes.length === 0 ? '' : `; changed ${changesInWords(changes)}`

/** What is in force instead: from a month on, under a regime, or altogether. */
const superseded = (event: SourceEvent, { events: all }: Explanation): string => {
  const by = all.find(({ revision }) => revision === event.supersededBy)
  if (by === undefined) return ''
  if (event.gave === 'target' && by.gave === 'target' && event.effectiveFrom !== by.effectiveFrom)
    return ` — replaced from ${monthInWords(by.effectiveFrom)} on by event ${by.revision}`
  if (event.gave === 'definition' && by.gave === 'definition' && event.regime !== by.regime)
    return ` — replaced under ${by.regime} by event ${by.revision}`
  return ` — superseded by event ${by.revision}`
}

/** What an event contributed, what it changed and why, and what is in force instead of it. */
export const sourceInWords = (
  event: SourceEvent,
  explained: Explanation,
  yearStart: number,
): string =>
  `${giving(event, explained, yearStart)}${changed(event)}${because(event)}${collectedFrom(event)}${superseded(event, explained)}`

const rowOf = (event: SourceEvent, explained: Explanation, yearStart: number): Row =>
  cells({
    event: events(event.revision),
    recordedAt: instant(event.recordedAt),
    actor: text(event.actor),
    gave: text(event.gave),
    what: text(sourceInWords(event, explained, yearStart)),
  })

/** The comparison that draws the cell. */
const beside = ({ comparedWith }: Explanation): string => {
  if (comparedWith === null) return ''
  const { regime, kpi } = comparedWith
  return `, compared with ${kpi === null ? '' : `${kpi} of `}${regime}`
}

/** The fields that every record of an explanation has: what is explained, and the answer. */
const answerOf = ({ contract, regime, kpi, period, cell, ...explained }: Explanation) => ({
  ...{ contract, regime, kpi, period, sentence: explained.sentence },
  comparedWith: explained.comparedWith?.regime ?? null,
  evidence: cell.evidence?.kpi ?? null,
  rating: cell.rating.code,
  label: cell.rating.label,
  grade: cell.rating.grade,
})

const recordsOf = (explained: Explanation, yearStart: number): Records => ({
  fields: [
    ...['contract', 'regime', 'kpi', 'period', 'rating', 'label', 'grade', 'sentence'],
    ...['revision', 'recordedAt', 'actor', 'type', 'gave', 'what', 'changed', 'reason'],
    ...['supersededBy', 'id', 'comparedWith', 'evidence'],
    ...['file', 'sha256', 'sheet', 'cell'],
  ],
  rows: explained.events.map((event) => ({
    ...answerOf(explained),
    revision: event.revision,
    recordedAt: event.recordedAt,
    actor: event.actor,
    type: event.type,
    gave: event.gave,
    what: giving(event, explained, yearStart),
    changed: changesInWords(event.changes),
    reason: event.reason,
    supersededBy: event.supersededBy,
    id: event.id,
    file: event.source?.file ?? null,
    sha256: event.source?.sha256 ?? null,
    sheet: event.source?.sheet ?? null,
    cell: event.source?.cell ?? null,
  })),
})

/** The band of a figure in numbers, and what the next better one takes. */
export const bandBlocks = (explained: Explanation): ReadonlyArray<Block> => {
  const { band, unit } = explained
  return band === null
    ? []
    : [paragraph(`Band: ${bandInWords(band, unit)}. ${nextInWords(explained)}`)]
}

/** The events behind a cell, in recorded order. */
export const sourcesTable = (explained: Explanation, yearStart: number): Block => ({
  kind: 'table',
  columns: [
    column('event', 'Rev.'),
    ...grouped('Recorded', ['recordedAt', 'At'], ['actor', 'By']),
    column('gave', 'Gave'),
    column('what', 'What'),
  ],
  rows: explained.events.map((event) => rowOf(event, explained, yearStart)),
  empty: 'There are no events behind it.',
})

/** How the figure lies against earlier ones (M37). */
const travelOf = ({ travel }: Cell, yearStart: number): ReadonlyArray<Block> => {
  const against = travelInWords(travel, yearStart)
  return against === null ? [] : [paragraph(`The figure is ${against}.`)]
}

/**
 * Why a cell is rated as it is: the sentence, the band in numbers, and the events behind it. One
 * record per event.
 */
export const explanationDocument = (explained: Drawn<Explanation>, yearStart: number): Document => {
  const { kpi, description, period, regime, unit, cell, sentence } = explained
  return {
    title: `${kpi} ${description} — ${periodInWords(period, yearStart)}, ${regime}${beside(explained)} (${unit})`,
    verdict: verdict(cell.rating.grade, cell.rating.label, `${sentence}.`),
    blocks: [
      ...spans(periodsOf([cell]), yearStart),
      ...bandBlocks(explained),
      ...travelOf(cell, yearStart),
      sourcesTable(explained, yearStart),
    ],
    provenance: {
      contract: explained.contract,
      asAt: explained.asAt,
      ledger: explained.ledger ?? null,
    },
    data: dataOf(explained),
    records: recordsOf(explained, yearStart),
  }
}
