import type { Unit } from '@kpi-ledger/core'
import { changesInWords, exact } from '@kpi-ledger/core/unstable'
import {
  figureInWords,
  type BandEnd,
  type Cell,
  type ExplainedBand,
  type Explanation,
} from '@kpi-ledger/projections'
import { dataOf, paragraph, spans, verdict, type Block, type Document } from '../document/document'
import type { Records } from '../document/records'
import { periodTextInWords } from '../words/period'
import { travelInWords } from '../words/travel'
import { periodsOf } from './cell'
import type { Drawn } from './drawn'
import { contributionInWords, sourcesTableOf } from './source-event'

const endOf = (value: number, unit: Unit): string => figureInWords(exact(value), unit)

/** The range of a band in words: `from 10.792 % to below 11.36 %`, `above 20.31 %`, `exactly 90 %`. */
const bandInWords = ({ low, high }: ExplainedBand, unit: Unit): string => {
  if (low === null && high === null) return 'every value'
  if (low !== null && low.value === high?.value) return `exactly ${endOf(low.value, unit)}`
  const from = low === null ? '' : `${low.inclusive ? 'from' : 'above'} ${endOf(low.value, unit)}`
  if (high === null) return from
  const to = `${high.inclusive ? 'up to' : 'below'} ${endOf(high.value, unit)}`
  return from === '' ? to : `${from}, ${to}`
}

/** Whether the next better band is above this one. */
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

/** Names what the cell is compared with: another regime, and the KPI if it is a different one. */
const beside = ({ comparedWith }: Explanation): string => {
  if (comparedWith === null) return ''
  const { regime, kpi } = comparedWith
  return `, compared with ${kpi === null ? '' : `${kpi} of `}${regime}`
}

/** The fields common to all records of an explanation: what is explained, and the answer. */
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
    what: contributionInWords(event, explained, yearStart),
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

/** A figure's band in numbers, and what the next better one requires. */
export const bandBlocks = (explained: Explanation): ReadonlyArray<Block> => {
  const { band, unit } = explained
  return band === null
    ? []
    : [paragraph(`Band: ${bandInWords(band, unit)}. ${nextInWords(explained)}`)]
}

/** The events behind a cell, in recorded order. */
export const sourcesTable = (explained: Explanation, yearStart: number): Block =>
  sourcesTableOf(explained, yearStart, 'There are no events behind it.')

/** A sentence on how the figure compares with earlier ones (M37). */
const travelOf = ({ travel }: Cell, yearStart: number): ReadonlyArray<Block> => {
  const against = travelInWords(travel, yearStart)
  return against === null ? [] : [paragraph(`The figure is ${against}.`)]
}

/**
 * Why a cell has its rating: the sentence, the band in numbers, and the events behind it. One
 * record per event.
 */
export const explanationDocument = (explained: Drawn<Explanation>, yearStart: number): Document => {
  const { kpi, description, period, regime, unit, cell, sentence } = explained
  return {
    title: `${kpi} ${description} — ${periodTextInWords(period, yearStart)}, ${regime}${beside(explained)} (${unit})`,
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
