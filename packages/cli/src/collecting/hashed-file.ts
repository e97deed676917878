import { createHash } from 'node:crypto'
import { limits } from '@kpi-ledger/core/unstable'
import type { Io } from '../io'

/** A file that is read as it comes, and hashed on the way; it ends where it is too long to be read. */
export class HashedFile implements AsyncIterable<Uint8Array> {
  private readonly hash = createHash('sha256')
  private readonly rest: AsyncIterator<Uint8Array>
  private size = 0

  constructor(io: Io, path: string) {
    this.rest = io.chunks(path)[Symbol.asyncIterator]()
  }

  /** Whoever stops before the end does not close the file: the rest of it is hashed all the same. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.next() }
  }

  private async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.size > limits.fileBytes) return { done: true, value: undefined }
    const next = await this.rest.next()
    if (next.done === true) return { done: true, value: undefined }
    this.hash.update(next.value)
    this.size += next.value.length
    return next
  }

  /** SHA-256 of the whole file, 64 lower-case hex digits. */
  async sha256(): Promise<string> {
    while ((await this.next()).done !== true);
    return this.hash.digest('hex')
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    await this.rest.return?.()
  }
}
