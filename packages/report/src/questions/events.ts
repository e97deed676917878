import type { RecordedEvent } from '@kpi-ledger/core'
import { eventInWords, subjectOf, toEnvelope } from '@kpi-ledger/core/unstable'
import { noProvenance, type Document } from '../document/document'
import type { Scalar } from '../document/records'
import { mapSequence, type Sequence } from '../document/sequence'
import { cells, column, type Row } from '../document/table'
import { events as eventsOf, instant, text } from '../document/value'

/** The KPI, regime and period of an event, as far as it names them. */
const aboutOf = (event: RecordedEvent): string => {
  const { kpi, regime, period } = subjectOf(event)
  return [kpi, regime, period].filter((part) => part !== undefined).join(' ')
}

const rowOf = (event: RecordedEvent): Row =>
  cells({
    event: eventsOf(event.revision),
    recordedAt: instant(event.recordedAt),
    type: text(event.type),
    about: text(aboutOf(event)),
    says: text(
      eventInWords(event) +
        (event.metadata?.actor === undefined ? '' : ` (${event.metadata.actor})`),
    ),
  })

const recordOf = (event: RecordedEvent): Readonly<Record<string, Scalar>> => ({
  stream: event.stream,
  revision: event.revision,
  recordedAt: event.recordedAt,
  type: event.type,
  about: aboutOf(event),
  says: eventInWords(event),
  actor: event.metadata?.actor ?? null,
  id: event.id,
})

/**
 * Events in recorded order, as they arrive: the subject and content of each. Its JSON is the
 * envelopes as stored; one record per event.
 */
export const eventsDocument = (events: Sequence<RecordedEvent>): Document => ({
  title: '',
  verdict: null,
  blocks: [
    {
      kind: 'table',
      columns: [
        column('event', 'Rev.'),
        column('recordedAt', 'Recorded at'),
        column('type', 'Event'),
        column('about', 'About'),
        column('says', 'Says'),
      ],
      rows: mapSequence(events, rowOf),
      empty: 'No events.',
    },
  ],
  provenance: noProvenance,
  data: { kind: 'list', items: mapSequence(events, toEnvelope) },
  records: {
    fields: ['stream', 'revision', 'recordedAt', 'type', 'about', 'says', 'actor', 'id'],
    rows: mapSequence(events, recordOf),
  },
})
