import { formatPeriod, type Accumulation, type History, type Period } from '@kpi-ledger/core'
import {
  lastMonth,
  knownActual,
  periodsEndingIn,
  type ActualEntry,
  type Known,
  type NoteEntry,
} from '@kpi-ledger/core/unstable'

/**
 * The periods whose outcome may be used as the figure of a cell for `period`, in order of
 * preference (M3). A month may use a longer period that ends with it; a longer period of a
 * year-to-date KPI may use a part of it that ends with it; the month of an in-period KPI is never
 * used for its quarter.
 */
export const candidates = (
  period: Period,
  yearStart: number,
  accumulation: Accumulation | undefined,
): ReadonlyArray<Period> => {
  if (period.kind === 'month') return [period, ...periodsEndingIn(period, yearStart)]
  if (accumulation !== 'year-to-date') return [period]
  const last = lastMonth(period, yearStart)
  const ending = periodsEndingIn(last, yearStart)
  const shorter = ending.slice(
    0,
    ending.findIndex(({ kind }) => kind === period.kind),
  )
  return [period, last, ...shorter.reverse()]
}

/**
 * An actual and the period it was recorded for, which may be one that ends with the period asked
 * about (M3).
 */
export interface ShownActual {
  readonly period: string
  readonly actual: ActualEntry
}

/** The actual that a cell for a period shows (M3); null if there is none. */
export const actualShown = (
  history: History,
  kpi: string,
  period: Period,
  yearStart: number,
  accumulation: Accumulation | undefined,
  known: Known,
): ShownActual | null => {
  for (const candidate of candidates(period, yearStart, accumulation)) {
    const text = formatPeriod(candidate)
    const actual = knownActual(history.actuals, kpi, text, known)
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
