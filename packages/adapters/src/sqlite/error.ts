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

/** SQLite's own texts, for drivers that give no code if a query fails partway. */
const TEXTS: ReadonlyArray<readonly [string, number]> = [
  ['database disk image is malformed', CORRUPT],
  ['file is not a database', NOTADB],
  ['malformed database schema', CORRUPT],
  ['database is locked', BUSY],
  ['attempt to write a readonly database', READONLY],
  ['constraint failed', CONSTRAINT],
]

const textOf = (e: unknown): string =>
  typeof e === 'object' && e !== null && 'message' in e ? String(e.message) : String(e)

const resultCode = (e: unknown): number | null => {
  if (typeof e === 'object' && e !== null && 'errcode' in e && typeof e.errcode === 'number')
    return e.errcode & 0xff
  const text = textOf(e)
  return TEXTS.find(([known]) => text.includes(known))?.[1] ?? null
}

/** Whether a constraint or a trigger of the database rejected the statement. */
export const isConstraint = (e: unknown): boolean => resultCode(e) === CONSTRAINT

/** Whether another connection held a lock for longer than this one waits. */
export const isBusy = (e: unknown): boolean => {
  const code = resultCode(e)
  return code === BUSY || code === LOCKED
}

/** Whether a driver refused an integer that JavaScript cannot represent, which no ledger has. */
const isOutOfRange = (e: unknown): boolean =>
  typeof e === 'object' && e !== null && 'code' in e && e.code === 'ERR_OUT_OF_RANGE'

/** The store error for an exception of the driver. */
export const storeError = (file: string, e: unknown): StoreError => {
  const text = textOf(e)
  const corrupt: StoreError = {
    _tag: 'Corrupt',
    stream: null,
    revision: null,
    at: file,
    reason: text,
  }
  if (isOutOfRange(e)) return corrupt
  const reason = `${file}: ${text}`
  switch (resultCode(e)) {
    case CORRUPT:
    case CONSTRAINT:
      return corrupt
    case NOTADB:
      return {
        ...{ _tag: 'NotSupported', operation: `opening ${file}` },
        reason: 'it is not an SQLite database',
      }
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
