import type { EventFilter, Pages, Positioned, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { matches } from '../filter'
import type { ClientResolvedEvent, LogPosition } from './client'
import type { Connection } from './connection'
import { decodeClientEvent, encodePosition } from './events.codec'
import { PAGE, pagesOf, type Source } from './pages'
import type { StreamNames } from './names'
import { resuming, retrying } from './retry'

/** The position of an event or link in `$all`. */
export const positionOf = ({ event, link }: ClientResolvedEvent): LogPosition | undefined =>
  (link ?? event)?.position

/** Whether an event is after a place in `$all`; null is before everything. */
const isAfter = (resolved: ClientResolvedEvent, place: LogPosition | null): boolean => {
  const position = positionOf(resolved)
  return position === undefined || place === null || position.commit > place.commit
}

/** The last position in `$all`; null if nothing was ever written. */
const endOf = ({
  client,
  retry,
  timeout,
  closing,
}: Connection): Promise<E.Either<StoreError, LogPosition | null>> =>
  retrying(retry, async () => {
    const pages = pagesOf(() => {
      const options = { fromPosition: 'end', direction: 'backwards', maxCount: 1 } as const
      const readable = client.readAll(options, { highWaterMark: 1 })
      return { readable, cancel: () => readable.cancel(), timeout, signal: closing }
    })
    for await (const page of pages) {
      if (E.isLeft(page)) return page
      const [last] = page.right
      if (last !== undefined) return E.right(positionOf(last) ?? null)
    }
    return E.right(null)
  })

/** Everything in `$all` after a place, up to the end at the time of the call. */
export async function* everythingAfter(
  connection: Connection,
  after: LogPosition | null,
  signal: AbortSignal = connection.closing,
): Pages<ClientResolvedEvent> {
  const end = await endOf(connection)
  if (E.isLeft(end)) {
    yield end
    return
  }
  if (end.right === null) return
  let last = after
  const source = (): Source => {
    const readable = connection.client.readAll(
      { fromPosition: last ?? 'start', direction: 'forwards', maxCount: Number.MAX_SAFE_INTEGER },
      { highWaterMark: PAGE },
    )
    const cancel = (): Promise<unknown> => readable.cancel()
    return { readable, cancel, timeout: connection.timeout, signal }
  }
  const pages = resuming(connection.retry, () => pagesOf(source), signal)
  for await (const page of pages) {
    if (E.isLeft(page)) {
      yield page
      return
    }
    // A page begins with the event it is read from, which was delivered before.
    const fresh = page.right.filter((resolved) => isAfter(resolved, last))
    const wanted = fresh.filter((resolved) => !isAfter(resolved, end.right))
    const latest = wanted.at(-1)
    if (latest !== undefined) {
      yield E.right(wanted)
      last = positionOf(latest) ?? last
    }
    if (wanted.length < fresh.length || last?.commit === end.right.commit) return
  }
}

/** The matching events of a page of `$all`, and the error of the first one that does not decode. */
export const decodeAll = (
  page: ReadonlyArray<ClientResolvedEvent>,
  names: StreamNames,
  filter: EventFilter | undefined,
): {
  readonly events: ReadonlyArray<Positioned>
  readonly error: E.Left<StoreError> | null
} => {
  const events: Array<Positioned> = []
  for (const { event, link } of page) {
    if (event?.position === undefined || link !== undefined) continue
    const stream = names.inLedger(event.streamId)
    if (stream === null) continue
    const decoded = decodeClientEvent(event, stream)
    if (E.isLeft(decoded)) return { events, error: decoded }
    if (matches(filter, decoded.right))
      events.push({ event: decoded.right, position: encodePosition(event.position) })
  }
  return { events, error: null }
}

/** The events of all contracts after a place, in the order the server took them. */
export async function* readAll(
  connection: Connection,
  after: LogPosition | null,
  filter: EventFilter | undefined,
): Pages<Positioned> {
  for await (const page of everythingAfter(connection, after)) {
    if (E.isLeft(page)) {
      yield page
      return
    }
    const { events, error } = decodeAll(page.right, connection.names, filter)
    if (events.length > 0) yield E.right(events)
    if (error !== null) {
      yield error
      return
    }
  }
}
