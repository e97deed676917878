import type { Batch, EventStore, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { appendBatches, contentOf, onlyOne, type Log, type Place } from '../appending'
import { subscribeTo, type Appends } from '../subscription'
import { bundledDriver, type SqliteDatabase, type SqliteDriver } from './driver'
import { isConstraint, storeError } from './error'
import { closeDatabase, inTransaction, openDatabase } from './open-database'
import { readingOf, rowsOf, type Attempt } from './reading'
import { COLUMNS, decodePlacedRows, encodeRow, idIn, INSERT, numberIn } from './rows.codec'
import { ledgerSchema } from './schema'

export interface SqliteOptions {
  /**
   * Another SQLite driver, such as Node's own: `(file, options) => new DatabaseSync(file,
   * options)`.
   */
  readonly driver?: SqliteDriver
  /** How often a subscription polls for what other processes wrote, in ms; 100 by default. */
  readonly poll?: number
}

/** A store in one file. */
export interface SqliteStore extends EventStore {
  /** Ends subscriptions and closes the file; every later call is `Unavailable`. */
  readonly close: () => void
}

const statementsOf = (database: SqliteDatabase) => ({
  insert: database.prepare(INSERT),
  byIds: rowsOf(
    database,
    `SELECT ${COLUMNS}, stream FROM events
      WHERE id IN (SELECT value FROM json_each(?))`,
  ),
  lastRevision: database.prepare('SELECT max(revision) AS n FROM events WHERE stream = ?'),
})
type Statements = ReturnType<typeof statementsOf>

/** The log inside a transaction. A row that does not decode is never a repeat. */
const logOf = (statements: Statements): Log => ({
  placesOf: (ids) => {
    const places = new Map<string, Place>()
    for (const row of statements.byIds.all(JSON.stringify(ids))) {
      const decoded = decodePlacedRows([row])
      const event = E.isRight(decoded) ? decoded.right.events[0]?.event : undefined
      places.set(
        idIn(row),
        event === undefined
          ? { stream: '', revision: -1, content: '' }
          : { stream: event.stream, revision: event.revision, content: contentOf(event) },
      )
    }
    return places
  },
  currentRevision: (stream) => numberIn(statements.lastRevision.get(stream)) ?? 'no-stream',
  store: (events) => {
    for (const event of events) statements.insert.run(...encodeRow(event))
  },
})

const storeOf = (file: string, database: SqliteDatabase, poll: number): SqliteStore => {
  const statements = statementsOf(database)
  const log = logOf(statements)
  /** Looks up no ids: the table itself rejects duplicates. */
  const trusting: Log = { ...log, placesOf: () => new Map() }
  const appends: Appends = { waiting: new Set() }
  let closed = false

  const attempt: Attempt = (work) => {
    if (closed) return E.left({ _tag: 'Unavailable', reason: `${file}: the store is closed` })
    try {
      return work()
    } catch (e) {
      return E.left(storeError(file, e))
    }
  }

  const wakeAll = (): void => {
    for (const wake of [...appends.waiting]) wake()
  }

  /** Most ids are new, so they are looked up only if the append would fail otherwise. */
  const appendOnce = (batches: ReadonlyArray<Batch>): ReturnType<typeof appendBatches> => {
    try {
      return inTransaction(database, () => {
        const appended = appendBatches(trusting, batches)
        return E.isRight(appended) ? appended : appendBatches(log, batches)
      })
    } catch (e) {
      if (!isConstraint(e)) throw e
      return inTransaction(database, () => appendBatches(log, batches))
    }
  }

  const appendTogether: EventStore['appendTogether'] = (batches) => async () => {
    const appended = attempt(() => appendOnce(batches))
    if (E.isRight(appended)) wakeAll()
    return appended
  }

  const { read, readAll, sourceOf } = readingOf(database, attempt)

  return {
    append: (stream, events, expected) => async () =>
      onlyOne(stream, await appendTogether([{ stream, events, expected }])()),
    appendTogether,
    read,
    readAll,
    subscribe: (options = {}) => subscribeTo(sourceOf(options), appends, poll),
    close: () => {
      if (closed) return
      closed = true
      wakeAll()
      closeDatabase(database)
    },
  }
}

/**
 * Opens a store in an SQLite file, which is created if missing. Several processes may read and
 * write the same file; an append is durable once it has resolved. Reads and appends run on the
 * calling thread; a writer waits up to ten seconds for another.
 */
export const sqliteStore =
  (file: string, options: SqliteOptions = {}): TE.TaskEither<StoreError, SqliteStore> =>
  async () => {
    const database = openDatabase(file, options.driver ?? bundledDriver, ledgerSchema)
    return E.isLeft(database)
      ? database
      : E.right(storeOf(file, database.right, options.poll ?? 100))
  }
