import { formatPeriod, type History, type Period } from '@kpi-ledger/core'
import type { Known, NoteEntry } from '@kpi-ledger/core/unstable'

/** The notes on a KPI for exactly that period, in recorded order. */
export const kpiNotes = (
  history: History,
  kpi: string,
  period: Period,
  known: Known,
): ReadonlyArray<NoteEntry> =>
  (history.notes.onKPIs.get(kpi)?.get(formatPeriod(period)) ?? []).filter(known)

/** The notes on the whole contract for exactly that period, in recorded order. */
export const contractNotes = (
  history: History,
  period: Period,
  known: Known,
): ReadonlyArray<NoteEntry> =>
  (history.notes.onContract.get(formatPeriod(period)) ?? []).filter(known)
