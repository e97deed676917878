import type { RecordedEvent } from '@kpi-ledger/core'
import { eventInWords, subjectOf, toEnvelope } from '@kpi-ledger/core/unstable'
import { toCsv } from './csv'
import { cells, renderTable } from './table'
import type { Terminal } from './terminal'

/** What an event is about: KPI, regime and period, as far as it names them. */
const about = (event: RecordedEvent): string => {
  const { kpi, regime, period } = subjectOf(event)
  return [kpi, regime, period].filter((part) => part !== undefined).join(' ')
}

/** Events as a table, in recorded order. */
export const renderEvents = (events: ReadonlyArray<RecordedEvent>, terminal: Terminal): string =>
  renderTable(
    [
      { name: 'Rev.', width: 5 },
      { name: 'Recorded at', width: 24 },
      { name: 'Event', width: 18 },
      { name: 'About', width: 18 },
      { name: 'Says', width: null },
    ],
    events.map((event) =>
      cells(
        String(event.revision),
        event.recordedAt,
        event.type,
        about(event),
        eventInWords(event) +
          (event.metadata?.actor === undefined ? '' : ` (${event.metadata.actor})`),
      ),
    ),
    terminal,
  )

/** Events as CSV, one row each. */
export const eventsCsv = (events: ReadonlyArray<RecordedEvent>): string =>
  toCsv(
    ['stream', 'revision', 'recordedAt', 'type', 'about', 'says', 'actor', 'id'],
    events.map((event) => ({
      stream: event.stream,
      revision: event.revision,
      recordedAt: event.recordedAt,
      type: event.type,
      about: about(event),
      says: eventInWords(event),
      actor: event.metadata?.actor ?? null,
      id: event.id,
    })),
  )

/** Events as JSON: their envelopes as stored. */
export const eventsJson = (events: ReadonlyArray<RecordedEvent>) => events.map(toEnvelope)
