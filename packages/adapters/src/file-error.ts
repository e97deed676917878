import type { StoreError } from '@kpi-ledger/core'
import { visible } from '@kpi-ledger/core/unstable'

export interface FileError {
  readonly code: string
  readonly message: string
}

/** File system errors have a code; anything else is a bug and is rethrown. */
export const isFileError = (error: unknown): error is FileError =>
  typeof error === 'object' && error !== null && 'code' in error && 'message' in error

const known: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it exists already',
  EFBIG: 'a file may not become so large here',
  EISDIR: 'it is a directory',
  ENOENT: 'no such file',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'no such file',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
}

/** An exception of the file system in words, with the path that some of them lack. */
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
