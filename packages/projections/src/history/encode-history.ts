import { formatPeriod, type History } from '@kpi-ledger/core'
import {
  inRecordedOrder,
  type Entry,
  type KPIActuals,
  type NotesByPeriod,
  type Origin,
} from '@kpi-ledger/core/unstable'

const ofEntries = <A extends Entry>(entries: ReadonlyArray<A>) =>
  entries.map(({ revision, recordedAt: _, ...data }) => ({ revision, data }))

const ofNotes = (notes: NotesByPeriod) =>
  [...notes].map(([period, entries]) => ({
    period,
    entries: entries.map(({ revision, text }) => ({ revision, text })),
  }))

const ofOrigins = (origins: ReadonlyArray<Origin>) => ({
  ids: origins.map(({ id }) => id),
  types: origins.map(({ type }) => type),
  actors: origins.map(({ actor }) => actor),
  occurredAt: origins.map(({ occurredAt = null }) => occurredAt),
  reasons: origins.map(({ reason = null }) => reason),
  sources: origins.map(({ source = null }) => source),
})

const ofActuals = ([kpi, actuals]: readonly [string, KPIActuals]) => {
  const entries = inRecordedOrder(actuals)
  return {
    kpi,
    revisions: entries.map(({ revision }) => revision),
    periods: entries.map(({ period }) => formatPeriod(period)),
    corrections: entries.map(({ corrected }) => corrected),
    outcomes: entries.map(({ outcome }) => outcome),
  }
}

/** A history as JSON text; the inverse of `decodeHistory`. */
export const encodeHistory = (history: History): string => {
  const origins = [...history.origins]
  return JSON.stringify({
    contract: history.contract,
    recordedAt: origins.map(({ recordedAt }) => recordedAt),
    adoptions: ofEntries(history.rules.adoptions),
    amendments: ofEntries(history.rules.amendments),
    kpis: [...history.rules.kpis.values()].map((rules) => ({
      kpi: rules.kpi,
      definitions: ofEntries(rules.definitions),
      revisions: ofEntries(rules.revisions),
      statements: rules.statements.map(({ recordedAt: _, ...statement }) => statement),
      retirements: ofEntries(rules.retirements),
      decisions: ofEntries(rules.decisions),
    })),
    actuals: [...history.actuals].map(ofActuals),
    kpiNotes: [...history.notes.onKPIs].map(([kpi, notes]) => ({ kpi, notes: ofNotes(notes) })),
    contractNotes: ofNotes(history.notes.onContract),
    kept: [...history.kept].map(([type, entries]) => ({
      type,
      entries: entries.map(({ revision, data }) => ({ revision, data })),
    })),
    origins: ofOrigins(origins),
  })
}
