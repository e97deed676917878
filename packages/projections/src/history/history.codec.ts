import {
  decoder,
  eventData,
  formatFault,
  Instant,
  Outcome,
  Target,
  type Decoder,
  type Entry,
  type Fault,
  type KPIRules,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import * as t from 'io-ts'
import type { ActualEntry, History, NotesByPeriod } from './history'
import { OriginsJson, ofOrigins, toOrigins } from './origin.codec'

/** Raised with the format below, and with every new version of an event. */
export const HISTORY_VERSION = 2

const Recorded = <C extends t.Mixed>(data: C) => t.array(t.type({ revision: t.number, data }))

const Notes = t.array(
  t.type({
    period: t.string,
    entries: t.array(t.type({ revision: t.number, text: t.string })),
  }),
)

/** A history as JSON: Maps as lists in their order, instants once, entries by revision. */
const HistoryJson = t.type(
  {
    contract: t.union([eventData.ContractRegistered, t.null]),
    recordedAt: t.array(Instant),
    adoptions: Recorded(eventData.RegimeAdopted),
    kpis: t.array(
      t.type({
        kpi: t.string,
        definitions: Recorded(eventData.KPIDefined),
        statements: t.array(
          t.type({
            revision: t.number,
            regime: t.string,
            effectiveFrom: t.string,
            target: Target,
          }),
        ),
        retirements: Recorded(eventData.KPIRetired),
      }),
    ),
    /** In columns, in recorded order: most of a history, and read in a third of the time. */
    actuals: t.array(
      t.type({
        kpi: t.string,
        revisions: t.array(t.number),
        periods: t.array(t.string),
        corrections: t.array(t.boolean),
        outcomes: t.array(Outcome),
      }),
    ),
    kpiNotes: t.array(t.type({ kpi: t.string, notes: Notes })),
    contractNotes: Notes,
    publications: Recorded(eventData.ScorecardPublished),
    origins: OriginsJson,
  },
  'a history',
)

const decodeJson = decoder(HistoryJson)
type HistoryJson = typeof decodeJson extends Decoder<infer Json> ? Json : never

const ofEntries = <A extends Entry>(entries: ReadonlyArray<A>) =>
  entries.map(({ revision, recordedAt: _, ...data }) => ({ revision, data }))

const ofActuals = (kpi: string, periods: ReadonlyMap<string, ActualEntry>) => {
  const all: Array<{ readonly period: string; readonly entry: ActualEntry }> = []
  for (const [period, holding] of periods)
    for (let entry: ActualEntry | null = holding; entry !== null; entry = entry.previous)
      all.push({ period, entry })
  all.sort((a, b) => a.entry.revision - b.entry.revision)
  return {
    kpi,
    revisions: all.map(({ entry }) => entry.revision),
    periods: all.map(({ period }) => period),
    corrections: all.map(({ entry }) => entry.corrected),
    outcomes: all.map(({ entry }) => entry.outcome),
  }
}

const ofNotes = (notes: NotesByPeriod) =>
  [...notes].map(([period, entries]) => ({
    period,
    entries: entries.map(({ revision, text }) => ({ revision, text })),
  }))

/** A history as JSON text; {@link decodeHistory} gives back its equal. */
export const encodeHistory = (history: History): string =>
  JSON.stringify({
    contract: history.contract,
    recordedAt: history.recordedAt,
    adoptions: ofEntries(history.rules.adoptions),
    kpis: [...history.rules.kpis.values()].map(({ kpi, definitions, statements, retirements }) => ({
      kpi,
      definitions: ofEntries(definitions),
      statements: statements.map(({ recordedAt: _, ...statement }) => statement),
      retirements: ofEntries(retirements),
    })),
    actuals: [...history.actuals].map(([kpi, periods]) => ofActuals(kpi, periods)),
    kpiNotes: [...history.kpiNotes].map(([kpi, notes]) => ({ kpi, notes: ofNotes(notes) })),
    contractNotes: ofNotes(history.contractNotes),
    publications: ofEntries(history.publications),
    origins: ofOrigins(history.origins),
  })

/** When a revision was recorded. */
type Instants = (revision: number) => string

const toEntries = <A>(
  entries: ReadonlyArray<{ readonly revision: number; readonly data: A }>,
  recordedAt: Instants,
): Array<Entry & A> =>
  entries.map(({ revision, data }) => ({ revision, recordedAt: recordedAt(revision), ...data }))

const toRules = (
  { kpi, definitions, statements, retirements }: HistoryJson['kpis'][number],
  recordedAt: Instants,
): KPIRules => ({
  kpi,
  definitions: toEntries(definitions, recordedAt),
  statements: statements.map((each) => ({ ...each, recordedAt: recordedAt(each.revision) })),
  retirements: toEntries(retirements, recordedAt),
})

const toActuals = (
  { revisions, periods, corrections, outcomes }: HistoryJson['actuals'][number],
  recordedAt: Instants,
): Map<string, ActualEntry> => {
  const actuals = new Map<string, ActualEntry>()
  for (const [i, outcome] of outcomes.entries()) {
    const period = periods[i] ?? ''
    const revision = revisions[i] ?? NaN
    actuals.set(period, {
      revision,
      recordedAt: recordedAt(revision),
      outcome,
      corrected: corrections[i] ?? false,
      previous: actuals.get(period) ?? null,
    })
  }
  return actuals
}

const toNotes = (notes: HistoryJson['contractNotes'], recordedAt: Instants): NotesByPeriod =>
  new Map(
    notes.map(({ period, entries }) => [
      period,
      entries.map(({ revision, text }) => ({ revision, recordedAt: recordedAt(revision), text })),
    ]),
  )

const isEven = ({ outcomes, ...columns }: HistoryJson['actuals'][number]): boolean =>
  [columns.revisions, columns.periods, columns.corrections].every(
    ({ length }) => length === outcomes.length,
  )

const toHistory = (json: HistoryJson): E.Either<string, History> => {
  const uneven = json.actuals.find((actuals) => !isEven(actuals))
  if (uneven !== undefined) return E.left(`the actuals of ${uneven.kpi} are not in even columns`)
  const origins = toOrigins(json.origins, json.recordedAt.length)
  if (origins === null) return E.left('the origins of its events are not in even columns')
  const strange: Array<number> = []
  const recordedAt: Instants = (revision) => {
    const instant = json.recordedAt[revision]
    if (instant === undefined) strange.push(revision)
    return instant ?? ''
  }
  const history: History = {
    contract: json.contract,
    rules: {
      adoptions: toEntries(json.adoptions, recordedAt),
      kpis: new Map(json.kpis.map((rules) => [rules.kpi, toRules(rules, recordedAt)])),
    },
    actuals: new Map(json.actuals.map((actuals) => [actuals.kpi, toActuals(actuals, recordedAt)])),
    kpiNotes: new Map(json.kpiNotes.map(({ kpi, notes }) => [kpi, toNotes(notes, recordedAt)])),
    contractNotes: toNotes(json.contractNotes, recordedAt),
    publications: toEntries(json.publications, recordedAt),
    origins,
    recordedAt: [...json.recordedAt],
  }
  const [revision] = strange
  return revision === undefined
    ? E.right(history)
    : E.left(`it speaks of revision ${revision}, and has ${json.recordedAt.length} events`)
}

const firstOf = (faults: ReadonlyArray<Fault>): string =>
  faults.slice(0, 1).map(formatFault).join('') || 'not a history'

/** Reads a history from its text; the error says the first thing that is wrong with it. */
export const decodeHistory = (text: string): E.Either<string, History> => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (e) {
    return E.left(`not JSON: ${String(e)}`)
  }
  const decoded = decodeJson(json)
  return E.isLeft(decoded) ? E.left(firstOf(decoded.left)) : toHistory(decoded.right)
}
