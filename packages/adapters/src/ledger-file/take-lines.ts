import { createReadStream } from 'node:fs'
import type { StoreError } from '@kpi-ledger/core'
import type { Pages } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { caughtFileError, describeFileError } from '../file-error'
import { readLines, type Line } from './lines'

const CHUNK_BYTES = 256 * 1024

/** What a line contains, or why it is not allowed there. */
export type Take<A> = (line: Line) => E.Either<StoreError, A>

async function* take<A>(chunks: AsyncIterable<Uint8Array>, takeLine: Take<A>): Pages<A> {
  for await (const lines of readLines(chunks)) {
    if (E.isLeft(lines)) {
      const { number, reason } = lines.left
      yield E.left({
        _tag: 'Corrupt',
        stream: null,
        revision: null,
        at: `line ${String(number)}`,
        reason,
      })
      return
    }
    const page = E.traverseArray(takeLine)(lines.right)
    yield page
    if (E.isLeft(page)) return
  }
}

/** The bytes of a file, observed to check that it has not changed. */
async function* chunksOf(
  path: string,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  for await (const chunk of chunks) {
    see(chunk)
    yield chunk
  }
}

/**
 * What the lines of a file contain, in pages; ends with the error of the first line that is not
 * allowed in its place.
 */
export async function* takeFile<A>(
  path: string,
  takeLine: Take<A>,
  see: (chunk: Uint8Array) => void = () => undefined,
): Pages<A> {
  try {
    yield* take(chunksOf(path, see), takeLine)
  } catch (error) {
    const reason = describeFileError(path, caughtFileError(error))
    yield E.left({ _tag: 'Unavailable', reason })
  }
}
