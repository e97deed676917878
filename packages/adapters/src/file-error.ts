import type { StoreError } from '@kpi-ledger/core'
import { visible } from '@kpi-ledger/core/unstable'

/** An error of the file system. */
export interface FileError {
  /** The system's code, such as `ENOENT`. */
  readonly code: string
  /** The system's message. */
  readonly message: string
}

/** Whether an exception is a file system error, which has a code; anything else is a bug. */
export const isFileError = (error: unknown): error is FileError =>
  typeof error === 'object' && error !== null && 'code' in error && 'message' in error

/** What was caught, as an error of the file system; a bug is thrown on. */
export const caughtFileError = (caught: unknown): FileError => {
  if (isFileError(caught)) return caught
  throw caught
}

const known: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is exhausted',
  EEXIST: 'it already exists',
  EFBIG: 'the file would exceed the size limit',
  EISDIR: 'it is a directory',
  ENOENT: 'no such file',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'no such file',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
}

/** A file system error in words, with the path, which some errors lack. */
export const describeFileError = (path: string, { code, message }: FileError): string =>
  visible(`${path}: ${known[code] ?? message}`)

/** The store error for an exception of the file system. */
export const fileError = (path: string, error: FileError): StoreError => {
  const reason = describeFileError(path, error)
  const { code } = error
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
    ? { _tag: 'AccessDenied', reason }
    : { _tag: 'Unavailable', reason }
}
