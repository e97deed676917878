import { setTimeout } from 'node:timers/promises'
import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { attached, type Access } from './attached'
import type { SqliteDatabase, SqliteDriver } from './driver'
import { isBusy, storeError } from './error'
import { foreignLog } from './left-behind'
import { columnsIn } from './rows.codec'
import { objectsIn, objectsMadeBy, schemaFault, type SchemaObjects } from './schema-objects'

/** The schema of one kind of file, and what identifies it among SQLite files. */
export interface Schema {
  /** SQLite's application id of such files. */
  readonly applicationId: number
  /**
   * Migrates a file from each schema version to the next; the first one initialises an empty file.
   * Statements that create or drop something begin a line.
   */
  readonly migrations: ReadonlyArray<string>
  /** A quick check of a file's content: why it cannot be valid, or null. */
  readonly check: (database: SqliteDatabase, file: string) => StoreError | null
}

/** An open file, and what its schema must be. */
export interface OpenDatabase {
  /** The connection. */
  readonly database: SqliteDatabase
  /** The objects its schema must have. */
  readonly objects: SchemaObjects
}

/** How long a writer waits for another, in ms. */
const PATIENCE = 10_000
/** How long one attempt at opening waits, in ms; SQLite does not always wait by itself. */
const ATTEMPT = 250

/** Durable commits, and readers that never block on a writer. */
const SETTINGS = `
PRAGMA ledger.journal_mode = WAL;
PRAGMA ledger.synchronous = FULL;
PRAGMA recursive_triggers = ON;
`

/** An untrusted file can run only what SQL itself offers, and its pages are checked. */
const CAUTION = `
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
`

/**
 * Moves everything into the one file, unless another process has it open, so that a copy of it is
 * complete and readers need no file beside it.
 */
const REST = `
PRAGMA busy_timeout = 0;
PRAGMA ledger.wal_checkpoint(TRUNCATE);
PRAGMA ledger.journal_mode = DELETE;
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

/** The number in the first column of a query's result, which has a row. */
export const ask = (database: SqliteDatabase, query: string): number =>
  Number(columnsIn(database.prepare(query).get())[0])

/** Runs work in a transaction of a database, as the only writer. */
export const transactionsOf = (database: SqliteDatabase): (<A>(work: () => A) => A) => {
  const [begin, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')]
  return (work) => {
    begin.get()
    try {
      const result = work()
      commit.get()
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
}

const schemaVersion = (database: SqliteDatabase): number =>
  ask(database, 'PRAGMA ledger.user_version')

/** Why a file cannot be opened under this schema, without changing it; null if it can. */
const refusal = (
  database: SqliteDatabase,
  file: string,
  { applicationId, migrations }: Schema,
): StoreError | null => {
  const operation = `opening ${file}`
  const empty = ask(database, 'SELECT count(*) FROM ledger.sqlite_schema') === 0
  if (!empty && ask(database, 'PRAGMA ledger.application_id') !== applicationId)
    return { _tag: 'NotSupported', operation, reason: 'it is a database for something else' }
  const version = schemaVersion(database)
  if (version <= migrations.length) return null
  const reason = `it was written by a later release (schema ${version}, known up to ${migrations.length})`
  return { _tag: 'NotSupported', operation, reason }
}

/** SQL for the attached file, rather than for the in-memory database. */
const ofTheFile = (sql: string): string =>
  sql.replace(/^(CREATE|DROP) (TABLE|TRIGGER|VIEW|INDEX) /gm, '$1 $2 ledger.')

/** Migrates a file to the current schema version, within the open transaction. */
const migrate = (database: SqliteDatabase, { applicationId, migrations }: Schema): void => {
  database.exec(`PRAGMA ledger.application_id = ${applicationId}`)
  for (const migration of migrations.slice(schemaVersion(database)))
    database.exec(ofTheFile(migration))
  database.exec(`PRAGMA ledger.user_version = ${migrations.length}`)
}

/** Reads several things at one moment, as another process may just be creating the file. */
const atOneMoment = <A>(database: SqliteDatabase, read: () => A): A => {
  database.exec('BEGIN')
  try {
    return read()
  } finally {
    database.exec('ROLLBACK')
  }
}

/** The objects of the file's schema version; an error if those in the file differ. */
const compare = (
  database: SqliteDatabase,
  file: string,
  { migrations }: Schema,
): E.Either<StoreError, SchemaObjects> => {
  const { version, found } = atOneMoment(database, () => ({
    version: schemaVersion(database),
    found: objectsIn(database),
  }))
  const objects = objectsMadeBy(database, migrations.slice(0, version).join('\n'))
  const fault = schemaFault(found, file, objects)
  return fault === null ? E.right(objects) : E.left(fault)
}

type Prepare = (database: SqliteDatabase) => E.Either<StoreError, SchemaObjects>

const prepareToWrite =
  (file: string, schema: Schema): Prepare =>
  (database) => {
    const refused = refusal(database, file, schema)
    if (refused !== null) return E.left(refused)
    const before = compare(database, file, schema)
    if (E.isLeft(before)) return before
    database.exec(SETTINGS)
    if (schemaVersion(database) < schema.migrations.length)
      transactionsOf(database)(() => migrate(database, schema))
    return compare(database, file, schema)
  }

/** Prepares a file for reading, which any earlier release may have written. */
const prepareToRead =
  (file: string, schema: Schema): Prepare =>
  (database) => {
    const refused = refusal(database, file, schema)
    if (refused !== null) return E.left(refused)
    if (schemaVersion(database) > 0) return compare(database, file, schema)
    const reason = 'it is an empty database'
    return E.left({ _tag: 'NotSupported', operation: `opening ${file}`, reason })
  }

/** Opens a file, and closes it again if it is unusable. May throw. */
const opening = (
  file: string,
  driver: SqliteDriver,
  access: Access,
  schema: Schema,
): E.Either<StoreError, OpenDatabase> => {
  const log = access === 'read as it stands' ? null : foreignLog(file)
  if (log !== null) return E.left(log)
  const database = attached(driver, file, access)
  let usable = false
  try {
    database.exec(`PRAGMA busy_timeout = ${ATTEMPT};${CAUTION}`)
    const prepare = access === 'write' ? prepareToWrite : prepareToRead
    const objects = prepare(file, schema)(database)
    if (E.isLeft(objects)) return objects
    const fault = schema.check(database, file)
    if (fault !== null) return E.left(fault)
    database.exec(`PRAGMA busy_timeout = ${PATIENCE}`)
    usable = true
    return E.right({ database, objects: objects.right })
  } finally {
    if (!usable)
      try {
        database.close()
      } catch {
        // Report why it could not be opened, and not why it could not be closed.
      }
  }
}

/**
 * Opens a file under a schema; for writing, it is created or migrated in one transaction. Waits for
 * other processes up to ten seconds in all.
 */
export const openDatabase = async (
  file: string,
  driver: SqliteDriver,
  access: Access,
  schema: Schema,
): Promise<E.Either<StoreError, OpenDatabase>> => {
  const end = performance.now() + PATIENCE
  for (;;) {
    try {
      return opening(file, driver, access, schema)
    } catch (e) {
      if (!isBusy(e) || performance.now() >= end) return E.left(storeError(file, e))
    }
    await setTimeout(5 + Math.random() * 20)
  }
}
