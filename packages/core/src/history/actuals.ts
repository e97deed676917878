import type { Outcome } from '../kpi/outcome'
import { readPeriod, type Period } from '../period/period'
import type { Entry, Known } from './entry'

/** What was achieved against a KPI in a period (M17 to M19). */
export interface Actual {
  readonly kpi: string
  /** `2016-04`, `FY2016-Q1`, `FY2016-H1` or `FY2016` (M1). */
  readonly period: string
  readonly outcome: Outcome
}

/** An actual as it was recorded or corrected, with the one it took the place of (M19). */
export interface ActualEntry extends Entry {
  readonly period: Period
  readonly outcome: Outcome
  readonly corrected: boolean
  readonly previous: ActualEntry | null
}

/** The actuals of one KPI. */
export interface KPIActuals {
  /** All of them, in recorded order. */
  readonly recorded: Array<ActualEntry>
  /** The latest one of each period, by the period's text, in the order of their first. */
  readonly latest: Map<string, ActualEntry>
}

/** The actuals of a contract by KPI. */
export type Actuals = Map<string, KPIActuals>

const actualsOf = (kpis: Actuals, kpi: string): KPIActuals => {
  const known = kpis.get(kpi)
  if (known !== undefined) return known
  const added: KPIActuals = { recorded: [], latest: new Map() }
  kpis.set(kpi, added)
  return added
}

/** Adds an actual after those recorded so far. */
export const addActual = (
  actuals: Actuals,
  { kpi, period, outcome }: Actual,
  corrected: boolean,
  { revision, recordedAt }: Entry,
): void => {
  const { recorded, latest } = actualsOf(actuals, kpi)
  const previous = latest.get(period) ?? null
  const entry = {
    revision,
    recordedAt,
    period: previous === null ? readPeriod(period) : previous.period,
    outcome,
    corrected,
    previous,
  }
  recorded.push(entry)
  latest.set(period, entry)
}

/** An actual and those it took the place of, as far as they are known, the latest first (M19). */
export const knownFrom = (
  latest: ActualEntry | null | undefined,
  known: Known,
): ReadonlyArray<ActualEntry> => {
  const entries: Array<ActualEntry> = []
  for (let entry = latest ?? null; entry !== null; entry = entry.previous)
    if (known(entry)) entries.push(entry)
  return entries
}

/** The actual that holds for exactly that period, whatever is known of it (M19). */
export const latestActual = (
  actuals: Actuals,
  kpi: string,
  period: string,
): ActualEntry | undefined => actuals.get(kpi)?.latest.get(period)
