import {
  addToRulebook,
  emptyRulebook,
  type Entry,
  type EventData,
  type Outcome,
  type RecordedEvent,
  type Rulebook,
} from '@kpi-ledger/core'
import { originOf, type Origin } from './origin'

/** An actual as it was recorded or corrected, with the one it took the place of (M19). */
export interface ActualEntry extends Entry {
  readonly outcome: Outcome
  readonly corrected: boolean
  readonly previous: ActualEntry | null
}

export interface NoteEntry extends Entry {
  readonly text: string
}

/** A scorecard signed off (M25). */
export interface Publication extends Entry, EventData<'ScorecardPublished'> {}

/** Notes by the period they were written for. */
export type NotesByPeriod = Map<string, Array<NoteEntry>>

/**
 * Everything a contract's events say, indexed by what it is about and by when it was recorded.
 * Every question is a view on it and folds nothing again. It grows by appending; what it holds
 * is never changed, so a view cut at a revision or an instant answers the same for ever.
 */
export interface History {
  contract: EventData<'ContractRegistered'> | null
  readonly rules: Rulebook
  /** The latest actual by KPI and period; earlier ones hang on it. */
  readonly actuals: Map<string, Map<string, ActualEntry>>
  readonly kpiNotes: Map<string, NotesByPeriod>
  readonly contractNotes: NotesByPeriod
  /** In recorded order. */
  readonly publications: Array<Publication>
  /** By revision. */
  readonly origins: Array<Origin>
  /** `recordedAt` by revision; never decreases (M20). */
  readonly recordedAt: Array<string>
}

export const emptyHistory = (): History => ({
  contract: null,
  rules: emptyRulebook(),
  actuals: new Map(),
  kpiNotes: new Map(),
  contractNotes: new Map(),
  publications: [],
  origins: [],
  recordedAt: [],
})

/** Number of events folded so far. */
export const historySize = (history: History): number => history.recordedAt.length

const addActual = (
  history: History,
  { kpi, period, outcome }: EventData<'ActualRecorded'>,
  event: RecordedEvent,
): void => {
  let periods = history.actuals.get(kpi)
  if (periods === undefined) history.actuals.set(kpi, (periods = new Map<string, ActualEntry>()))
  periods.set(period, {
    revision: event.revision,
    recordedAt: event.recordedAt,
    outcome,
    corrected: event.type === 'ActualCorrected',
    previous: periods.get(period) ?? null,
  })
}

const notesOf = (history: History, kpi: string | undefined): NotesByPeriod => {
  if (kpi === undefined) return history.contractNotes
  let notes = history.kpiNotes.get(kpi)
  if (notes === undefined) history.kpiNotes.set(kpi, (notes = new Map<string, Array<NoteEntry>>()))
  return notes
}

const addNote = (
  notes: NotesByPeriod,
  { period, text }: EventData<'NoteAdded'>,
  { revision, recordedAt }: RecordedEvent,
): void => {
  const entry = { revision, recordedAt, text }
  const entries = notes.get(period)
  if (entries === undefined) notes.set(period, [entry])
  else entries.push(entry)
}

/** Extends a history by the next event of its stream, in place. */
export const addToHistory = (history: History, event: RecordedEvent): void => {
  history.recordedAt.push(event.recordedAt)
  history.origins.push(originOf(event))
  switch (event.type) {
    case 'ActualRecorded':
    case 'ActualCorrected':
      addActual(history, event.data, event)
      return
    case 'NoteAdded':
      addNote(notesOf(history, event.data.kpi), event.data, event)
      return
    case 'ContractRegistered':
      history.contract = event.data
      return
    case 'ScorecardPublished': {
      const { revision, recordedAt } = event
      history.publications.push({ revision, recordedAt, ...event.data })
      return
    }
    default:
      addToRulebook(history.rules, event)
  }
}

/** The history of a stream's events, from the first one on, each folded once. */
export const foldHistory = (events: Iterable<RecordedEvent>): History => {
  const history = emptyHistory()
  for (const event of events) addToHistory(history, event)
  return history
}
