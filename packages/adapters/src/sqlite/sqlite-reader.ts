import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EventReader, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { bundledDriver, type SqliteDatabase } from './driver'
import { storeError } from './error'
import { openReadOnly } from './open-database'
import { readingOf, type Attempt } from './reading'
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

const readerOf = (file: string, database: SqliteDatabase, state: string | null): SqliteReader => {
  let closed = false
  const attempt: Attempt = (work) => {
    if (closed) return E.left({ _tag: 'Unavailable', reason: `${file}: the store is closed` })
    try {
      const answer = work()
      if (state === null || stateOf(file) === state) return answer
      return E.left({
        _tag: 'Unavailable',
        reason: `${file}: it was written to while it was read; ask again`,
      })
    } catch (e) {
      return E.left(storeError(file, e))
    }
  }
  const { read, readAll } = readingOf(database, attempt)
  const close = (): void => {
    if (closed) return
    closed = true
    database.close()
  }
  return { read, readAll, close }
}

const open = (file: string, driver = bundledDriver): E.Either<StoreError, SqliteReader> => {
  const { size } = statSync(file)
  if (size === 0) {
    const reason = 'it is an empty file, not a ledger'
    return E.left({ _tag: 'NotSupported', operation: `opening ${file}`, reason })
  }
  // With a log beside it somebody may be writing, and readers share the log's index with writers.
  const inUse = existsSync(`${file}-wal`)
  const state = inUse ? null : stateOf(file)
  const location = inUse ? file : `${pathToFileURL(resolve(file)).href}?immutable=1`
  const database = openReadOnly(file, location, driver, ledgerSchema)
  return E.isLeft(database) ? database : E.right(readerOf(file, database.right, state))
}

/**
 * Opens a ledger's SQLite file read-only: works on a read-only copy, mount or full disk, and leaves
 * no file beside it unless somebody is writing. A write during a read is detected, and is
 * `Unavailable`.
 */
export const sqliteReader =
  (
    file: string,
    { driver }: Pick<SqliteOptions, 'driver'> = {},
  ): TE.TaskEither<StoreError, SqliteReader> =>
  async () => {
    try {
      return open(file, driver)
    } catch (e) {
      return E.left(storeError(file, e))
    }
  }
