import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { chmod, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isFileError } from './file-error'

/** A file that appears under its name only once it is complete. Errors are file system errors. */
export interface WholeFile {
  /** Writes a piece, after those before it. */
  readonly write: (piece: string | Uint8Array) => Promise<void>
  /** Flushes everything to disk, and replaces the previous file. */
  readonly commit: () => Promise<void>
  /** Leaves the previous file unchanged; does nothing after `commit`. */
  readonly abandon: () => Promise<void>
}

/** How a file is created. */
export interface NewFile {
  /** Whether an existing file is an `EEXIST` error rather than replaced; false by default. */
  readonly exclusive?: boolean
  /** The permissions of a file that does not exist yet; by default those of any new file. */
  readonly mode?: number
}

/** Files that are not complete yet, which are removed when the process exits, however it does. */
const unfinished = new Set<string>()

const removeUnfinished = (): void => {
  for (const path of unfinished) rmSync(path, { force: true })
}

const remember = (path: string): void => {
  if (unfinished.size === 0) process.on('exit', removeUnfinished)
  unfinished.add(path)
}

const forget = (path: string): void => {
  unfinished.delete(path)
  if (unfinished.size === 0) process.off('exit', removeUnfinished)
}

/** Makes a rename survive a power loss; systems that cannot open a folder need not. */
const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r').catch(() => null)
  if (handle === null) return
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** What exists under a name, with its permissions if it is a regular file; null if nothing does. */
const found = async (path: string) => {
  try {
    return await stat(path)
  } catch (e) {
    if (isFileError(e) && e.code === 'ENOENT') return null
    throw e
  }
}

/** An error like the system's own, for what is detected before calling the system. */
const systemError = (code: string): Error => Object.assign(new Error(code), { code })

/** Anything but a regular file, such as a pipe or device, is written to directly. */
const direct = (file: FileHandle): WholeFile => ({
  write: (piece) => file.writeFile(piece),
  commit: () => file.close(),
  abandon: () => file.close(),
})

const beside = async (path: string, mode: number, kept: number | null): Promise<WholeFile> => {
  const folder = dirname(path)
  const temporary = join(folder, `.kpi-ledger-${randomUUID()}.tmp`)
  const file = await open(temporary, 'wx', mode)
  remember(temporary)
  const abandon = async (): Promise<void> => {
    if (!unfinished.has(temporary)) return
    await file.close()
    await rm(temporary, { force: true })
    forget(temporary)
  }
  const commit = async (): Promise<void> => {
    await file.sync()
    if (kept !== null) await chmod(temporary, kept & 0o7777)
    await rename(temporary, path)
    forget(temporary)
    await file.close()
    await flushFolder(folder)
  }
  return { write: (piece) => file.writeFile(piece), commit, abandon }
}

/**
 * Opens a file to be written all or nothing: it is written under a temporary name beside the old
 * one, flushed to disk, then renamed over the old file, keeping its permissions. Anything but a
 * regular file, such as a pipe or a device, is written to directly. Rejects with an error of the
 * file system.
 */
export const openWholeFile = async (
  path: string,
  { exclusive = false, mode = 0o666 }: NewFile = {},
): Promise<WholeFile> => {
  const there = await found(path)
  if (there === null) return beside(path, mode, null)
  if (exclusive) throw systemError('EEXIST')
  if (there.isDirectory()) throw systemError('EISDIR')
  return there.isFile()
    ? beside(await realpath(path), mode, there.mode)
    : direct(await open(path, 'w'))
}
