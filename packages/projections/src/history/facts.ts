import { formatPeriod, type History, type Period } from '@kpi-ledger/core'
import type { Known, NoteEntry } from '@kpi-ledger/core/unstable'

const NO_NOTES: ReadonlyArray<NoteEntry> = []

/** The notes on a KPI for exactly the period of that text, in recorded order. */
export const kpiNotes = (
  history: History,
  kpi: string,
  period: string,
  known: Known,
): ReadonlyArray<NoteEntry> => history.notes.onKPIs.get(kpi)?.get(period)?.filter(known) ?? NO_NOTES

/** The notes on the whole contract for exactly that period, in recorded order. */
export const contractNotes = (
  history: History,
  period: Period,
  known: Known,
): ReadonlyArray<NoteEntry> =>
  (history.notes.onContract.get(formatPeriod(period)) ?? []).filter(known)
