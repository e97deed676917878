import { fstatSync, writeSync } from 'node:fs'
import type { Io } from './io'

/** A stream's own descriptor, if it writes to a file or a device and not to a pipe or a terminal. */
const fileOf = ({ fd, isTTY }: NodeJS.WriteStream & { readonly fd: number }): number | null => {
  if (isTTY) return null
  // As big integers: Node's `realpathSync`, which finds modules, takes what the last call without them
  // found for its own, and would follow no link after a pipe.
  const found = fstatSync(fd, { bigint: true })
  return found.isFile() || found.isCharacterDevice() ? fd : null
}

/**
 * Writes to standard output, each piece as a whole: a file on a full disk takes part of one without an
 * error, which Node's own stream passes over.
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
