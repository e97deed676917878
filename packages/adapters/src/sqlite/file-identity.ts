import { realpathSync, statSync, type BigIntStats } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

const ABSENT_IS_FINE = { bigint: true, throwIfNoEntry: false } as const

/** The identity of the file at a path; null if there is none. May throw. */
export const inodeOf = (path: string): string | null => {
  const found = statSync(path, ABSENT_IS_FINE)
  return found === undefined ? null : `${found.dev}:${found.ino}`
}

/** The path of a file by no link, where its log is; the path itself if there is none. */
const realOf = (file: string): string => {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

/** Longer than a tick of the coarsest clock by which a file system dates changes, in ms. */
const TICK = 2500

/** The state of a directory; undefined if there is none. */
type Folder = BigIntStats | undefined

/** Whether a directory has the same entries in both states, by when it last changed. */
const isUnchanged = (before: Folder, after: Folder): boolean =>
  before !== undefined &&
  after !== undefined &&
  before.ctimeNs === after.ctimeNs &&
  before.ino === after.ino &&
  before.dev === after.dev

/**
 * Whether a path still leads to the file that was there, with the same log and index of the log:
 * while it is open, all three stay the same however it is written to. Looks at their directory
 * first, in which nothing can take their place unnoticed once it has been left alone for a tick of
 * its clock. May throw.
 */
export const stayedAt = (path: string, now: () => number = Date.now): (() => boolean) => {
  const file = resolve(path)
  const real = realOf(file)
  const paths = [file, `${real}-wal`, `${real}-shm`]
  const opened = paths.map(inodeOf)
  const isLink = real !== join(realOf(dirname(file)), basename(file))
  const folderOf = (): Folder => (isLink ? undefined : statSync(dirname(file), ABSENT_IS_FINE))
  /** When all three were last there, if a change since would show. */
  let seen: Folder
  return () => {
    const folder = folderOf()
    if (isUnchanged(seen, folder)) return true
    const stayed = paths.every((each, i) => inodeOf(each) === opened[i])
    seen =
      stayed && folder !== undefined && now() - Number(folder.ctimeMs) > TICK ? folder : undefined
    return stayed
  }
}
