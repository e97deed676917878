import type { Outcome } from '../kpi/outcome'
import { readPeriod, type Period } from '../period/period'
import { everythingKnown, type Entry, type Known } from './entry'

/** What was achieved against a KPI in a period (M17 to M19). */
export interface Actual {
  readonly kpi: string
  /** `2016-04`, `FY2016-Q1`, `FY2016-H1` or `FY2016` (M1). */
  readonly period: string
  readonly outcome: Outcome
}

/** An actual as recorded or corrected, with the one it replaced (M19). */
export interface ActualEntry extends Entry {
  readonly period: Period
  readonly outcome: Outcome
  readonly corrected: boolean
  readonly previous: ActualEntry | null
}

/** The latest actual of one KPI in each period, by the period's text, in the order of their first. */
export type KPIActuals = Map<string, ActualEntry>

/** The actuals of a contract by KPI. */
export type Actuals = Map<string, KPIActuals>

const actualsOf = (kpis: Actuals, kpi: string): KPIActuals => {
  const known = kpis.get(kpi)
  if (known !== undefined) return known
  const added: KPIActuals = new Map()
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
  const latest = actualsOf(actuals, kpi)
  const previous = latest.get(period) ?? null
  latest.set(period, {
    revision,
    recordedAt,
    period: previous === null ? readPeriod(period) : previous.period,
    outcome,
    corrected,
    previous,
  })
}

/** An actual and those it replaced, as far as they are known, latest first (M19). */
export const knownFrom = (
  latest: ActualEntry | null | undefined,
  known: Known,
): ReadonlyArray<ActualEntry> => {
  const entries: Array<ActualEntry> = []
  for (let entry = latest ?? null; entry !== null; entry = entry.previous)
    if (known(entry)) entries.push(entry)
  return entries
}

/** All actuals of a KPI, in recorded order. */
export const inRecordedOrder = (actuals: KPIActuals): ReadonlyArray<ActualEntry> =>
  [...actuals.values()]
    .flatMap((latest) => knownFrom(latest, everythingKnown))
    .sort((a, b) => a.revision - b.revision)

/** The latest actual for exactly that period, known or not (M19). */
export const latestActual = (
  actuals: Actuals,
  kpi: string,
  period: string,
): ActualEntry | undefined => actuals.get(kpi)?.get(period)

/** The latest actual known for exactly that period (M19). */
export const knownActual = (
  actuals: Actuals,
  kpi: string,
  period: string,
  known: Known,
): ActualEntry | null => {
  let entry = latestActual(actuals, kpi, period) ?? null
  while (entry !== null && !known(entry)) entry = entry.previous
  return entry
}
