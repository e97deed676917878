import type { StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Connection } from './connection'
import { isNotFound, storeError } from './error'
import { truncateBefore } from './events.codec'
import { pagesOf } from './pages'

/** The revision before which a deleted stream is truncated: the largest possible. */
const NEVER_AGAIN = 2 ** 62

/**
 * Finds out why a stream is missing: it was deleted, or it never existed. Appending to a deleted
 * stream would continue at a revision other than 0.
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
