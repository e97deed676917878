import type { StoreError } from '@kpi-ledger/core'
import type { Pages } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type { LogPosition } from './client'
import { subscriptionEnded, type Connection } from './connection'
import { clientFilter } from './events.codec'
import { PAGE, type Signals, type Source } from './pages'
import { resuming } from './retry'
import { placedPagesOf, type Placed, type Tail } from './tail'

/** Whether an event is after a place in `$all`; null is before everything. */
const isAfter = ({ position }: Placed, place: LogPosition | null): boolean =>
  place === null || position.commit > place.commit

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
): Pages<Placed> {
  let last = after
  let silent = false
  async function* byFilter(): Pages<Placed> {
    const reading = { complete: false }
    const onComplete = (): void => {
      reading.complete = true
    }
    const source = filtered(connection, last, begins, prefixes, onComplete, signal)
    for await (const page of placedPagesOf(source)) {
      silent = E.isLeft(page) && page.left._tag === 'TimedOut'
      yield page
    }
    if (!reading.complete && !signal.aborted) yield E.left(subscriptionEnded)
  }
  const open = (): Pages<Placed> =>
    silent ? placedPagesOf(unfiltered(connection, last, signal)) : byFilter()
  for await (const page of resuming(connection.retry, open, signal)) {
    if (E.isLeft(page)) {
      yield page
      return
    }
    // A reading begins with the event at its start, which has already been delivered.
    const fresh = page.right.filter((placed) => isAfter(placed, last))
    const wanted = fresh.filter(({ position }) => position.commit < begins.commit)
    const latest = wanted.at(-1)
    if (latest !== undefined) {
      yield E.right(wanted)
      last = latest.position
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
): Pages<Placed> {
  if (begins !== null)
    for await (const page of beforeTail(connection, after, begins, prefixes, signal)) {
      yield page
      if (E.isLeft(page)) return
    }
  if (events.length > 0 && !signal.aborted) yield E.right<StoreError, typeof events>(events)
}
