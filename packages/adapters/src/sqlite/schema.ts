import type { EventType, StoreError } from '@kpi-ledger/core'
import type { SqliteDatabase } from './driver'
import { ask, type Schema } from './open-database'

type View =
  | 'regimes'
  | 'targets'
  | 'actuals'
  | 'retirements'
  | 'notes'
  | 'publications'
  | 'amendments'
  | 'withdrawals'
  | 'printed_ratings'
  | 'decisions'

/** The view that shows an event type; null for a type that is only in `events`. */
const viewOf: { readonly [Type in EventType]: View | null } = {
  ContractRegistered: null,
  RegimeAdopted: 'regimes',
  KPIDefined: 'targets',
  TargetRevised: 'targets',
  KPIRetired: 'retirements',
  ActualRecorded: 'actuals',
  ActualCorrected: 'actuals',
  NoteAdded: 'notes',
  ScorecardPublished: 'publications',
  ContractAmended: 'amendments',
  RegimeAmended: 'amendments',
  DefinitionRevised: 'amendments',
  EventWithdrawn: 'withdrawals',
  RatingPrinted: 'printed_ratings',
  RatingDecided: 'decisions',
}

/** The types of nearly all events of a ledger. */
const frequent: ReadonlyArray<EventType> = ['ActualRecorded', 'ActualCorrected', 'NoteAdded']

/** Whether some types are all outside the few that nearly all events belong to. */
export const areRare = (types: ReadonlyArray<string>): boolean =>
  !types.some((type) => frequent.some((each) => each === type))

/** The condition for events found by an index, exactly as the index states it. */
export const IS_RARE = `type NOT IN (${frequent.map((type) => `'${type}'`).join(', ')})`

/** The condition for the events of a view. */
const isIn = (view: View): string => {
  const types = Object.entries(viewOf).flatMap(([type, of]) => (of === view ? [`'${type}'`] : []))
  return types.length === 1 ? `type = ${types.join()}` : `type IN (${types.join(', ')})`
}

const events = `
CREATE TABLE events (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 0),
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  recorded_at TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  metadata TEXT CHECK (metadata IS NULL OR json_valid(metadata)),
  UNIQUE (stream, revision)
) STRICT;

CREATE TRIGGER events_in_order BEFORE INSERT ON events BEGIN
  SELECT RAISE(ABORT, 'an event is never replaced')
    WHERE EXISTS (SELECT 1 FROM events WHERE id = NEW.id OR position = NEW.position);
  SELECT RAISE(ABORT, 'revisions are contiguous from 0')
    WHERE NEW.revision IS NOT
      (SELECT coalesce(max(revision), -1) + 1 FROM events WHERE stream = NEW.stream);
END;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN
  SELECT RAISE(ABORT, 'an event is never changed');
END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events BEGIN
  SELECT RAISE(ABORT, 'an event is never deleted');
END;
`

/** One view per question; each row names the event it came from. */
const views = `
CREATE VIEW regimes AS
  SELECT stream, revision, recorded_at, data ->> 'regime' AS regime, data ->> 'title' AS title,
    data ->> 'effectiveFrom' AS effective_from, data -> 'scheme' AS scheme
  FROM events WHERE ${isIn('regimes')} ORDER BY position;
CREATE VIEW targets AS
  SELECT stream, revision, recorded_at, type, data ->> 'regime' AS regime, data ->> 'kpi' AS kpi,
    data ->> 'effectiveFrom' AS effective_from, data -> 'target' AS target,
    data ->> 'reason' AS reason, metadata ->> 'actor' AS actor
  FROM events WHERE ${isIn('targets')} ORDER BY position;
CREATE VIEW actuals AS
  SELECT stream, revision, recorded_at, type, data ->> 'kpi' AS kpi, data ->> 'period' AS period,
    data ->> '$.outcome.kind' AS outcome, data ->> '$.outcome.value' AS value,
    coalesce(data ->> '$.outcome.published', data ->> '$.outcome.text') AS printed,
    coalesce(data ->> 'reason', data ->> '$.outcome.reason') AS reason,
    metadata ->> 'actor' AS actor
  FROM events WHERE ${isIn('actuals')} ORDER BY position;
CREATE VIEW corrections AS
  SELECT corrected.stream, corrected.revision, corrected.recorded_at, corrected.kpi,
    corrected.period, corrected.value, corrected.reason, corrected.actor,
    (SELECT before.value FROM actuals AS before
      WHERE before.stream = corrected.stream AND before.kpi = corrected.kpi
        AND before.period = corrected.period AND before.revision < corrected.revision
      ORDER BY before.revision DESC LIMIT 1) AS value_before
  FROM actuals AS corrected WHERE corrected.type = 'ActualCorrected';
CREATE VIEW retirements AS
  SELECT stream, revision, recorded_at, data ->> 'regime' AS regime, data ->> 'kpi' AS kpi,
    data ->> 'effectiveFrom' AS effective_from, data ->> 'reason' AS reason
  FROM events WHERE ${isIn('retirements')} ORDER BY position;
CREATE VIEW notes AS
  SELECT stream, revision, recorded_at, data ->> 'kpi' AS kpi, data ->> 'period' AS period,
    data ->> 'text' AS text, metadata ->> 'actor' AS actor
  FROM events WHERE ${isIn('notes')} ORDER BY position;
CREATE VIEW publications AS
  SELECT stream, revision, recorded_at, data ->> 'regime' AS regime, data ->> 'period' AS period,
    data ->> 'scorecardDigest' AS digest, data ->> 'size' AS size, data ->> 'root' AS root
  FROM events WHERE ${isIn('publications')} ORDER BY position;
`

