import { existsSync, statSync } from 'node:fs'
import type { StoreError } from '@kpi-ledger/core'
import type { EventReader, Pages } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { bundledDriver, type SqliteDriver } from './driver'
import { storeError } from './error'
import { guardOf, type Guard } from './guard'
import type { OpenDatabase } from './open-database'
import { notAFile, openLedgerFile } from './open-ledger-file'
import { readingOf, type Attempt, type SqliteReading } from './reading'
import type { SqliteOptions } from './sqlite-store'

/** A read-only store on a ledger's SQLite file. */
export interface SqliteReader extends EventReader {
  /** Closes the file; every later call is `Unavailable`. */
  readonly close: () => void
}

/** A state that changes with every write to the file, and if the file is replaced. */
const stateOf = (file: string): string => {
  const { dev, ino, mtimeMs, size } = statSync(file)
  return `${dev} ${ino} ${mtimeMs} ${size} ${existsSync(`${file}-wal`)}`
}

/** A file as it was opened. */
interface Opened {
  readonly opened: OpenDatabase
  readonly guard: Guard
  /** Whether it is still that file and, if nobody was writing to it, unchanged. */
  readonly isCurrent: () => boolean
}

const open = async (file: string, driver: SqliteDriver): Promise<E.Either<StoreError, Opened>> => {
  const refused = notAFile(file)
  if (refused !== null) return E.left(refused)
  try {
    if (statSync(file).size === 0) {
      const reason = 'it is an empty file, not a ledger'
      return E.left({ _tag: 'NotSupported', operation: `opening ${file}`, reason })
    }
    // With a log beside it, somebody may be writing, and readers share the log's index with writers.
    const inUse = existsSync(`${file}-wal`)
    const state = stateOf(file)
    const opened = await openLedgerFile(file, driver, inUse ? 'read' : 'read as it stands')
    if (E.isLeft(opened)) return opened
    const guard = guardOf(file, opened.right)
    const isCurrent = (): boolean => (inUse ? guard.moved() === null : stateOf(file) === state)
    return E.right({ opened: opened.right, guard, isCurrent })
  } catch (e) {
    return E.left(storeError(file, e))
  }
}

const writtenTo = (file: string): E.Either<StoreError, never> =>
  E.left({
    _tag: 'Unavailable',
    reason: `${file}: it was written to while it was read; ask again`,
  })

const readerOf = (file: string, driver: SqliteDriver, first: Opened): SqliteReader => {
  let current = first
  let renewing: Promise<E.Either<StoreError, Opened>> | null = null
  let closed = false

  /** Runs work on the file; exceptions of the driver or the file system become store errors. */
  const attempt: Attempt = (work) => {
    try {
      return closed
        ? E.left({ _tag: 'Unavailable', reason: `${file}: the store is closed` })
        : work()
    } catch (e) {
      return E.left(storeError(file, e))
    }
  }

  const renew = async (): Promise<E.Either<StoreError, Opened>> => {
    const isCurrent = attempt(() => E.right(current.isCurrent()))
    if (E.isLeft(isCurrent)) return isCurrent
    if (isCurrent.right) return E.right(current)
    const again = await open(file, driver)
    if (E.isLeft(again)) return again
    if (closed) {
      again.right.opened.database.close()
      return attempt(() => E.right(current))
    }
    current.opened.database.close()
    current = again.right
    return again
  }

  /** Reopens the file if it has been replaced or written to. */
  const refresh = (): Promise<E.Either<StoreError, Opened>> =>
    (renewing ??= renew().finally(() => {
      renewing = null
    }))

  const readingOfCurrent = (using: Opened): SqliteReading =>
    readingOf(file, using.opened.database, (work) =>
      attempt(() => {
        if (using !== current || !using.isCurrent()) return writtenTo(file)
        const fault = using.guard.schema()
        if (fault !== null) return E.left(fault)
        const answer = work()
        return using.isCurrent() ? answer : writtenTo(file)
      }),
    )

  async function* pages<A>(read: (reading: SqliteReading) => Pages<A>): Pages<A> {
    const refreshed = await refresh()
    if (E.isLeft(refreshed)) yield refreshed
    else yield* read(readingOfCurrent(refreshed.right))
  }

  return {
    read: (stream, options) => pages((reading) => reading.read(stream, options)),
    readAll: (options) => pages((reading) => reading.readAll(options)),
    close: () => {
      if (closed) return
      closed = true
      current.opened.database.close()
    },
  }
}

/**
 * Opens a ledger's SQLite file read-only, which works even on a read-only copy, and leaves no file
 * beside it unless somebody is writing. A write during a read is detected, and gives `Unavailable`.
 */
export const sqliteReader =
  (
    file: string,
    { driver = bundledDriver }: Pick<SqliteOptions, 'driver'> = {},
  ): TE.TaskEither<StoreError, SqliteReader> =>
  async () =>
    E.map((first: Opened) => readerOf(file, driver, first))(await open(file, driver))
