import type { EventFilter, Positioned, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import type { ClientGroupSettings, ClientGroupSubscription, ClientResolvedEvent } from './client'
import { inTime, late, storeClosed, type Connection } from './connection'
import { isGroupThere, storeError } from './error'
import { clientFilter } from './events.codec'
import type { StreamNames } from './names'
import { pagesOf, type Source } from './pages'
import { decodeAll } from './read-all'
import { resuming, retrying } from './retry'

/** An event that a member of a group is to do something with. */
export interface Delivery extends Positioned {
  /** How often the event was given to a member before and not done with. */
  readonly retries: number
}

/** Why an event was not done with: to be tried again, or put aside for somebody to look at. */
export interface NotDone {
  readonly _tag: 'Retry' | 'Park'
  readonly reason: string
}

/**
 * What a group does with an event. The same event may be given again, to this member or another,
 * be it done with or not: what is done must be the same for the same `event.id` twice.
 */
export type DeliveryHandler = (delivery: Delivery) => TE.TaskEither<NotDone, unknown>

export interface GroupOptions {
  /** Where a new group begins; by default with the first event there is. */
  readonly from?: 'start' | 'end'
  readonly filter?: EventFilter
  /** After so many ms without a word an event is given again; 30,000 by default. */
  readonly messageTimeout?: number
  /** After so many repeats an event is parked; 10 by default. */
  readonly maxRetries?: number
}

/** A member's part in a group. */
export interface Membership {
  readonly close: () => void
  /** Settled once it is over: by `close`, or by an error that lasted. */
  readonly ended: Promise<E.Either<StoreError, null>>
}

/** Events given to a member ahead of what it has done. */
const AHEAD = 10

const settingsOf = ({
  from = 'start',
  messageTimeout = 30_000,
  maxRetries = 10,
}: GroupOptions): ClientGroupSettings => ({
  startFrom: from,
  messageTimeout,
  maxRetryCount: maxRetries,
  // As far as it can be, a contract's events go to one member.
  consumerStrategyName: 'Pinned',
  resolveLinkTos: false,
  extraStatistics: false,
  checkPointAfter: 2000,
  checkPointLowerBound: 10,
  checkPointUpperBound: 1000,
  maxSubscriberCount: 'unbounded',
  liveBufferSize: 500,
  readBatchSize: 20,
  historyBufferSize: 500,
})

/** Makes the group, unless somebody did; then it is left as it is. */
const createGroup = (
  { client, retry, timeout, names }: Connection,
  group: string,
  options: GroupOptions,
): Promise<E.Either<StoreError, null>> =>
  retrying(retry, async () => {
    try {
      const created = client.createPersistentSubscriptionToAll(group, settingsOf(options), {
        filter: clientFilter(names.prefixes(options.filter)),
        deadline: timeout,
      })
      return (await inTime(created, timeout)) === 'late' ? E.left(late(timeout)) : E.right(null)
    } catch (e) {
      return isGroupThere(e) ? E.right(null) : E.left(storeError(e))
    }
  })

/** Hands one event over and tells the server what became of it. */
const deliver = async (
  subscription: ClientGroupSubscription,
  resolved: ClientResolvedEvent,
  names: StreamNames,
  filter: EventFilter | undefined,
  handle: DeliveryHandler,
): Promise<void> => {
  const { events, error } = decodeAll([resolved], names, filter)
  const [positioned] = events
  const retries = resolved.retryCount ?? 0
  const done =
    error !== null
      ? E.left<NotDone>({ _tag: 'Park', reason: 'the event does not decode' })
      : positioned === undefined
        ? E.right(null)
        : await handle({ ...positioned, retries })()
  try {
    if (E.isRight(done)) await subscription.ack(resolved)
    else
      await subscription.nack(
        done.left._tag === 'Park' ? 'park' : 'retry',
        done.left.reason,
        resolved,
      )
  } catch {
    // The connection is gone, and the event will be given again.
  }
}

const work = async (
  connection: Connection,
  group: string,
  handle: DeliveryHandler,
  options: GroupOptions,
  signal: AbortSignal,
): Promise<E.Either<StoreError, null>> => {
  if (connection.closing.aborted) return storeClosed
  const created = await createGroup(connection, group, options)
  if (E.isLeft(created)) return created
  const { client, retry, timeout, names } = connection
  const current: { subscription: ClientGroupSubscription | null } = { subscription: null }
  const source = (): Source => {
    const opened = client.subscribeToPersistentSubscriptionToAll(
      group,
      { bufferSize: AHEAD },
      { highWaterMark: AHEAD },
    )
    current.subscription = opened
    const cancel = (): Promise<unknown> => opened.unsubscribe()
    return { readable: opened, cancel, timeout, confirms: true, signal }
  }
  async function* open() {
    yield* pagesOf(source)
    if (!signal.aborted)
      yield E.left<StoreError>({ _tag: 'Unavailable', reason: 'the subscription was ended' })
  }
  for await (const page of resuming(retry, open, signal)) {
    if (E.isLeft(page)) return page
    for (const resolved of page.right) {
      const { subscription } = current
      if (signal.aborted || subscription === null) break
      await deliver(subscription, resolved, names, options.filter, handle)
    }
  }
  return E.right(null)
}

/**
 * Works through the events of all contracts together with every other member of the group, in
 * other processes too, by a persistent subscription of the server. At least once: an event whose
 * member dies, or says nothing in time, is given again; after a retry, or to several members,
 * not in order.
 */
export const joinGroup = (
  connection: Connection,
  group: string,
  handle: DeliveryHandler,
  options: GroupOptions = {},
): Membership => {
  const leaving = new AbortController()
  const signal = AbortSignal.any([leaving.signal, connection.closing])
  return {
    close: () => leaving.abort(),
    ended: work(connection, group, handle, options, signal),
  }
}