/** Each correction with the value before it, in one pass over the actuals. */
const correctionsInOnePass = `
DROP VIEW corrections;
CREATE VIEW corrections AS
  SELECT stream, revision, recorded_at, kpi, period, value, reason, actor, value_before FROM (
    SELECT *, lag(value) OVER (PARTITION BY stream, kpi, period ORDER BY revision) AS value_before
    FROM actuals)
  WHERE type = 'ActualCorrected' ORDER BY stream, revision;
`

/** Nobody can choose an event's position. */
const positionsInOrder = `
CREATE TRIGGER events_in_place AFTER INSERT ON events BEGIN
  SELECT RAISE(ABORT, 'positions are contiguous from 1')
    WHERE NEW.position IS NOT
      (SELECT coalesce(max(position), 0) + 1 FROM events WHERE position < NEW.position);
END;
`

/** Views of what was amended, withdrawn, printed and decided. */
const viewsOfChanges = `
CREATE VIEW amendments AS
  SELECT stream, revision, recorded_at, type, data ->> 'regime' AS regime, data ->> 'kpi' AS kpi,
    data ->> 'effectiveFrom' AS effective_from,
    json_remove(data, '$.regime', '$.kpi', '$.effectiveFrom', '$.reason') AS stated,
    data ->> 'reason' AS reason, metadata ->> 'actor' AS actor
  FROM events WHERE ${isIn('amendments')} ORDER BY position;
CREATE VIEW withdrawals AS
  SELECT by.stream, by.revision, by.recorded_at, by.data ->> 'event' AS withdrawn_id,
    withdrawn.revision AS withdrawn_revision, withdrawn.type AS withdrawn_type,
    by.data ->> 'reason' AS reason, by.metadata ->> 'actor' AS actor
  FROM events AS by LEFT JOIN events AS withdrawn ON withdrawn.id = by.data ->> 'event'
  WHERE by.${isIn('withdrawals')} ORDER BY by.position;
CREATE VIEW printed_ratings AS
  SELECT stream, revision, recorded_at, data ->> 'kpi' AS kpi, data ->> 'period' AS period,
    data ->> 'label' AS label, data ->> 'source' AS source, metadata ->> 'actor' AS actor
  FROM events WHERE ${isIn('printed_ratings')} ORDER BY position;
CREATE VIEW decisions AS
  SELECT stream, revision, recorded_at, data ->> 'regime' AS regime, data ->> 'kpi' AS kpi,
    data ->> 'period' AS period, data ->> 'code' AS code, data ->> 'reason' AS reason,
    metadata ->> 'actor' AS actor
  FROM events WHERE ${isIn('decisions')} ORDER BY position;
`

/** Publications with what was incomplete, and whether they were published again (M25a). */
const publicationsInFull = `
DROP VIEW publications;
CREATE VIEW publications AS
  SELECT stream, revision, recorded_at, data ->> 'regime' AS regime, data ->> 'period' AS period,
    data ->> 'scorecardDigest' AS digest, data ->> 'size' AS size, data ->> 'root' AS root,
    data ->> 'form' AS form, data -> 'incomplete' AS incomplete,
    coalesce(data ->> 'again', 0) AS again, metadata ->> 'actor' AS actor
  FROM events WHERE ${isIn('publications')} ORDER BY position;
`

/**
 * An index of registrations, rules and withdrawals, which are often requested on their own and are
 * few among the figures, so that they are found without reading those.
 */
const rareInOrder = `
CREATE INDEX rare_events ON events (position, stream, type) WHERE ${IS_RARE};
`

/**
 * Checks the count of rows: there are as many as the last position, the first position is 1, and
 * the last is the last that was ever assigned.
 */
const check = (database: SqliteDatabase, file: string): StoreError | null => {
  const problem = (condition: string): boolean => ask(database, `SELECT ${condition}`) !== 0
  const last = '(SELECT coalesce(max(position), 0) FROM ledger.events)'
  const reasons = [
    ...(problem('EXISTS (SELECT 1 FROM ledger.events WHERE position < 1)')
      ? ['an event has a position below 1']
      : []),
    ...(problem(`(SELECT count(*) FROM ledger.events) <> ${last}`)
      ? ['positions are missing: the number of its events is not its last position']
      : []),
    ...(problem(
      `(SELECT coalesce(max(seq), 0) FROM ledger.sqlite_sequence WHERE name = 'events') <> ${last}`,
    )
      ? ['its last event is not the last one it recorded']
      : []),
  ]
  return reasons.length === 0
    ? null
    : { _tag: 'Corrupt', stream: null, revision: null, at: file, reason: reasons.join('; ') }
}

/** "KPIL": identifies a ledger among SQLite files. */
export const ledgerSchema: Schema = {
  applicationId: 0x4b_50_49_4c,
  migrations: [
    ...[`${events}${views}`, correctionsInOnePass, positionsInOrder, viewsOfChanges],
    ...[publicationsInFull, rareInOrder],
  ],
  check,
}
