import type { StoreError } from '@kpi-ledger/core'

export interface FileError {
  readonly code: string
  readonly message: string
}

/** What the file system throws has a code; anything else is a bug and goes on being thrown. */
export const isFileError = (error: unknown): error is FileError =>
  typeof error === 'object' && error !== null && 'code' in error && 'message' in error

/** What an exception of the file system means for the store. */
export const fileError = (path: string, { code, message }: FileError): StoreError => {
  const reason = `${path}: ${message}`
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
    ? { _tag: 'AccessDenied', reason }
    : { _tag: 'Unavailable', reason }
}
