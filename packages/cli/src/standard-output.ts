import { fstatSync, writeSync } from 'node:fs'
import type { Io } from './io'

/** A stream's file descriptor, if it writes to a file or a device rather than a pipe or a terminal. */
const fileOf = ({ fd, isTTY }: NodeJS.WriteStream & { readonly fd: number }): number | null => {
  if (isTTY) return null
  // With big integers: after a call without them, Node's `realpathSync`, which resolves modules, would
  // take its result for its own, and follow no link after a pipe.
  const found = fstatSync(fd, { bigint: true })
  return found.isFile() || found.isCharacterDevice() ? fd : null
}

/**
 * Writes each piece to standard output in full. On a full disk, a file takes part of a piece
 * without an error, which Node's own stream ignores.
 */
export const writerTo = (stream: NodeJS.WriteStream & { readonly fd: number }): Io['out'] => {
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
