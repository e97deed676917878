import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { SqliteDatabase, SqliteDriver } from './driver'
import { storeError } from './error'
import { numberIn } from './rows.codec'

/** The schema of one kind of file, and what identifies it among SQLite files. */
export interface Schema {
  readonly applicationId: number
  /**
   * Migrates a file from each schema version to the next; the first one initialises an empty file.
   */
  readonly migrations: ReadonlyArray<string>
}

/** How long a writer waits for another, in ms. */
const PATIENCE = 10_000

/** Durable commits, and readers that never block on a writer. */
const SETTINGS = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA recursive_triggers = ON;
`

/**
 * Moves everything into the one file, unless another process has it open: a copy of it is complete,
 * and readers need no file beside it.
 */
const REST = `
PRAGMA busy_timeout = 0;
PRAGMA wal_checkpoint(TRUNCATE);
PRAGMA journal_mode = DELETE;
`

/** Closes a database. */
export const closeDatabase = (database: SqliteDatabase): void => {
  try {
    database.exec(REST)
  } catch {
    // Another process has it open, or it is not writable: it stays as it is, and is complete.
  }
  database.close()
}

const ask = (database: SqliteDatabase, what: string): number =>
  numberIn(database.prepare(`SELECT ${what}`).get()) ?? 0

/** Runs work in a transaction, as the only writer. */
export const inTransaction = <A>(database: SqliteDatabase, work: () => A): A => {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (e) {
    try {
      database.exec('ROLLBACK')
    } catch {
      // The failure itself may have rolled back; report it, and not this error.
    }
    throw e
  }
}

const schemaVersion = (database: SqliteDatabase): number =>
  ask(database, 'user_version AS n FROM pragma_user_version')

/** Why a file cannot be opened under this schema; changes nothing. */
const refusal = (
  database: SqliteDatabase,
  file: string,
  { applicationId, migrations }: Schema,
): StoreError | null => {
  const operation = `opening ${file}`
  const empty = ask(database, 'count(*) AS n FROM sqlite_schema') === 0
  if (!empty && ask(database, 'application_id AS n FROM pragma_application_id') !== applicationId)
    return { _tag: 'NotSupported', operation, reason: 'it is a database of something else' }
  const version = schemaVersion(database)
  if (version <= migrations.length) return null
  const reason = `it was written by a later release (schema ${version}, known up to ${migrations.length})`
  return { _tag: 'NotSupported', operation, reason }
}

/** Migrates a file to the current schema version, within the open transaction. */
const migrate = (database: SqliteDatabase, { applicationId, migrations }: Schema): void => {
  database.exec(`PRAGMA application_id = ${applicationId}`)
  for (const migration of migrations.slice(schemaVersion(database))) database.exec(migration)
  database.exec(`PRAGMA user_version = ${migrations.length}`)
}

const prepare = (database: SqliteDatabase, file: string, schema: Schema): StoreError | null => {
  database.exec(`PRAGMA busy_timeout = ${PATIENCE}`)
  const refused = refusal(database, file, schema)
  if (refused !== null) return refused
  database.exec(SETTINGS)
  if (schemaVersion(database) < schema.migrations.length)
    inTransaction(database, () => migrate(database, schema))
  return null
}

/** Opens a file, and closes it again if it turns out to be unusable. */
const opening = (
  file: string,
  open: () => SqliteDatabase,
  check: (database: SqliteDatabase) => StoreError | null,
): E.Either<StoreError, SqliteDatabase> => {
  let database: SqliteDatabase | null = null
  let error: StoreError | null
  try {
    database = open()
    error = check(database)
    if (error === null) return E.right(database)
  } catch (e) {
    error = storeError(file, e)
  }
  try {
    database?.close()
  } catch {
    // Report why it could not be opened, and not why it could not be closed.
  }
  return E.left(error)
}

/** Opens a file under a schema, creating or migrating it in one transaction. */
export const openDatabase = (
  file: string,
  driver: SqliteDriver,
  schema: Schema,
): E.Either<StoreError, SqliteDatabase> =>
  opening(
    file,
    () => driver(file, { readOnly: false }),
    (database) => prepare(database, file, schema),
  )

/** Why a file cannot be read as it is; the events of any earlier release can be. */
const unreadable = (database: SqliteDatabase, file: string, schema: Schema): StoreError | null => {
  const refused = refusal(database, file, schema)
  if (refused !== null || schemaVersion(database) > 0) return refused
  return { _tag: 'NotSupported', operation: `opening ${file}`, reason: 'it is an empty database' }
}

/** Opens a file under a schema, read-only. */
export const openReadOnly = (
  file: string,
  location: string,
  driver: SqliteDriver,
  schema: Schema,
): E.Either<StoreError, SqliteDatabase> =>
  opening(
    file,
    () => driver(location, { readOnly: true }),
    (database) => unreadable(database, file, schema),
  )
