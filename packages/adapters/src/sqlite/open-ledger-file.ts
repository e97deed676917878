import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Access } from './attached'
import type { SqliteDriver } from './driver'
import { storeError } from './error'
import { lastWithoutLog, replacedByLog } from './left-behind'
import { openDatabase, type OpenDatabase } from './open-database'
import { ledgerSchema } from './schema'

/** The error for a name that means something other than a file to SQLite; null for a file. */
export const notAFile = (file: string): StoreError | null =>
  file === '' || file === ':memory:' || /^file:/i.test(file)
    ? {
        _tag: 'NotSupported',
        operation: `opening ${JSON.stringify(file)}`,
        reason:
          'an SQLite ledger is kept in a file, named by its path; for one in memory, use memory:',
      }
    : null

/** Opens the file of a ledger; one placed beside another file's log is `Corrupt`. */
export const openLedgerFile = async (
  file: string,
  driver: SqliteDriver,
  access: Access,
): Promise<E.Either<StoreError, OpenDatabase>> => {
  const refused = notAFile(file)
  if (refused !== null) return E.left(refused)
  try {
    const last = access === 'read as it stands' ? null : lastWithoutLog(file, driver)
    const opened = await openDatabase(file, driver, access, ledgerSchema)
    if (E.isLeft(opened)) return opened
    const fault = replacedByLog(opened.right.database, file, last)
    if (fault === null) return opened
    opened.right.database.close()
    return E.left(fault)
  } catch (e) {
    return E.left(storeError(file, e))
  }
}
