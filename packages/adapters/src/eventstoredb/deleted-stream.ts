import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Connection } from './connection'
import { isNotFound, storeError } from './error'
import { truncateBefore } from './events.codec'
import { pagesOf } from './pages'

/** Where a deleted stream is truncated: before the largest possible revision. */
const NEVER_AGAIN = 2 ** 62

/**
 * Why a stream is not found: it was deleted, or there never was one. Appended to, a deleted
 * stream would go on with another revision than 0.
 */
export const checkMissing = async (
  { client, timeout, closing, names }: Connection,
  stream: string,
): Promise<E.Either<StoreError, null>> => {
  const pages = pagesOf(() => {
    const options = {
      fromRevision: 'end',
      direction: 'backwards',
      maxCount: 1,
      requiresLeader: true,
    } as const
    const readable = client.readStream(`$$${names.onServer(stream)}`, options, { highWaterMark: 1 })
    return {
      readable,
      cancel: () => readable.cancel(),
      errorOf: (e) => (isNotFound(e) ? null : storeError(e)),
      timeout,
      signal: closing,
    }
  })
  for await (const page of pages) {
    if (E.isLeft(page)) return page
    const [metadata] = page.right
    if (truncateBefore(metadata?.event) >= NEVER_AGAIN)
      return E.left({ _tag: 'StreamDeleted', stream })
  }
  return E.right(null)
}
