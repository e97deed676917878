import type { StoreError } from '@kpi-ledger/core'
import { formatPosition } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { ClientResolvedEvent, LogPosition } from './client'
import type { Connection } from './connection'
import { encodePosition, REPORT_INTERVAL } from './events.codec'
import { PAGE, pagesOf } from './pages'
import { retrying } from './retry'

/**
 * How many events the tail has. A server reports its progress only after every so many events, and
 * before 23.10 it does not report that it has caught up; but within a tail of this length it has
 * reported at least once.
 */
const TAIL = 2 * REPORT_INTERVAL

/** The position of an event or link in `$all`. */
export const positionOf = ({ event, link }: ClientResolvedEvent): LogPosition | undefined =>
  (link ?? event)?.position

/** The last events of `$all` at the time of the call. */
export interface Tail {
  /** The events of wanted streams after the requested place, in order. */
  readonly events: ReadonlyArray<ClientResolvedEvent>
  /** Where the tail begins, if there may be wanted events before it; otherwise null. */
  readonly begins: LogPosition | null
  /** The very last position; null if nothing was ever written. */
  readonly end: LogPosition | null
}

const beyondEnd = (after: LogPosition): E.Either<StoreError, never> =>
  E.left({ _tag: 'BeyondEnd', position: formatPosition(encodePosition(after)) })

/** Reads the last events of `$all`, no further back than a place; null is before everything. */
export const readTail = (
  { client, retry, timeout }: Connection,
  after: LogPosition | null,
  isWanted: (event: ClientResolvedEvent) => boolean,
  signal: AbortSignal,
): Promise<E.Either<StoreError, Tail>> =>
  retrying(retry, async () => {
    const pages = pagesOf(() => {
      const options = { fromPosition: 'end', direction: 'backwards', maxCount: TAIL } as const
      const readable = client.readAll(options, { highWaterMark: PAGE })
      return { readable, cancel: () => readable.cancel(), timeout, signal }
    })
    const events: Array<ClientResolvedEvent> = []
    let end: LogPosition | null = null
    let begins: LogPosition | null = null
    let read = 0
    for await (const page of pages) {
      if (E.isLeft(page)) return page
      for (const resolved of page.right) {
        const position = positionOf(resolved)
        if (position === undefined) continue
        end ??= position
        if (after !== null && end.commit < after.commit) return beyondEnd(after)
        if (after !== null && position.commit <= after.commit)
          return E.right({ events: events.reverse(), begins: null, end })
        begins = position
        read++
        if (isWanted(resolved)) events.push(resolved)
      }
    }
    if (after !== null && end === null) return beyondEnd(after)
    return E.right({ events: events.reverse(), begins: read < TAIL ? null : begins, end })
  })
