import type { RecordedEvent } from '../events/envelope'
import { subjectOf } from '../events/subject'
import type { Entry } from '../history/entry'
import type { History } from '../history/history'
import { lookRemoved } from '../history/look-alikes'
import type { Notes, NotesByPeriod } from '../history/notes'
import type { Rulebook } from '../history/rulebook'

/** Removes the entries from a revision on, which are at the end of every list. */
const cut = (entries: Array<Entry>, from: number): void => {
  while ((entries.at(-1)?.revision ?? -1) >= from) entries.pop()
}

const cutRules = ({ kpis }: Rulebook, kpi: string, from: number): void => {
  const rules = kpis.get(kpi)
  if (rules === undefined) return
  const { kpi: _, ...lists } = rules
  const all: ReadonlyArray<Array<Entry>> = Object.values(lists)
  for (const entries of all) cut(entries, from)
  if (all.some(({ length }) => length > 0)) return
  kpis.delete(kpi)
  lookRemoved(kpis, kpi)
}

const cutPeriod = (notes: NotesByPeriod, period: string, from: number): void => {
  const entries = notes.get(period)
  if (entries === undefined) return
  cut(entries, from)
  if (entries.length === 0) notes.delete(period)
}

const cutNotes = (
  { onContract, onKPIs }: Notes,
  kpi: string | undefined,
  period: string,
  from: number,
): void => {
  if (kpi === undefined) {
    cutPeriod(onContract, period, from)
    return
  }
  const notes = onKPIs.get(kpi)
  if (notes === undefined) return
  cutPeriod(notes, period, from)
  if (notes.size === 0) onKPIs.delete(kpi)
}

/**
 * Removes the last events from a history in place, leaving it as it was before they were added.
 * This lets a batch, in which each command must see what the earlier ones would record, be judged
 * on a shared history.
 */
export const rollBack = (history: History, events: ReadonlyArray<RecordedEvent>): void => {
  const from = events[0]?.revision
  if (from === undefined) return
  history.origins.cut(from)
  history.actuals.cut(from)
  if (from === 0) history.contract = null
  cut(history.rules.adoptions, from)
  cut(history.rules.amendments, from)
  for (const [withdrawn, { revision }] of history.withdrawals)
    if (revision >= from) history.withdrawals.delete(withdrawn)
  for (const [type, entries] of history.kept) {
    cut(entries, from)
    if (entries.length === 0) history.kept.delete(type)
  }
  for (const event of events) {
    const { kpi, period } = subjectOf(event)
    if (kpi !== undefined) cutRules(history.rules, kpi, from)
    if (period === undefined) continue
    cutNotes(history.notes, kpi, period, from)
  }
}
