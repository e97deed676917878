import type { StoreError } from '@kpi-ledger/core'

export interface FileError {
  readonly code: string
  readonly message: string
}

/** File system errors have a code; anything else is a bug and is rethrown. */
export const isFileError = (error: unknown): error is FileError =>
  typeof error === 'object' && error !== null && 'code' in error && 'message' in error

/** The store error for an exception of the file system. */
export const fileError = (path: string, { code, message }: FileError): StoreError => {
  const reason = `${path}: ${message}`
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
    ? { _tag: 'AccessDenied', reason }
    : { _tag: 'Unavailable', reason }
}
