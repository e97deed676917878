import {
  describeFileError,
  openWholeFile,
  type NewFile,
  type WholeFile,
} from '@kpi-ledger/adapters'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from './failure'
import { fileErrorOf } from './file-error'
import type { Io } from './io'

/** Why an answer could not be written, in words. */
export interface Unwritten {
  readonly _tag: 'Unwritten'
  /** The reason, in words, with the name of the file. */
  readonly reason: string
}

/** The reader of the answer has gone, such as `head` once it has read enough. */
export interface NoReader {
  readonly _tag: 'NoReader'
}

type Written = E.Either<Unwritten | NoReader, void>

/** Where an answer is written. */
export interface Output {
  /** Writes a piece of the answer. */
  readonly write: (piece: string | Uint8Array) => Promise<Written>
  /** Finishes writing; a file then appears under its name, complete. */
  readonly commit: () => Promise<Written>
  /** Leaves a file as it was before; does nothing after `commit`. */
  readonly abandon: () => Promise<void>
}

const GONE: ReadonlyArray<string> = ['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']

/** The result of some writing; an exception other than a file system error is a bug. */
const attempt = async (name: string, work: () => void | Promise<void>): Promise<Written> => {
  try {
    await work()
    return E.right(undefined)
  } catch (caught) {
    const error = fileErrorOf(caught)
    return E.left(
      GONE.includes(error.code)
        ? { _tag: 'NoReader' }
        : { _tag: 'Unwritten', reason: describeFileError(name, error) },
    )
  }
}

/** Standard output. */
export const standardOutput = ({ out }: Pick<Io, 'out'>): Output => ({
  write: (piece) => attempt('standard output', () => out(piece)),
  commit: async () => E.right(undefined),
  abandon: async () => undefined,
})

/** Errors that mean the name is wrong, rather than the disk. */
const MISTAKEN: ReadonlyArray<string> = ['EEXIST', 'EISDIR', 'ENOENT', 'ENOTDIR']

const openFile = async (path: string, how: NewFile): Promise<E.Either<Failure, WholeFile>> => {
  try {
    return E.right(await openWholeFile(path, how))
  } catch (caught) {
    const error = fileErrorOf(caught)
    const message = `--out: ${describeFileError(path, error)}`
    return E.left(MISTAKEN.includes(error.code) ? badInput(message) : { status: 3, message })
  }
}

/** Opens a file to write an answer to, all or nothing; a pipe or a device is written to directly. */
export const fileOutput = async (path: string): Promise<E.Either<Failure, Output>> =>
  E.map((file: WholeFile): Output => ({
    write: (piece) => attempt(path, () => file.write(piece)),
    commit: () => attempt(path, file.commit),
    abandon: file.abandon,
  }))(await openFile(path, {}))

/** Writes a new file, all or nothing; if that fails, `unmade` says what there is not. */
export const writeNewFile = async (
  path: string,
  content: string | Uint8Array,
  unmade: string,
  how: NewFile = {},
): Promise<E.Either<Failure, void>> => {
  const opened = await openFile(path, { ...how, exclusive: true })
  if (E.isLeft(opened)) return opened
  const file = opened.right
  try {
    await file.write(content)
    await file.commit()
    return E.right(undefined)
  } catch (caught) {
    const message = `${unmade}: ${describeFileError(path, fileErrorOf(caught))}`
    return E.left({ status: 3, message })
  } finally {
    await file.abandon()
  }
}
