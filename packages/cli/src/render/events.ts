import { toEnvelope, type RecordedEvent, type Target } from '@kpi-ledger/core'
import { toCsv } from './csv'
import { cells, renderTable } from './table'
import type { Terminal } from './terminal'
import { outcomeInWords, targetInWords } from './words'

const target = (stated: Target): string =>
  stated.comparator === 'between'
    ? targetInWords(stated.comparator, stated)
    : targetInWords(stated.comparator, stated.value)

/** What an event says, in a sentence without its subject. */
const saying = (event: RecordedEvent): string => {
  switch (event.type) {
    case 'ContractRegistered':
      return `registered ${event.data.title} between ${event.data.authority} and ${event.data.supplier}`
    case 'RegimeAdopted':
      return `adopted ${event.data.title} from ${event.data.effectiveFrom}`
    case 'KPIDefined':
      return `defined ${event.data.description}: ${target(event.data.target)} from ${event.data.effectiveFrom}`
    case 'TargetRevised':
      return `target ${target(event.data.target)} from ${event.data.effectiveFrom}${event.data.reason === undefined ? '' : `: ${event.data.reason}`}`
    case 'KPIRetired':
      return `retired from ${event.data.effectiveFrom}: ${event.data.reason}`
    case 'ActualRecorded':
      return outcomeInWords(event.data.outcome)
    case 'ActualCorrected':
      return `${outcomeInWords(event.data.outcome)}: ${event.data.reason}`
    case 'NoteAdded':
      return event.data.text
    case 'ScorecardPublished':
      return `published ${event.data.scorecardDigest.slice(0, 12)}… over ${String(event.data.size)} events`
  }
}

/** What an event is about: KPI, regime and period, as far as it names them. */
const subject = ({ data }: RecordedEvent): string =>
  [
    'kpi' in data ? data.kpi : undefined,
    'regime' in data ? data.regime : undefined,
    'period' in data ? data.period : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ')

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
        subject(event),
        saying(event) + (event.metadata?.actor === undefined ? '' : ` (${event.metadata.actor})`),
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
      about: subject(event),
      says: saying(event),
      actor: event.metadata?.actor ?? null,
      id: event.id,
    })),
  )

/** Events as JSON: their envelopes as stored. */
export const eventsJson = (events: ReadonlyArray<RecordedEvent>) => events.map(toEnvelope)
