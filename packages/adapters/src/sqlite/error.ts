import type { StoreError } from '@kpi-ledger/core'

/** SQLite's primary result codes (https://sqlite.org/rescode.html). */
const PERM = 3
const BUSY = 5
const LOCKED = 6
const READONLY = 8
const CORRUPT = 11
const CONSTRAINT = 19
const AUTH = 23
const NOTADB = 26

const resultCode = (e: unknown): number | null => {
  if (typeof e !== 'object' || e === null || !('errcode' in e)) return null
  return typeof e.errcode === 'number' ? e.errcode & 0xff : null
}

/** Whether a constraint or a trigger of the database rejected the statement. */
export const isConstraint = (e: unknown): boolean => resultCode(e) === CONSTRAINT

/** The store error for an exception of the driver. */
export const storeError = (file: string, e: unknown): StoreError => {
  const reason = `${file}: ${e instanceof Error ? e.message : String(e)}`
  switch (resultCode(e)) {
    case CORRUPT:
    case NOTADB:
      return { _tag: 'Corrupt', stream: null, revision: null, at: file, reason }
    case PERM:
    case READONLY:
    case AUTH:
      return { _tag: 'AccessDenied', reason }
    case BUSY:
    case LOCKED:
      return { _tag: 'Unavailable', reason: `${reason} (by another process)` }
    default:
      return { _tag: 'Unavailable', reason }
  }
}
