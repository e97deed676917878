import type { RecordedEvent, StoreError } from '@kpi-ledger/core'
import type {
  EventReader,
  Pages,
  Position,
  Positioned,
  ReadAllOptions,
  ReadOptions,
} from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { startOf, type Source } from '../subscription'
import { ofStore, ofStream } from './continuity'
import type { SqliteDatabase, SqliteStatement } from './driver'
import { COLUMNS, decodePlacedRows, decodeRows, encodeFilter, firstNumberIn } from './rows.codec'
import { areRare, IS_RARE } from './schema'

const PAGE = 256

/** A compiled query whose rows come as arrays, if the driver supports it. */
export const rowsOf = (database: SqliteDatabase, query: string): SqliteStatement => {
  const statement = database.prepare(query)
  statement.setReturnArrays?.(true)
  return statement
}

/**
 * The query for a page of the whole store; with the condition for rare types, SQLite uses their
 * index if the file has it.
 */
const pageQuery = (condition = ''): string =>
  `SELECT ${COLUMNS}, stream FROM events WHERE ${condition} position > ?1 AND position <= ?2
      AND (?3 IS NULL OR stream IN (SELECT value FROM json_each(?3)))
      AND (?4 IS NULL OR type IN (SELECT value FROM json_each(?4)))
      ORDER BY position LIMIT ${PAGE}`

/** The query for a page of events of rare types. */
export const RARE_PAGE = pageQuery(`${IS_RARE} AND`)

const queriesOf = (database: SqliteDatabase) => ({
  lastPosition: rowsOf(database, 'SELECT max(position) FROM events'),
  isBelow: rowsOf(database, 'SELECT position FROM events WHERE position < 1 LIMIT 1'),
  lastRevision: rowsOf(database, 'SELECT max(revision) FROM events WHERE stream = ?'),
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
  page: rowsOf(database, pageQuery()),
  rarePage: rowsOf(database, RARE_PAGE),
})

const start = (after: Position | undefined): E.Either<StoreError, number> => {
  if (after === undefined) return E.right(0)
  if (after.kind === 'store' && /^\d{1,15}$/.test(after.at)) return E.right(Number(after.at))
  const reason = 'it is not a position of an SQLite store'
  return E.left({ _tag: 'NotSupported', operation: 'reading from this position', reason })
}

/** Runs work on the database; exceptions of the driver become store errors. */
export type Attempt = <A>(work: () => E.Either<StoreError, A>) => E.Either<StoreError, A>

/** The reading part of an open file, and the source of its subscriptions. */
export interface SqliteReading extends EventReader {
  /** The source of a subscription. */
  readonly sourceOf: (options: ReadAllOptions) => Source
}

const corrupt = (at: string, stream: string | null, reason: string): E.Either<StoreError, never> =>
  E.left({ _tag: 'Corrupt', stream, revision: null, at, reason })

/** Adds to the error of a damaged page where in the ledger it was found. */
const placed =
  (stream: string | null, where: string) =>
  <A>(result: E.Either<StoreError, A>): E.Either<StoreError, A> =>
    E.isLeft(result) && result.left._tag === 'Corrupt' && result.left.revision === null
      ? E.left({ ...result.left, stream, at: `${result.left.at}, ${where}` })
      : result

/** Creates the reading part of a ledger's file. */
export const readingOf = (
  file: string,
  database: SqliteDatabase,
  attempt: Attempt,
): SqliteReading => {
  const statements = queriesOf(database)

  /** The revision at which a reading begins; backwards, no later than the end of the stream. */
  const startIn = (stream: string, { direction, from }: ReadOptions) =>
    direction === 'backwards'
      ? attempt(() => {
          const last = firstNumberIn(statements.lastRevision.get(stream)) ?? -1
          return E.right(Math.min(from ?? last, last))
        })
      : E.right(Math.max(from ?? 0, 0))

  async function* read(stream: string, options: ReadOptions = {}): Pages<RecordedEvent> {
    const { direction = 'forwards' } = options
    const step = direction === 'forwards' ? 1 : -1
    const start = startIn(stream, options)
    if (E.isLeft(start)) {
      yield start
      return
    }
    const continuity = ofStream(start.right, step)
    let from = start.right
    let left = options.limit ?? Infinity
    while (left > 0 && from >= 0) {
      const limit = Math.min(left, PAGE)
      const page = placed(
        stream,
        `reading ${stream} ${direction} from revision ${from}`,
      )(
        attempt(() =>
          decodeRows(statements[direction].all(stream, from, limit), stream, continuity),
        ),
      )
      if (E.isLeft(page)) {
        yield page
        return
      }
      const { events, cut } = page.right
      const last = events.at(-1)
      if (last !== undefined) yield E.right(events)
      from = last === undefined ? from : last.revision + step
      left -= events.length
      if (events.length < limit && !cut) {
        if (step === -1 && from >= 0) yield corrupt(file, stream, `revision ${from} is missing`)
        return
      }
    }
  }

  const sourceOf = ({ after, filter }: ReadAllOptions): Source => {
    const first = start(after)
    const isWhole = filter?.streams === undefined && filter?.types === undefined
    const continuity = ofStore(E.isRight(first) ? first.right : 0, filter)
    const wanted = encodeFilter(filter)
    const { types } = filter ?? {}
    const query = types !== undefined && areRare(types) ? statements.rarePage : statements.page
    return {
      start: () => first,
      end: () =>
        attempt(() => {
          const below = firstNumberIn(statements.isBelow.get())
          if (below !== null) return corrupt(file, null, `an event has position ${below}`)
          return E.right(firstNumberIn(statements.lastPosition.get()) ?? 0)
        }),
      position: (place) => (place === 0 ? null : { kind: 'store', at: String(place) }),
      page: (from, end) => {
        const decoded = placed(
          null,
          `after position ${from}`,
        )(attempt(() => decodePlacedRows(query.all(from, end, ...wanted), continuity)))
        if (E.isLeft(decoded)) return { page: decoded, next: end }
        const { events, cut } = decoded.right
        const last = events.at(-1)?.position
        const reached = last?.kind === 'store' ? Number(last.at) : from
        const isShort = isWhole && reached < end
        if (isShort && events.length === 0)
          return { page: corrupt(file, null, `position ${from + 1} is missing`), next: end }
        const goesOn = cut || events.length === PAGE || isShort
        return { page: E.right(events), next: goesOn ? reached : end }
      },
    }
  }

  async function* readAll(options: ReadAllOptions = {}): Pages<Positioned> {
    const source = sourceOf(options)
    const begun = startOf(source)
    if (E.isLeft(begun)) {
      yield begun
      return
    }
    const { start: from, end } = begun.right
    for (let index = from; index < end;) {
      const { page, next } = source.page(index, end)
      yield page
      if (E.isLeft(page)) return
      index = next
    }
  }

  return { read, readAll, sourceOf }
}
