import { fstatSync, writeSync } from 'node:fs'
import type { Io } from './io'

/** What is used of a stream such as `process.stdout`. */
export interface OutputStream {
  /** Its file descriptor. */
  readonly fd: number
  /** Whether it is a terminal. */
  readonly isTTY?: boolean
  /** Writes a piece, and calls back once it is written or has failed. */
  readonly write: (piece: string | Uint8Array, done: (error?: Error | null) => void) => boolean
}

/** A stream's file descriptor, if it writes to a file or a device rather than a pipe or a terminal. */
const fileOf = ({ fd, isTTY }: OutputStream): number | null => {
  if (isTTY === true) return null
  // With big integers: after a call without them, Node's `realpathSync`, which resolves modules, would
  // take its result for its own, and follow no link after a pipe.
  const found = fstatSync(fd, { bigint: true })
  return found.isFile() || found.isCharacterDevice() ? fd : null
}

/**
 * Writes each piece to standard output in full. On a full disk, a file takes part of a piece
 * without an error, which Node's own stream ignores.
 */
export const writerTo = (stream: OutputStream): Io['out'] => {
  const file = fileOf(stream)
  if (file === null)
    return (piece) =>
      new Promise((resolve, reject) => {
        stream.write(piece, (error) => {
          if (error) reject(error)
          else resolve()
        })
      })
  return (piece) => {
    let rest = Buffer.from(piece)
    while (rest.length > 0) rest = rest.subarray(writeSync(file, rest))
  }
}
