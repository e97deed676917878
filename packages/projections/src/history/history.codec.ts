import {
  decoder,
  Instant,
  MonthText,
  Outcome,
  Target,
  type Codec,
  type DecodeError,
  type EventType,
  type History,
} from '@kpi-ledger/core'
import {
  Actuals,
  addWithdrawal,
  anyText,
  array,
  boolean,
  branded,
  counted,
  definitions,
  emptyHistory,
  eventTypes,
  formatFault,
  keep,
  keptOf,
  literal,
  literals,
  nullable,
  Origins,
  PeriodText,
  Revision,
  struct,
  tagged,
  type Entry,
  type FigureSource,
  type KPIRules,
  type NotesByPeriod,
  type Shape,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

/** Increased with every change of the format, and every new version of an event. */
export const HISTORY_VERSION = 6

interface Recorded<Data> {
  readonly revision: number
  readonly data: Data
}

const recorded = <Data>(data: Shape<Data>): Codec<ReadonlyArray<Recorded<Data>>> =>
  array(struct('an entry', { revision: Revision, data }))

const Source: Codec<FigureSource> = struct('the source of a figure', {
  ...{ file: anyText, sha256: anyText, sheet: nullable(anyText), cell: anyText },
})

interface NotesJson {
  readonly period: string
  readonly entries: ReadonlyArray<{ readonly revision: number; readonly text: string }>
}

const NotesJson: Codec<ReadonlyArray<NotesJson>> = array(
  struct('the notes of a period', {
    period: PeriodText,
    entries: array(struct('a note', { revision: Revision, text: anyText })),
  }),
)

const Kept = tagged(
  'kept events',
  'type',
  Object.fromEntries(
    eventTypes.map((type) => [
      type,
      struct('kept events', {
        type: literal(type),
        entries: recorded<unknown>(definitions[type].data),
      }),
    ]),
  ),
) as unknown as Codec<{
  readonly type: EventType
  readonly entries: ReadonlyArray<Recorded<unknown>>
}>

const optionalTexts = array(nullable(anyText))

/** A history as JSON: maps as lists in order, instants once, entries by revision. */
const HistoryJson = struct('a history', {
  contract: nullable(definitions.ContractRegistered.data),
  recordedAt: array(Instant),
  adoptions: recorded(definitions.RegimeAdopted.data),
  amendments: recorded(definitions.RegimeAmended.data),
  kpis: array(
    struct('the rules of a KPI', {
      kpi: anyText,
      definitions: recorded(definitions.KPIDefined.data),
      revisions: recorded(definitions.DefinitionRevised.data),
      statements: array(
        struct('a statement', {
          revision: Revision,
          regime: anyText,
          effectiveFrom: MonthText,
          target: nullable(Target),
        }),
      ),
      retirements: recorded(definitions.KPIRetired.data),
      decisions: recorded(definitions.RatingDecided.data),
    }),
  ),
  /**
   * In columns, in recorded order: they make up most of a history, and read three times as fast.
   */
  actuals: array(
    struct('the actuals of a KPI', {
      kpi: anyText,
      revisions: array(Revision),
      periods: array(PeriodText),
      corrections: array(boolean),
      outcomes: array(Outcome),
    }),
  ),
  kpiNotes: array(struct('the notes on a KPI', { kpi: anyText, notes: NotesJson })),
  contractNotes: NotesJson,
  kept: array(Kept),
  origins: struct('origins', {
    ids: array(anyText),
    types: array(literals('an event type', eventTypes)),
    actors: optionalTexts,
    occurredAt: optionalTexts,
    reasons: optionalTexts,
    sources: array(nullable(Source)),
  }),
})

const decodeJson = decoder(HistoryJson)
type HistoryJson = (typeof HistoryJson)['_A']

/** When a revision was recorded. */
type Instants = (revision: number) => Instant

const toEntries = <A>(
  entries: ReadonlyArray<Recorded<A>>,
  recordedAt: Instants,
): Array<Entry & A> =>
  entries.map(({ revision, data }) => ({ revision, recordedAt: recordedAt(revision), ...data }))

const toRules = (
  {
    kpi,
    definitions: defined,
    revisions,
    statements,
    retirements,
    decisions,
  }: HistoryJson['kpis'][number],
  recordedAt: Instants,
): KPIRules => ({
  kpi,
  definitions: toEntries(defined, recordedAt),
  revisions: toEntries(revisions, recordedAt),
  statements: statements.map((each) => ({ ...each, recordedAt: recordedAt(each.revision) })),
  retirements: toEntries(retirements, recordedAt),
  decisions: toEntries(decisions, recordedAt),
})

const toNotes = (notes: ReadonlyArray<NotesJson>, recordedAt: Instants): NotesByPeriod =>
  new Map(
    notes.map(({ period, entries }) => [
      period,
      entries.map(({ revision, text }) => ({ revision, recordedAt: recordedAt(revision), text })),
    ]),
  )

/** The actuals of all KPIs, in recorded order. */
const toActuals = (columns: HistoryJson['actuals'], origins: Origins): Actuals => {
  const actuals = new Actuals(origins)
  const entries = columns.flatMap(({ kpi, revisions, periods, corrections, outcomes }) =>
    outcomes.map((outcome, i) => ({
      ...{ actual: { kpi, period: periods[i] ?? '', outcome }, corrected: corrections[i] ?? false },
      revision: revisions[i] ?? NaN,
    })),
  )
  entries.sort((a, b) => a.revision - b.revision)
  for (const { actual, corrected, revision } of entries) actuals.add(actual, corrected, revision)
  return actuals
}

const toOrigins = (
  { ids, types, actors, occurredAt, reasons, sources }: HistoryJson['origins'],
  recordedAt: Instants,
): Origins => {
  const origins = new Origins()
  for (const [revision, type] of types.entries())
    origins.add(
      ids[revision] ?? '',
      type,
      recordedAt(revision),
      actors[revision] ?? undefined,
      occurredAt[revision] ?? undefined,
      reasons[revision] ?? undefined,
      sources[revision] ?? undefined,
    )
  return origins
}

const unevenColumns = ({ actuals, origins, recordedAt }: HistoryJson): string | null => {
  const uneven = actuals.find(({ revisions, periods, corrections, outcomes }) =>
    [revisions, periods, corrections].some(({ length }) => length !== outcomes.length),
  )
  if (uneven !== undefined) return `the columns of the actuals of ${uneven.kpi} differ in length`
  return Object.values(origins).some(({ length }) => length !== recordedAt.length)
    ? 'the columns of the origins differ in length'
    : null
}

const toHistory = (json: HistoryJson): E.Either<string, History> => {
  const uneven = unevenColumns(json)
  if (uneven !== null) return E.left(uneven)
  const strange = json.actuals.flatMap(({ revisions }) =>
    revisions.filter((revision) => json.recordedAt[revision] === undefined),
  )
  const recordedAt: Instants = (revision) => {
    const instant = json.recordedAt[revision]
    if (instant === undefined) strange.push(revision)
    return instant ?? branded('')
  }
  const origins = toOrigins(json.origins, recordedAt)
  const history: History = {
    ...emptyHistory(origins),
    contract: json.contract,
    rules: {
      adoptions: toEntries(json.adoptions, recordedAt),
      amendments: toEntries(json.amendments, recordedAt),
      kpis: new Map(json.kpis.map((rules) => [rules.kpi, toRules(rules, recordedAt)])),
    },
    notes: {
      onKPIs: new Map(json.kpiNotes.map(({ kpi, notes }) => [kpi, toNotes(notes, recordedAt)])),
      onContract: toNotes(json.contractNotes, recordedAt),
    },
    actuals: toActuals(json.actuals, origins),
  }
  for (const { type, entries } of json.kept)
    for (const { revision, data } of entries)
      keep(history, type, data, { revision, recordedAt: recordedAt(revision) })
  for (const { data, ...at } of keptOf(history, 'EventWithdrawn'))
    addWithdrawal(history, data.event, at)
  const [revision] = strange
  return revision === undefined
    ? E.right(history)
    : E.left(
        `it refers to revision ${revision}, but has ${counted(json.recordedAt.length, 'event')}`,
      )
}

const firstOf = ({ faults }: DecodeError): string => faults.slice(0, 1).map(formatFault).join('')

/** Decodes a history from its text, or fails with the first fault. */
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
