import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { caughtFileError, fileError } from '../file-error'
import { bundledDriver, type SqliteDriver } from './driver'
import { storeError } from './error'
import { ask, type OpenDatabase } from './open-database'
import { openLedgerFile } from './open-ledger-file'
import type { SqliteOptions } from './sqlite-store'

/** A copy of a ledger's file. */
export interface SqliteBackup {
  /** Number of events in it. */
  readonly events: number
}

const taken = (to: string): StoreError => ({
  _tag: 'NotSupported',
  operation: `backing up to ${to}`,
  reason: 'the file already exists; name a new one',
})

/** Reserves the name of the copy until the copy is complete. */
const reserve = (to: string): StoreError | null => {
  try {
    closeSync(openSync(to, 'wx'))
    return null
  } catch (e) {
    const error = caughtFileError(e)
    return error.code === 'EEXIST' ? taken(to) : fileError(to, error)
  }
}

const sync = (file: string): void => {
  const opened = openSync(file, 'r+')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** Copies what is committed at this moment; writers are not blocked. */
const copy = async (
  file: string,
  to: string,
  driver: SqliteDriver,
): Promise<E.Either<StoreError, SqliteBackup>> => {
  const source = await openLedgerFile(file, driver, 'read')
  if (E.isLeft(source)) return source
  try {
    source.right.database.exec(`VACUUM ledger INTO '${to.replaceAll("'", "''")}'`)
  } finally {
    source.right.database.close()
  }
  const made = await openLedgerFile(to, driver, 'read as it stands')
  return E.map(({ database }: OpenDatabase) => {
    const events = ask(database, 'SELECT count(*) FROM ledger.events')
    database.close()
    return { events }
  })(made)
}

/**
 * Copies a ledger's SQLite file to a new file, even while it is in use. The copy has everything
 * committed so far in one file, which is opened and counted before it gets its name. If anything
 * fails, no file is left behind.
 */
export const sqliteBackup =
  (
    file: string,
    to: string,
    options: Pick<SqliteOptions, 'driver'> = {},
  ): TE.TaskEither<StoreError, SqliteBackup> =>
  async () => {
    const { driver = bundledDriver } = options
    if (!existsSync(file)) return E.left({ _tag: 'Unavailable', reason: `${file}: no such file` })
    const refused = reserve(to)
    if (refused !== null) return E.left(refused)
    const partial = `${resolve(to)}.${randomUUID()}.partial`
    let whole = false
    try {
      const copied = await copy(file, partial, driver)
      if (E.isLeft(copied)) return copied
      sync(partial)
      renameSync(partial, to)
      whole = true
      return copied
    } catch (e) {
      return E.left(storeError(to, e))
    } finally {
      if (!whole)
        for (const left of [partial, `${partial}-journal`, to]) rmSync(left, { force: true })
    }
  }
