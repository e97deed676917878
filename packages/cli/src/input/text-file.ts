import { describeFileError } from '@kpi-ledger/adapters'
import { decodeText, limits, visible, type NotUtf8 } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import { fileErrorOf } from '../file-error'
import type { Io } from '../io'
import { readAtMost } from '../read-at-most'

/** The name of a file, for messages. */
export const nameOf = (path: string): string => (path === '-' ? 'standard input' : visible(path))

/** A failure of the file system as bad input, with the name of the file; a bug is rethrown. */
export const fileFailure = (path: string, caught: unknown): Failure =>
  badInput(describeFileError(nameOf(path), fileErrorOf(caught)))

/** Reads a whole file, or standard input for `-`; bad input if it cannot be read or is too long. */
export const readWhole = async (io: Io, path: string): Promise<E.Either<Failure, Uint8Array>> => {
  try {
    const bytes = await readAtMost(io.chunks(path), limits.fileBytes)
    if (bytes.length <= limits.fileBytes) return E.right(bytes)
    const reason = `longer than ${limits.fileBytes} bytes, the most that is read at once`
    return E.left(badInput(`${nameOf(path)}: ${reason}; pass it in parts`))
  } catch (error) {
    return E.left(fileFailure(path, error))
  }
}

const SQLITE = 'SQLite format 3\0'
const isSqlite = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, SQLITE.length)).toString('latin1') === SQLITE

/**
 * Reads a file as text, or standard input for `-`: strict UTF-8, without its byte order mark. It is
 * bad input if it cannot be read, is too long or is not UTF-8, in which case the line is named.
 */
export const readTextFile = async (io: Io, path: string): Promise<E.Either<Failure, string>> => {
  const bytes = await readWhole(io, path)
  if (E.isLeft(bytes)) return bytes
  if (isSqlite(bytes.right)) {
    const reason = 'it is an SQLite database, not text; export writes one as a ledger file'
    return E.left(badInput(`${nameOf(path)}: ${reason}`))
  }
  return E.mapLeft(({ line, reason }: NotUtf8) => badInput(`${nameOf(path)}:${line}: ${reason}`))(
    decodeText(bytes.right),
  )
}
