import { isFileError, type FileError } from '@kpi-ledger/adapters'

/** What was caught, as an error of the file system; anything else is a bug, and thrown again. */
export const fileErrorOf = (caught: unknown): FileError => {
  if (!isFileError(caught)) throw caught
  return caught
}
