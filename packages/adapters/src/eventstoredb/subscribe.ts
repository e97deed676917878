import type { StoreError } from '@kpi-ledger/core'
import {
  subscriptionOf,
  type EventFilter,
  type Pages,
  type ReadAllOptions,
  type Subscription,
  type SubscriptionMessage,
} from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { admitting } from './admitting'
import { upToEnd } from './catch-up'
import type { LogPosition } from './client'
import { storeClosed, subscriptionEnded, type Connection } from './connection'
import { clientFilter, decodePosition, encodePosition } from './events.codec'
import { PAGE, type Source } from './pages'
import { wantedBy } from './read-all'
import { resuming } from './retry'
import { placedPagesOf, readTail, type Placed } from './tail'

type Message = E.Either<StoreError, SubscriptionMessage>

/** Events written after a position, without end. The position is read again on every connection. */
const livePages = (
  { client, retry, timeout, names }: Connection,
  place: () => LogPosition | null,
  filter: EventFilter | undefined,
  signal: AbortSignal,
): Pages<Placed> => {
  const source = (): Source => {
    const subscription = client.subscribeToAll(
      {
        fromPosition: place() ?? 'start',
        filter: clientFilter(names.prefixes(filter)),
      },
      { highWaterMark: PAGE },
    )
    const cancel = (): Promise<unknown> => subscription.unsubscribe()
    return { readable: subscription, cancel, timeout, confirms: true, signal }
  }
  async function* open(): Pages<Placed> {
    yield* placedPagesOf(source)
    if (!signal.aborted) yield E.left(subscriptionEnded)
  }
  return resuming(retry, open, signal)
}

async function* messagesOf(
  connection: Connection,
  { after, filter }: ReadAllOptions,
  signal: AbortSignal,
): AsyncGenerator<Message> {
  const start = after === undefined ? E.right(null) : decodePosition(after)
  if (E.isLeft(start)) {
    yield start
    return
  }
  let last = start.right
  const isOver = (): boolean => signal.aborted
  if (connection.closing.aborted) yield storeClosed
  if (isOver()) return

  const { names } = connection
  const tail = await readTail(connection, last, wantedBy(names, filter), signal)
  if (isOver()) return
  if (E.isLeft(tail)) {
    yield tail
    return
  }
  const { end } = tail.right
  const admit = admitting(names, filter, last === null)
  /** Delivers events as far as the pages go; the result is whether to go on. */
  async function* deliver(pages: Pages<Placed>): AsyncGenerator<Message, boolean> {
    for await (const page of pages) {
      if (E.isLeft(page)) {
        yield page
        return false
      }
      const { events, error } = admit(page.right)
      for (const [i, { event, position }] of events.entries()) {
        if (isOver()) return false
        yield E.right({ kind: 'event', event, position, more: i < events.length - 1 })
      }
      if (error !== null) {
        yield E.left(error)
        return false
      }
      last = page.right.at(-1)?.position ?? last
    }
    return !isOver()
  }
  const catchingUp = upToEnd(connection, last, tail.right, names.prefixes(filter), signal)
  if (!(yield* deliver(catchingUp))) return
  if (end !== null && (last === null || end.commit > last.commit)) last = end
  const position = last === null ? {} : { position: encodePosition(last) }
  yield E.right({ kind: 'caught-up', ...position })
  yield* deliver(livePages(connection, () => last, filter, signal))
}

/**
 * Catches up by reading, reports that once, and then delivers new events until closed. The server's
 * own caught-up message comes too late or not at all, depending on its release.
 */
export const subscribe = (connection: Connection, options: ReadAllOptions): Subscription => {
  const closing = new AbortController()
  const signal = AbortSignal.any([closing.signal, connection.closing])
  return subscriptionOf(
    () => messagesOf(connection, options, signal),
    () => closing.abort(),
  )
}
