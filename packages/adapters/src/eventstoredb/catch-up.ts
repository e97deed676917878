import type { StoreError } from '@kpi-ledger/core'
import type { Pages } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type { ClientResolvedEvent, LogPosition } from './client'
import { subscriptionEnded, type Connection } from './connection'
import { clientFilter } from './events.codec'
import { PAGE, pagesOf, type Signals, type Source } from './pages'
import { resuming } from './retry'
import { positionOf, type Tail } from './tail'

/** Whether an event is before a place in `$all`. */
const isBefore = (resolved: ClientResolvedEvent, place: LogPosition): boolean =>
  (positionOf(resolved)?.commit ?? place.commit) < place.commit

/** Whether an event is after a place in `$all`; null is before everything. */
const isAfter = (resolved: ClientResolvedEvent, place: LogPosition | null): boolean =>
  place === null || (positionOf(resolved)?.commit ?? place.commit) > place.commit

/**
 * A subscription, since only subscriptions can filter on the server. It ends where the tail begins:
 * at an event or a checkpoint from there on, or when the server reports that it has caught up.
 */
const filtered =
  (
    { client, timeout }: Connection,
    from: LogPosition | null,
    to: LogPosition,
    prefixes: Array<string>,
    onComplete: () => void,
    signal: AbortSignal,
  ) =>
  ({ alive, complete: endHere }: Signals): Source => {
    const complete = (): void => {
      onComplete()
      endHere()
    }
    const checkpointReached = (_: unknown, { commit }: LogPosition): Promise<void> => {
      if (commit >= to.commit) complete()
      else alive()
      return Promise.resolve()
    }
    const subscription = client.subscribeToAll(
      { fromPosition: from ?? 'start', filter: { ...clientFilter(prefixes), checkpointReached } },
      { highWaterMark: PAGE },
    )
    subscription.on('caughtUp', complete)
    const cancel = (): Promise<unknown> => subscription.unsubscribe()
    return { readable: subscription, cancel, timeout, signal }
  }

/** Every event, including those of other streams. */
const unfiltered =
  ({ client, timeout }: Connection, from: LogPosition | null, signal: AbortSignal) =>
  (): Source => {
    const readable = client.readAll(
      { fromPosition: from ?? 'start', direction: 'forwards', maxCount: Number.MAX_SAFE_INTEGER },
      { highWaterMark: PAGE },
    )
    return { readable, cancel: () => readable.cancel(), timeout, signal }
  }

/**
 * The events of streams with these prefixes, after a place and before the tail begins. If the
 * server falls silent on the way because of its filter, everything is read instead.
 */
async function* beforeTail(
  connection: Connection,
  after: LogPosition | null,
  begins: LogPosition,
  prefixes: Array<string>,
  signal: AbortSignal,
): Pages<ClientResolvedEvent> {
  let last = after
  let silent = false
  async function* byFilter(): Pages<ClientResolvedEvent> {
    const reading = { complete: false }
    const onComplete = (): void => {
      reading.complete = true
    }
    const source = filtered(connection, last, begins, prefixes, onComplete, signal)
    for await (const page of pagesOf(source)) {
      silent = E.isLeft(page) && page.left._tag === 'TimedOut'
      yield page
    }
    if (!reading.complete && !signal.aborted) yield E.left(subscriptionEnded)
  }
  const open = (): Pages<ClientResolvedEvent> =>
    silent ? pagesOf(unfiltered(connection, last, signal)) : byFilter()
  for await (const page of resuming(connection.retry, open, signal)) {
    if (E.isLeft(page)) {
      yield page
      return
    }
    // A reading begins with the event at its start, which has already been delivered.
    const fresh = page.right.filter((resolved) => isAfter(resolved, last))
    const wanted = fresh.filter((resolved) => isBefore(resolved, begins))
    const latest = wanted.at(-1)
    if (latest !== undefined) {
      yield E.right(wanted)
      last = positionOf(latest) ?? last
    }
    if (wanted.length < fresh.length) return
  }
}

/** The events of streams with these prefixes, after a place and up to the end of the tail. */
export async function* upToEnd(
  connection: Connection,
  after: LogPosition | null,
  { events, begins }: Tail,
  prefixes: Array<string>,
  signal: AbortSignal,
): Pages<ClientResolvedEvent> {
  if (begins !== null)
    for await (const page of beforeTail(connection, after, begins, prefixes, signal)) {
      yield page
      if (E.isLeft(page)) return
    }
  if (events.length > 0 && !signal.aborted) yield E.right<StoreError, typeof events>(events)
}
