import { describeFileError, isFileError } from '@kpi-ledger/adapters'
import { decodeText, type NotUtf8 } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { Io } from '../io'

/** The name of a file for messages. */
export const nameOf = (path: string): string => (path === '-' ? 'standard input' : path)

/** A failure of the file system as bad input, with the name of the file; a bug is rethrown. */
export const fileFailure = (path: string, error: unknown): Failure => {
  if (!isFileError(error)) throw error
  return badInput(describeFileError(nameOf(path), error))
}

const SQLITE = 'SQLite format 3\0'
const isSqlite = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, SQLITE.length)).toString('latin1') === SQLITE

/**
 * A file as text, or standard input for `-`: strictly UTF-8, without its byte order mark. One that
 * cannot be read, or is anything else, is bad input with the line named.
 */
export const readTextFile = async (io: Io, path: string): Promise<E.Either<Failure, string>> => {
  try {
    const bytes = await io.readBytes(path)
    if (isSqlite(bytes)) {
      const reason = 'it is an SQLite database, not text; export writes one as a ledger file'
      return E.left(badInput(`${nameOf(path)}: ${reason}`))
    }
    return E.mapLeft(({ line, reason }: NotUtf8) => badInput(`${nameOf(path)}:${line}: ${reason}`))(
      decodeText(bytes),
    )
  } catch (error) {
    return E.left(fileFailure(path, error))
  }
}
