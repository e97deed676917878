import { createHash } from 'node:crypto'
import { limits } from '@kpi-ledger/core/unstable'
import type { Io } from '../io'

/** A file that is hashed while it is read; reading stops if it is too long. */
export class HashedFile implements AsyncIterable<Uint8Array> {
  private readonly hash = createHash('sha256')
  private readonly rest: AsyncIterator<Uint8Array>
  private size = 0

  constructor(io: Io, path: string) {
    this.rest = io.chunks(path)[Symbol.asyncIterator]()
  }

  /** Stopping early does not close the file, so the rest of it can still be hashed. */
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

  /** The SHA-256 of the whole file, as 64 lower-case hex digits. */
  async sha256(): Promise<string> {
    while ((await this.next()).done !== true);
    return this.hash.digest('hex')
  }

  /** Closes the file. */
  async close(): Promise<void> {
    await this.rest.return?.()
  }
}
