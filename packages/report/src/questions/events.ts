import type { RecordedEvent } from '@kpi-ledger/core'
import { changesInWords, eventInWords, subjectOf, toEnvelope } from '@kpi-ledger/core/unstable'
import type { EventInWords, WithdrawalEvent } from '@kpi-ledger/projections'
import { noProvenance, type Document } from '../document/document'
import type { Scalar } from '../document/records'
import { mapSequence, type Sequence } from '../document/sequence'
import { cells, column, stackable, type Row } from '../document/table'
import { events as eventsOf, instant, references, text } from '../document/value'

/** Looks up what withdrew an event; null if nothing did (M29). */
export type WithdrawnBy = (event: RecordedEvent) => WithdrawalEvent | null

/** The KPI, regime and period of an event, as far as they are named. */
const subjectsOf = (event: RecordedEvent): ReadonlyArray<string> => {
  const { kpi, regime, period } = subjectOf(event)
  return [kpi, regime, period].filter((part) => part !== undefined)
}

const aboutOf = (event: RecordedEvent): string => subjectsOf(event).join(' ')

/** How an event is referred to: its revision, type and subject. */
const referenceTo = (event: RecordedEvent): string =>
  [`revision ${event.revision}:`, event.type, aboutOf(event)]
    .filter((part) => part !== '')
    .join(' ')

/** What an event says by itself, and what it changed. */
const inWords = ({ says, changes }: EventInWords): string =>
  changes.length === 0 ? says : `${says}; changed ${changesInWords(changes)}`

/**
 * What events say, in recorded order. A withdrawn event starts with what withdrew it and why; a
 * withdrawal names the withdrawn event (M29).
 */
const describing = (withdrawnBy: WithdrawnBy): ((said: EventInWords) => string) => {
  const withdrawn = new Map<string, string>()
  return (said) => {
    const { event } = said
    const by = withdrawnBy(event)
    if (by !== null) {
      withdrawn.set(event.id, referenceTo(event))
      return `WITHDRAWN by revision ${by.revision} (${by.data.reason}), it said: ${inWords(said)}`
    }
    const other = event.type === 'EventWithdrawn' ? withdrawn.get(event.data.event) : undefined
    return other === undefined ? inWords(said) : `${inWords(said)} (${other})`
  }
}

const rowOf = (event: RecordedEvent, says: string): Row =>
  cells({
    event: eventsOf(event.revision),
    recordedAt: instant(event.recordedAt),
    type: text(event.type),
    about: references(...subjectsOf(event)),
    says: text(says + (event.metadata?.actor === undefined ? '' : ` (${event.metadata.actor})`)),
  })

const recordOf = (
  { event, says, changes }: EventInWords,
  withdrawnBy: WithdrawnBy,
): Readonly<Record<string, Scalar>> => ({
  stream: event.stream,
  revision: event.revision,
  recordedAt: event.recordedAt,
  type: event.type,
  about: aboutOf(event),
  says,
  changed: changesInWords(changes),
  actor: event.metadata?.actor ?? null,
  id: event.id,
  withdrawnBy: withdrawnBy(event)?.revision ?? null,
})

/**
 * A contract's events in recorded order, as they arrive: the subject and content of each, and what
 * it changed in the rules before it (M31). A withdrawn event stays, with what withdrew it (M29).
 * The JSON has the envelopes as stored; one record per event.
 */
export const historyDocument = (
  events: Sequence<EventInWords>,
  withdrawnBy: WithdrawnBy = () => null,
): Document => {
  const describe = describing(withdrawnBy)
  return {
    title: '',
    name: 'Events',
    verdict: null,
    blocks: [
      {
        kind: 'table',
        columns: [
          column('event', 'Rev.'),
          ...stackable(
            'event',
            ['recordedAt', 'Recorded at'],
            ['type', 'Event'],
            ['about', 'About'],
          ),
          column('says', 'Says'),
        ],
        rows: mapSequence(events, (said) => rowOf(said.event, describe(said))),
        empty: 'No events.',
      },
    ],
    provenance: noProvenance,
    data: { kind: 'list', items: mapSequence(events, ({ event }) => toEnvelope(event)) },
    records: {
      fields: [
        ...['stream', 'revision', 'recordedAt', 'type', 'about', 'says', 'changed', 'actor', 'id'],
        'withdrawnBy',
      ],
      rows: mapSequence(events, (event) => recordOf(event, withdrawnBy)),
    },
  }
}

/**
 * Events without their history, such as those just recorded: what they say, but not what they
 * changed.
 */
export const eventsDocument = (events: Sequence<RecordedEvent>): Document =>
  historyDocument(
    mapSequence(events, (event) => ({ event, says: eventInWords(event), changes: [] })),
  )
