import type { Entry } from './entry'

/** Commentary on a KPI in a period, or on the whole contract. */
export interface Note {
  /** The KPI it is about; the whole contract if not given. */
  readonly kpi?: string
  /** The period it is about (M1). */
  readonly period: string
  /** The text of the note. */
  readonly text: string
}

/** A note with the moment it was recorded. */
export interface NoteEntry extends Entry {
  /** The text of the note. */
  readonly text: string
}

/** Notes by the period they were written for. */
export type NotesByPeriod = Map<string, Array<NoteEntry>>

/** The notes of a contract. */
export interface Notes {
  /** The notes on each KPI, by its reference. */
  readonly onKPIs: Map<string, NotesByPeriod>
  /** The notes on the whole contract. */
  readonly onContract: NotesByPeriod
}

/** No notes. */
export const noNotes = (): Notes => ({ onKPIs: new Map(), onContract: new Map() })

const notesOn = (notes: Notes, kpi: string | undefined): NotesByPeriod => {
  if (kpi === undefined) return notes.onContract
  const known = notes.onKPIs.get(kpi)
  if (known !== undefined) return known
  const added: NotesByPeriod = new Map()
  notes.onKPIs.set(kpi, added)
  return added
}

/** Adds a note after those written for its period so far. */
export const addNote = (
  notes: Notes,
  { kpi, period, text }: Note,
  { revision, recordedAt }: Entry,
): void => {
  const byPeriod = notesOn(notes, kpi)
  const entry = { revision, recordedAt, text }
  const entries = byPeriod.get(period)
  if (entries === undefined) byPeriod.set(period, [entry])
  else entries.push(entry)
}

/** The note written last on a KPI, or on the contract, for exactly that period. */
export const latestNote = (
  { onKPIs, onContract }: Notes,
  kpi: string | undefined,
  period: string,
): NoteEntry | undefined => (kpi === undefined ? onContract : onKPIs.get(kpi))?.get(period)?.at(-1)
