import type {
  EventReader,
  Pages,
  Position,
  Positioned,
  ReadAllOptions,
  ReadOptions,
  RecordedEvent,
  StoreError,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Source } from '../subscription'
import type { SqliteDatabase, SqliteStatement } from './driver'
import { COLUMNS, decodePlacedRows, decodeRows, encodeFilter, numberIn } from './rows.codec'

const PAGE = 256

/** A compiled query whose rows come as arrays, if the driver supports it. */
export const rowsOf = (database: SqliteDatabase, query: string): SqliteStatement => {
  const statement = database.prepare(query)
  statement.setReturnArrays?.(true)
  return statement
}

const queriesOf = (database: SqliteDatabase) => ({
  lastPosition: database.prepare('SELECT max(position) AS n FROM events'),
  forwards: rowsOf(
    database,
    `SELECT ${COLUMNS} FROM events
      WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
  ),
  backwards: rowsOf(
    database,
    `SELECT ${COLUMNS} FROM events
      WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?`,
  ),
  page: rowsOf(
    database,
    `SELECT ${COLUMNS}, stream FROM events WHERE position > ?1 AND position <= ?2
      AND (?3 IS NULL OR stream IN (SELECT value FROM json_each(?3)))
      AND (?4 IS NULL OR type IN (SELECT value FROM json_each(?4)))
      ORDER BY position LIMIT ${PAGE}`,
  ),
})

const start = (after: Position | undefined): E.Either<StoreError, number> => {
  if (after === undefined) return E.right(0)
  if (after.kind === 'store' && /^\d{1,15}$/.test(after.at)) return E.right(Number(after.at))
  const reason = 'it is not a position of an SQLite store'
  return E.left({ _tag: 'NotSupported', operation: 'reading from this position', reason })
}

/** Runs work on the database; exceptions of the driver become store errors. */
export type Attempt = <A>(work: () => E.Either<StoreError, A>) => E.Either<StoreError, A>

/** Reads from an open file, and the source of its subscriptions. */
export interface SqliteReading extends EventReader {
  readonly sourceOf: (options: ReadAllOptions) => Source
}

/** The reading of a ledger's file. */
export const readingOf = (database: SqliteDatabase, attempt: Attempt): SqliteReading => {
  const statements = queriesOf(database)

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

  return { read, readAll, sourceOf }
}
