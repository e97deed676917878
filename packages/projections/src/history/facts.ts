import { formatPeriod, type History, type Period } from '@kpi-ledger/core'
import {
  lastMonth,
  latestActual,
  periodsEndingIn,
  type ActualEntry,
  type Known,
  type NoteEntry,
} from '@kpi-ledger/core/unstable'

/** The latest actual known for exactly that period (M19). */
const actualOf = (latest: ActualEntry | undefined, known: Known): ActualEntry | null => {
  let entry = latest ?? null
  while (entry !== null && !known(entry)) entry = entry.previous
  return entry
}

/** The periods whose actual a scorecard for `period` may show, in order of preference (M3). */
export const candidates = (period: Period, yearStart: number): ReadonlyArray<Period> => [
  period,
  ...(period.kind === 'month'
    ? periodsEndingIn(period, yearStart)
    : [lastMonth(period, yearStart)]),
]

/** An actual and the period it was recorded for, which may end with the one asked for (M3). */
export interface ShownActual {
  readonly period: string
  readonly actual: ActualEntry
}

/** The actual that a scorecard for a period shows (M3), or null if nothing is recorded. */
export const actualShown = (
  history: History,
  kpi: string,
  period: Period,
  yearStart: number,
  known: Known,
): ShownActual | null => {
  for (const candidate of candidates(period, yearStart)) {
    const text = formatPeriod(candidate)
    const actual = actualOf(latestActual(history.actuals, kpi, text), known)
    if (actual !== null) return { period: text, actual }
  }
  return null
}

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
