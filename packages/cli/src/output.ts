import type { FileHandle } from 'node:fs/promises'
import { chmod, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { describeFileError, isFileError } from '@kpi-ledger/adapters'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from './failure'

/** Why an answer could not be written, in words. */
export interface Unwritten {
  readonly _tag: 'Unwritten'
  readonly reason: string
}

/** The reader of the answer has gone, such as `head`, which has read enough. */
export interface NoReader {
  readonly _tag: 'NoReader'
}

/** Where an answer is written to. */
export interface Output {
  readonly write: (text: string) => Promise<E.Either<Unwritten | NoReader, void>>
  /** Everything is written: a file now stands under its name, whole. */
  readonly commit: () => Promise<E.Either<Unwritten, void>>
  /** Leaves a file as it was before; does nothing after `commit`. */
  readonly abandon: () => Promise<void>
}

/** An error of the file system in words; anything else is a bug. */
const unwritten = (name: string, error: unknown): E.Either<Unwritten, never> => {
  if (!isFileError(error)) throw error
  return E.left({ _tag: 'Unwritten', reason: describeFileError(name, error) })
}

const nothing = async (): Promise<void> => undefined
const done: E.Either<never, void> = E.right(undefined)

/** Standard output. */
export const standardOutput = (out: (text: string) => void | Promise<void>): Output => ({
  write: async (text) => {
    try {
      await out(text)
      return done
    } catch (error) {
      if (isFileError(error) && (error.code === 'EPIPE' || error.code === 'EOF'))
        return E.left({ _tag: 'NoReader' })
      return unwritten('standard output', error)
    }
  },
  commit: async () => done,
  abandon: nothing,
})

/** What stands under a path: a regular file and its mode, another thing such as a pipe, or nothing. */
const found = async (path: string) => {
  try {
    const target = await realpath(path)
    return { target, is: await stat(target) }
  } catch (error) {
    if (isFileError(error) && error.code === 'ENOENT') return { target: path, is: null }
    throw error
  }
}

const output = (
  path: string,
  file: FileHandle,
  finish: () => Promise<void>,
  undo: () => Promise<void>,
): Output => {
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await file.close()
    isOpen = false
  }
  const attempt = async (work: () => Promise<unknown>): Promise<E.Either<Unwritten, void>> => {
    try {
      await work()
      return done
    } catch (error) {
      return unwritten(path, error)
    }
  }
  return {
    write: (text) => attempt(() => file.writeFile(text)),
    commit: async () => {
      const committed = await attempt(async () => {
        await finish()
        await close()
      })
      if (E.isLeft(committed)) await undo()
      return committed
    },
    abandon: async () => {
      if (!isOpen) return
      await close()
      await undo()
    },
  }
}

/** How a new file is made. */
export interface NewFile {
  /** Refuses to replace one that is there. */
  readonly exclusive?: boolean
  readonly mode?: number
}

/**
 * A file, written whole or not at all: beside its name, flushed to disk, then renamed over it with
 * the mode it had. What is no regular file, such as a pipe or a device, is written to as it is.
 */
export const fileOutput = async (
  path: string,
  { exclusive = false, mode = 0o666 }: NewFile = {},
): Promise<E.Either<Failure, Output>> => {
  try {
    const { target, is } = await found(path)
    if (exclusive && is !== null) return E.left(badInput(`${path}: it exists already`))
    if (is?.isDirectory() === true) return E.left(badInput(`${path}: it is a directory`))
    if (is !== null && !is.isFile()) {
      const file = await open(target, 'w')
      return E.right(output(path, file, nothing, nothing))
    }
    const beside = `${target}.${process.pid}.part`
    const file = await open(beside, 'wx', mode)
    const finish = async (): Promise<void> => {
      await file.sync()
      if (is !== null) await chmod(beside, is.mode & 0o7777)
      await rename(beside, target)
    }
    return E.right(output(path, file, finish, () => rm(beside, { force: true })))
  } catch (error) {
    if (!isFileError(error)) throw error
    return E.left({ status: 3, message: describeFileError(path, error) })
  }
}
