import type {
  Batch,
  EventStore,
  Pages,
  Position,
  Positioned,
  ReadAllOptions,
  ReadOptions,
  RecordedEvent,
  StoreError,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { appendBatches, contentOf, onlyOne, type Log, type Place } from '../appending'
import { subscribeTo, type Appends, type Source } from '../subscription'
import {
  bundledDriver,
  type SqliteDatabase,
  type SqliteDriver,
  type SqliteStatement,
} from './driver'
import { isConstraint, storeError } from './error'
import { inTransaction, openDatabase } from './open-database'
import {
  COLUMNS,
  decodePlacedRows,
  decodeRows,
  encodeFilter,
  encodeRow,
  idIn,
  INSERT,
  numberIn,
} from './rows.codec'
import { ledgerSchema } from './schema'

export interface SqliteOptions {
  /** Another way to SQLite, such as Node's own: `(file) => new DatabaseSync(file)`. */
  readonly driver?: SqliteDriver
  /** How often a subscription looks for what other processes wrote, in ms; 100 by default. */
  readonly poll?: number
}

/** A store in one file. */
export interface SqliteStore extends EventStore {
  /** Ends subscriptions and lets go of the file; whatever is asked afterwards is `Unavailable`. */
  readonly close: () => void
}

const PAGE = 256

const statementsOf = (database: SqliteDatabase) => {
  const rows = (query: string): SqliteStatement => {
    const statement = database.prepare(query)
    statement.setReturnArrays?.(true)
    return statement
  }
  return {
    insert: database.prepare(INSERT),
    byIds: rows(`SELECT ${COLUMNS}, stream FROM events
      WHERE id IN (SELECT value FROM json_each(?))`),
    lastRevision: database.prepare('SELECT max(revision) AS n FROM events WHERE stream = ?'),
    lastPosition: database.prepare('SELECT max(position) AS n FROM events'),
    forwards: rows(`SELECT ${COLUMNS} FROM events
      WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`),
    backwards: rows(`SELECT ${COLUMNS} FROM events
      WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?`),
    page: rows(`SELECT ${COLUMNS}, stream FROM events WHERE position > ?1 AND position <= ?2
      AND (?3 IS NULL OR stream IN (SELECT value FROM json_each(?3)))
      AND (?4 IS NULL OR type IN (SELECT value FROM json_each(?4)))
      ORDER BY position LIMIT ${PAGE}`),
  }
}
type Statements = ReturnType<typeof statementsOf>

/** The log inside a transaction. A row that does not decode is a place no event repeats. */
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

const start = (after: Position | undefined): E.Either<StoreError, number> => {
  if (after === undefined) return E.right(0)
  if (after.kind === 'store' && /^\d{1,15}$/.test(after.at)) return E.right(Number(after.at))
  const reason = 'it is not a position of an SQLite store'
  return E.left({ _tag: 'NotSupported', operation: 'reading from this position', reason })
}

const storeOf = (file: string, database: SqliteDatabase, poll: number): SqliteStore => {
  const statements = statementsOf(database)
  const log = logOf(statements)
  /** Looks up no ids: the table itself takes none twice. */
  const trusting: Log = { ...log, placesOf: () => new Map() }
  const appends: Appends = { waiting: new Set() }
  let closed = false

  const attempt = <A>(work: () => E.Either<StoreError, A>): E.Either<StoreError, A> => {
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

  /** Most ids are new; they are looked up only where an append would fail without. */
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

  async function* read(stream: string, options: ReadOptions = {}): Pages<RecordedEvent> {
    const { direction = 'forwards' } = options
    const step = direction === 'forwards' ? 1 : -1
    let from = options.from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER)
    let left = options.limit ?? Infinity
    while (left > 0) {
      const limit = Math.min(left, PAGE)
      const page = attempt(() => decodeRows(statements[direction].all(stream, from, limit), stream))
      if (E.isLeft(page)) {
        yield page
        return
      }
      const { events, cut } = page.right
      const last = events.at(-1)
      if (last === undefined) return
      yield E.right(events)
      if (events.length < limit && !cut) return
      from = last.revision + step
      left -= events.length
    }
  }

  const sourceOf = ({ after, filter }: ReadAllOptions): Source => ({
    start: () => start(after),
    end: () => attempt(() => E.right(numberIn(statements.lastPosition.get()) ?? 0)),
    page: (from, end) => {
      const wanted = encodeFilter(filter)
      const decoded = attempt(() => decodePlacedRows(statements.page.all(from, end, ...wanted)))
      if (E.isLeft(decoded)) return { page: decoded, next: end }
      const { events, cut } = decoded.right
      const last = cut || events.length === PAGE ? events.at(-1) : undefined
      const next = last?.position.kind === 'store' ? Number(last.position.at) : end
      return { page: E.right(events), next }
    },
  })

  async function* readAll(options: ReadAllOptions = {}): Pages<Positioned> {
    const source = sourceOf(options)
    const from = source.start()
    if (E.isLeft(from)) {
      yield from
      return
    }
    const end = source.end()
    if (E.isLeft(end)) {
      yield end
      return
    }
    for (let index = from.right; index < end.right;) {
      const { page, next } = source.page(index, end.right)
      yield page
      if (E.isLeft(page)) return
      index = next
    }
  }

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
      database.close()
    },
  }
}

/**
 * Opens a store in an SQLite file, made if it is not there. Several processes may read and write
 * the same file; every append is durable when it is answered. Reads and appends run on the
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
