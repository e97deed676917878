import { statSync } from 'node:fs'

/** Which file is at a path, whatever its content; null if there is none. May throw. */
export const inodeOf = (path: string): string | null => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? null : `${found.dev}:${found.ino}`
}

/**
 * Whether a path still leads to the file that was there, with the same log and index of the log:
 * while it is open, all three stay the same however it is written to. May throw.
 */
export const stayedAt = (file: string): (() => boolean) => {
  const paths = [file, `${file}-wal`, `${file}-shm`]
  const opened = paths.map(inodeOf)
  return () => paths.every((path, i) => inodeOf(path) === opened[i])
}
