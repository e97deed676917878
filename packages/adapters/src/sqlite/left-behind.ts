import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { StoreError } from '@kpi-ledger/core'
import { attached, isOpenHere } from './attached'
import type { SqliteDatabase, SqliteDriver } from './driver'
import { columnsIn } from './rows.codec'

/** The place in a file's header that says how it is written to: 2 means by a log. */
const WRITE_VERSION = 18
const WITH_LOG = 2

const hasLog = (file: string): boolean =>
  (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

const headerSaysLog = (file: string): boolean => {
  const header = Buffer.alloc(WRITE_VERSION + 1)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, header, 0, header.length, 0)
  } finally {
    closeSync(opened)
  }
  return header[WRITE_VERSION] === WITH_LOG
}

const corrupt = (file: string): StoreError => ({
  _tag: 'Corrupt',
  stream: null,
  revision: null,
  at: file,
  reason:
    `the log beside it, ${file}-wal, belongs to another file; if this file was restored from a ` +
    `copy, move ${file}-wal and ${file}-shm away`,
})

/**
 * An error if a file that was closed has a log beside it, which its last user would have removed. A
 * file that this process has open is not checked, since closing it would release the locks on it.
 */
export const foreignLog = (file: string): StoreError | null => {
  const isForeign = (): boolean => hasLog(file) && !headerSaysLog(file) && hasLog(file)
  // Somebody may be opening or closing it at this moment.
  return hasLog(file) && !isOpenHere(file) && isForeign() && isForeign() ? corrupt(file) : null
}

const LAST = 'SELECT position, id FROM ledger.events ORDER BY position DESC LIMIT 1'

/** The position and id of the last event in a file that has a log, ignoring that log. */
export const lastWithoutLog = (
  file: string,
  driver: SqliteDriver,
): readonly [number, string] | null => {
  if (!hasLog(file)) return null
  let database: SqliteDatabase | null = null
  try {
    database = attached(driver, file, 'read as it stands')
    const row = database.prepare(LAST).get()
    if (row === undefined) return null
    const [position, id] = columnsIn(row)
    return [Number(position), String(id)]
  } catch {
    // Before its first checkpoint a file is empty, and during one it may be unreadable.
    return null
  } finally {
    database?.close()
  }
}

/** An error if the log beside a file replaced events of that file. */
export const replacedByLog = (
  database: SqliteDatabase,
  file: string,
  last: ReturnType<typeof lastWithoutLog>,
): StoreError | null => {
  if (last === null) return null
  const [position, id] = last
  const row = database.prepare('SELECT id FROM ledger.events WHERE position = ?').get(position)
  return row !== undefined && columnsIn(row)[0] === id ? null : corrupt(file)
}
