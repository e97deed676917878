import type { StoreError } from '@kpi-ledger/core'
import type { Pages } from '@kpi-ledger/core/store'
import { formatPosition } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { ClientEvent, ClientResolvedEvent, LogPosition } from './client'
import type { Connection } from './connection'
import { encodePosition, REPORT_INTERVAL } from './events.codec'
import { PAGE, pagesOf, type Signals, type Source } from './pages'
import { retrying } from './retry'

/**
 * How many events the tail has. A server reports its progress only after every so many events, and
 * before 23.10 it does not report that it has caught up; but within a tail of this length it has
 * reported at least once.
 */
const TAIL = 2 * REPORT_INTERVAL

/** An event of `$all`, and its place there. */
export interface Placed {
  /** The event. */
  readonly event: ClientEvent
  /** Its place. */
  readonly position: LogPosition
}

const placedIn = (page: ReadonlyArray<ClientResolvedEvent>): ReadonlyArray<Placed> =>
  page.flatMap(({ event }) =>
    event?.position === undefined ? [] : [{ event, position: event.position }],
  )

/** The pages of a readable of `$all`; what has no place there is passed over. */
export async function* placedPagesOf(open: (signals: Signals) => Source): Pages<Placed> {
  for await (const page of pagesOf(open)) yield E.map(placedIn)(page)
}

/** The last events of `$all` at the time of the call. */
export interface Tail {
  /** The events of wanted streams after the requested place, in order. */
  readonly events: ReadonlyArray<Placed>
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
  isWanted: (placed: Placed) => boolean,
  signal: AbortSignal,
): Promise<E.Either<StoreError, Tail>> =>
  retrying(retry, async () => {
    const pages = placedPagesOf(() => {
      const options = { fromPosition: 'end', direction: 'backwards', maxCount: TAIL } as const
      const readable = client.readAll(options, { highWaterMark: PAGE })
      return { readable, cancel: () => readable.cancel(), timeout, signal }
    })
    const events: Array<Placed> = []
    let end: LogPosition | null = null
    let begins: LogPosition | null = null
    let read = 0
    for await (const page of pages) {
      if (E.isLeft(page)) return page
      for (const placed of page.right) {
        const { position } = placed
        end ??= position
        if (after !== null && end.commit < after.commit) return beyondEnd(after)
        if (after !== null && position.commit <= after.commit)
          return E.right({ events: events.reverse(), begins: null, end })
        begins = position
        read++
        if (isWanted(placed)) events.push(placed)
      }
    }
    if (after !== null && end === null) return beyondEnd(after)
    return E.right({ events: events.reverse(), begins: read < TAIL ? null : begins, end })
  })
