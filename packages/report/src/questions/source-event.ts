import type { Unit } from '@kpi-ledger/core'
import {
  changesInWords,
  exact,
  outcomeInWords,
  revisionInWords,
  targetInFull,
} from '@kpi-ledger/core/unstable'
import { figureInWords, type SourceEvent } from '@kpi-ledger/projections'
import { cells, column, grouped, type CellsRow, type Table } from '../document/table'
import { events, instant, text } from '../document/value'
import { monthInWords, periodTextInWords } from '../words/period'

/** The events behind a KPI in a period, or across several if `period` is null. */
export interface EventsOf {
  /** The KPI. */
  readonly kpi: string
  /** Its unit. */
  readonly unit: Unit
  /** The period; null for several. */
  readonly period: string | null
  /** The events, in recorded order. */
  readonly events: ReadonlyArray<SourceEvent>
}

type TargetEvent = Extract<SourceEvent, { readonly gave: 'target' }>

/** The unit a target was stated in: the KPI’s unit in that month, as recorded up to then. */
const unitOf = ({ revision, effectiveFrom }: TargetEvent, { unit, events: all }: EventsOf): Unit =>
  all.reduce((found, event) => {
    if (event.revision > revision) return found
    if (event.gave === 'definition') return event.unit
    return event.gave === 'redefinition' && event.effectiveFrom <= effectiveFrom
      ? (event.fields.unit ?? found)
      : found
  }, unit)

/** A target as stated; for a profile, its value in the period. */
const stated = (event: TargetEvent, of: EventsOf, yearStart: number): string => {
  const { target, value } = event
  const { period } = of
  const unit = unitOf(event, of)
  const say = { figure: (n: number) => figureInWords(exact(n), unit), yearStart: 1 }
  if (target === null || target.comparator === 'between' || target.profile === undefined)
    return targetInFull(target, say)
  if (period === null) return targetInFull(target, { ...say, yearStart })
  const { profile: _, ...annual } = target
  const point =
    typeof value === 'number' ? `is ${figureInWords(exact(value), unit)}` : 'has no value'
  return `${targetInFull(annual, say)}, with a profile that ${point} in ${periodTextInWords(period, yearStart)}`
}

/** A figure, with the KPI it was recorded for if that is another one (M23). */
const actualInWords = (
  { kpi, period, outcome }: Extract<SourceEvent, { readonly gave: 'actual' }>,
  of: EventsOf,
  yearStart: number,
): string =>
  `${outcomeInWords(outcome)} for ${periodTextInWords(period, yearStart)}${kpi === of.kpi ? '' : `, recorded for ${kpi}`}`

/** What an event contributed, in a few words. */
export const contributionInWords = (
  event: SourceEvent,
  of: EventsOf,
  yearStart: number,
): string => {
  switch (event.gave) {
    case 'regime':
      return event.title
    case 'definition':
      return `${event.description} (${event.unit})`
    case 'redefinition':
      return `${revisionInWords(event.fields)}, from ${monthInWords(event.effectiveFrom)}`
    case 'target':
      return `${stated(event, of, yearStart)}, from ${monthInWords(event.effectiveFrom)}`
    case 'retirement':
      return `retired from ${monthInWords(event.effectiveFrom)}`
    case 'actual':
      return actualInWords(event, of, yearStart)
    case 'decision':
      return `"${event.label}"`
    case 'note':
      return event.text
  }
}

const because = ({ reason }: SourceEvent): string => (reason === null ? '' : `; reason: ${reason}`)

/** The file and cell that a figure was collected from. */
const collectedFrom = ({ source }: SourceEvent): string => {
  if (source === null) return ''
  const { file, sheet, cell, sha256 } = source
  const sheetInWords = sheet === null ? '' : ` of sheet ${sheet}`
  return `; from ${file}, cell ${cell}${sheetInWords} (SHA-256 ${sha256})`
}

const changed = ({ changes }: SourceEvent): string =>
  changes.length === 0 ? '' : `; changed ${changesInWords(changes)}`

/** What replaced an event: from a month on, under a regime, or altogether. */
const superseded = (event: SourceEvent, { events: all }: EventsOf): string => {
  const by = all.find(({ revision }) => revision === event.supersededBy)
  if (by === undefined) return ''
  if (event.gave === 'target' && by.gave === 'target' && event.effectiveFrom !== by.effectiveFrom)
    return ` — replaced from ${monthInWords(by.effectiveFrom)} on by event ${by.revision}`
  if (event.gave === 'definition' && by.gave === 'definition' && event.regime !== by.regime)
    return ` — replaced under ${by.regime} by event ${by.revision}`
  return ` — superseded by event ${by.revision}`
}

/** What an event contributed, what it changed and why, and what replaced it. */
export const sourceInWords = (event: SourceEvent, of: EventsOf, yearStart: number): string =>
  `${contributionInWords(event, of, yearStart)}${changed(event)}${because(event)}${collectedFrom(event)}${superseded(event, of)}`

const rowOf = (event: SourceEvent, of: EventsOf, yearStart: number): CellsRow =>
  cells({
    event: events(event.revision),
    recordedAt: instant(event.recordedAt),
    actor: text(event.actor ?? 'not given'),
    gave: text(event.gave),
    what: text(sourceInWords(event, of, yearStart)),
  })

/** Events in a table, in recorded order. */
export const sourcesTableOf = (of: EventsOf, yearStart: number, empty: string): Table => ({
  kind: 'table',
  columns: [
    column('event', 'Rev.'),
    ...grouped('Recorded', ['recordedAt', 'At'], ['actor', 'By']),
    column('gave', 'Gave'),
    column('what', 'What'),
  ],
  rows: of.events.map((event) => rowOf(event, of, yearStart)),
  empty,
})
