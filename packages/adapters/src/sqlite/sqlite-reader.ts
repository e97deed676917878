import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EventReader, Pages, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { bundledDriver, type SqliteDatabase, type SqliteDriver } from './driver'
import { storeError } from './error'
import { openReadOnly } from './open-database'
import { readingOf, type Attempt, type SqliteReading } from './reading'
import { ledgerSchema } from './schema'
import type { SqliteOptions } from './sqlite-store'

/** A read-only store on a ledger's SQLite file. */
export interface SqliteReader extends EventReader {
  /** Closes the file; every later call is `Unavailable`. */
  readonly close: () => void
}

/** Changes with every write to the file. */
const stateOf = (file: string): string => {
  const { mtimeMs, size } = statSync(file)
  return `${mtimeMs} ${size} ${existsSync(`${file}-wal`)}`
}

/** An open file; `state` is that of a file nobody was writing to, null while somebody may be. */
interface Opened {
  readonly database: SqliteDatabase
  readonly state: string | null
}

const open = (file: string, driver: SqliteDriver): E.Either<StoreError, Opened> => {
  if (statSync(file).size === 0) {
    const reason = 'it is an empty file, not a ledger'
    return E.left({ _tag: 'NotSupported', operation: `opening ${file}`, reason })
  }
  // With a log beside it somebody may be writing, and readers share the log's index with writers.
  const inUse = existsSync(`${file}-wal`)
  const state = inUse ? null : stateOf(file)
  const location = inUse ? file : `${pathToFileURL(resolve(file)).href}?immutable=1`
  return E.map((database: SqliteDatabase) => ({ database, state }))(
    openReadOnly(file, location, driver, ledgerSchema),
  )
}

const isCurrent = (file: string, { state }: Opened): boolean =>
  state === null || stateOf(file) === state

const writtenTo = (file: string): E.Either<StoreError, never> =>
  E.left({
    _tag: 'Unavailable',
    reason: `${file}: it was written to while it was read; ask again`,
  })

/** Exceptions of the driver, and of looking at the file, become store errors. */
const attempting =
  (file: string): Attempt =>
  (work) => {
    try {
      return work()
    } catch (e) {
      return E.left(storeError(file, e))
    }
  }

const readerOf = (file: string, driver: SqliteDriver, first: Opened): SqliteReader => {
  const attempt = attempting(file)
  let opened = first
  let closed = false

  /** The reading of the file as it is now: it is opened anew after somebody has written to it. */
  const current = (): E.Either<StoreError, SqliteReading> =>
    attempt(() => {
      if (closed) return E.left({ _tag: 'Unavailable', reason: `${file}: the store is closed` })
      if (!isCurrent(file, opened)) {
        const again = open(file, driver)
        if (E.isLeft(again)) return again
        opened.database.close()
        opened = again.right
      }
      const using = opened
      const checking: Attempt = (work) =>
        attempt(() => {
          if (closed) return E.left({ _tag: 'Unavailable', reason: `${file}: the store is closed` })
          if (!isCurrent(file, using)) return writtenTo(file)
          const answer = work()
          return isCurrent(file, using) ? answer : writtenTo(file)
        })
      return E.right(readingOf(using.database, checking))
    })

  async function* pages<A>(read: (reading: SqliteReading) => Pages<A>): Pages<A> {
    const reading = current()
    if (E.isLeft(reading)) yield reading
    else yield* read(reading.right)
  }

  return {
    read: (stream, options) => pages((reading) => reading.read(stream, options)),
    readAll: (options) => pages((reading) => reading.readAll(options)),
    close: () => {
      if (closed) return
      closed = true
      opened.database.close()
    },
  }
}

/**
 * Opens a ledger's SQLite file read-only: works on a read-only copy, and leaves
 * no file beside it unless somebody is writing. A write during a read is detected, and is
 * `Unavailable`.
 */
export const sqliteReader =
  (
    file: string,
    { driver = bundledDriver }: Pick<SqliteOptions, 'driver'> = {},
  ): TE.TaskEither<StoreError, SqliteReader> =>
  async () =>
    E.map((first: Opened) => readerOf(file, driver, first))(
      attempting(file)(() => open(file, driver)),
    )
