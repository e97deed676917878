import { realpathSync, statSync, type BigIntStats } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

const ABSENT_IS_FINE = { bigint: true, throwIfNoEntry: false } as const

/** The identity of the file at a path; null if there is none. May throw. */
export const inodeOf = (path: string): string | null => {
  const found = statSync(path, ABSENT_IS_FINE)
  return found === undefined ? null : `${found.dev}:${found.ino}`
}

/**
 * The path of a file with links resolved, beside which its log is; the path itself if there is no
 * file.
 */
const realOf = (file: string): string => {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

/**
 * Longer than the resolution of a file system's timestamps, in ms, going by one of them. Those with
 * parts of a millisecond are from a clock that ticks every 10 ms at most; the coarsest count in
 * twos of seconds.
 */
const tickOf = (timestamp: bigint): number => (timestamp % 1_000_000n === 0n ? 2500 : 100)

/** The state of a directory; undefined if it does not exist. */
type Folder = BigIntStats | undefined

/** Whether a directory last changed so long ago that a change from now on shows in its timestamp. */
export const isOld = ({ ctimeNs }: Pick<BigIntStats, 'ctimeNs'>, now: number): boolean =>
  now - Number(ctimeNs) / 1e6 > tickOf(ctimeNs)

/** Whether a directory has the same entries in both states, judging by its last change. */
const isUnchanged = (before: Folder, after: Folder): boolean =>
  before !== undefined &&
  after !== undefined &&
  before.ctimeNs === after.ctimeNs &&
  before.ino === after.ino &&
  before.dev === after.dev

/**
 * Checks whether a path still leads to the same file, with the same log and log index: while the
 * file is open, all three stay the same, whoever writes to it. Their directory is checked first,
 * since nothing in it can be replaced unnoticed once it has been unchanged for longer than the
 * resolution of its timestamps. May throw.
 */
export const stayedAt = (path: string, now: () => number = Date.now): (() => boolean) => {
  const file = resolve(path)
  const real = realOf(file)
  const paths = [file, `${real}-wal`, `${real}-shm`]
  const opened = paths.map(inodeOf)
  const isLink = real !== join(realOf(dirname(file)), basename(file))
  const folderOf = (): Folder => (isLink ? undefined : statSync(dirname(file), ABSENT_IS_FINE))
  /** The directory when all three were last found, if any later change would show in it. */
  let seen: Folder
  return () => {
    const folder = folderOf()
    if (isUnchanged(seen, folder)) return true
    const stayed = paths.every((each, i) => inodeOf(each) === opened[i])
    seen = stayed && folder !== undefined && isOld(folder, now()) ? folder : undefined
    return stayed
  }
}
