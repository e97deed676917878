import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SqliteDatabase, SqliteDriver } from './driver'
import { inodeOf } from './file-identity'

/**
 * How a file is opened: for writing, and created if missing; read-only; or as a file that nobody
 * writes to, without locks and without a file beside it.
 */
export type Access = 'write' | 'read' | 'read as it stands'

const locationOf = (file: string, access: Access): string => {
  if (access === 'write') return resolve(file)
  const { href } = pathToFileURL(resolve(file))
  return `${href}?${access === 'read' ? 'mode=ro' : 'immutable=1'}`
}

/** The files that this process has open, one for each connection. */
const openHere = new Set<{ readonly inode: string | null }>()

/** Whether this process has a file open. */
export const isOpenHere = (file: string): boolean => {
  const sought = inodeOf(file)
  return [...openHere].some(({ inode }) => inode === sought)
}

/** Counts a connection to a file as open until the returned function is called. */
const countOpen = (file: string): (() => void) => {
  const opened = { inode: inodeOf(file) }
  openHere.add(opened)
  return () => void openHere.delete(opened)
}

/**
 * A connection to an empty in-memory database with a file attached as `ledger`. Closing detaches
 * the file, which releases it at once; a file opened directly would stay open until the last
 * prepared statement is gone, which some drivers leave to the garbage collector. May throw.
 */
export const attached = (driver: SqliteDriver, file: string, access: Access): SqliteDatabase => {
  const connection = driver(':memory:')
  try {
    connection.exec(`ATTACH '${locationOf(file, access).replaceAll("'", "''")}' AS ledger`)
  } catch (e) {
    connection.close()
    throw e
  }
  const closed = countOpen(file)
  return {
    exec: (sql) => connection.exec(sql),
    prepare: (sql) => connection.prepare(sql),
    close: () => {
      try {
        connection.exec('DETACH ledger')
      } finally {
        connection.close()
        closed()
      }
    },
  }
}
