import type { StoreError } from '@kpi-ledger/core'
import type { EventFilter, Positioned } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { matches } from '../filter'
import type {
  ClientGroupSettings,
  ClientGroupSubscription,
  ClientResolvedEvent,
  LogPosition,
} from './client'
import { inTime, late, storeClosed, subscriptionEnded, type Connection } from './connection'
import { groupExists, isGroupMissing, storeError } from './error'
import { clientFilter, decodeClientEvent, encodePosition } from './events.codec'
import type { StreamNames } from './names'
import { pagesOf, type Source } from './pages'
import { wantedStream } from './admitting'
import { resuming, retrying } from './retry'

/**
 * An event delivered to a member of a group. The `position` of a parked event that is replayed is
 * that of the replay: it does not say where the event is, and cannot serve as a checkpoint.
 */
export interface Delivery extends Positioned {
  /** How often it has already been delivered without being handled. */
  readonly retries: number
  /** Whether it was parked and is now replayed on request. */
  readonly replayed: boolean
}

/** Why an event was not handled: it is to be retried, or parked for somebody to look at. */
export interface NotHandled {
  readonly _tag: 'Retry' | 'Park'
  /** Why, for the server's log. */
  readonly reason: string
}

/**
 * Handles an event. The same event may be delivered again, to this member or another, whether it
 * was handled or not, so handling must be idempotent by `event.id`.
 */
export type DeliveryHandler = (delivery: Delivery) => TE.TaskEither<NotHandled, unknown>

/** Options of joining a group. */
export interface GroupOptions {
  /** Where a new group starts; by default at the first event. */
  readonly from?: 'start' | 'end'
  /** Which events to handle; by default all. */
  readonly filter?: EventFilter
  /** Milliseconds without a response after which an event is redelivered; 30,000 by default. */
  readonly messageTimeout?: number
  /** Number of redeliveries after which an event is parked; 10 by default. */
  readonly maxRetries?: number
}

/** A membership of a group. */
export interface Membership {
  /** Leaves the group, after the event that is being handled. */
  readonly close: () => void
  /**
   * Resolves when the membership ends, by `close` or with a lasting error: `NotFound` if the group
   * was deleted.
   */
  readonly ended: Promise<E.Either<StoreError, null>>
}

/** How many events are delivered to a member ahead of those it has handled. */
const AHEAD = 10

const settingsOf = ({
  from = 'start',
  messageTimeout = 30_000,
  maxRetries = 10,
}: GroupOptions): ClientGroupSettings => ({
  startFrom: from,
  messageTimeout,
  maxRetryCount: maxRetries,
  // The events of a contract go to the same member where possible.
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

/** Creates the group; an existing one is left unchanged. */
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
      return groupExists(e) ? E.right(null) : E.left(storeError(e))
    }
  })

/** Used if the server gives no position for a replay, which would lead nowhere anyway. */
const NOWHERE: LogPosition = { commit: 0n, prepare: 0n }

const park = (reason: string): E.Either<NotHandled, never> => E.left({ _tag: 'Park', reason })

/**
 * Passes one event to the handler if the filter asks for it. Parked events are replayed as links to
 * them.
 */
const handOver = async (
  resolved: ClientResolvedEvent,
  names: StreamNames,
  filter: EventFilter | undefined,
  handle: DeliveryHandler,
): Promise<E.Either<NotHandled, unknown>> => {
  const { event, link, retryCount: retries = 0 } = resolved
  if (event === undefined) return park('the event is gone')
  const stream = wantedStream(event, names, filter)
  if (stream === null || !matches(filter, { stream, type: event.type })) return E.right(null)
  const decoded = decodeClientEvent(event, stream)
  if (E.isLeft(decoded)) return park('the event does not decode')
  return handle({
    event: decoded.right,
    position: encodePosition(link?.position ?? event.position ?? NOWHERE),
    retries,
    replayed: link !== undefined,
  })()
}

/** Passes one event to the handler and reports the result to the server. */
const deliver = async (
  subscription: ClientGroupSubscription,
  resolved: ClientResolvedEvent,
  names: StreamNames,
  filter: EventFilter | undefined,
  handle: DeliveryHandler,
): Promise<void> => {
  const done = await handOver(resolved, names, filter, handle)
  try {
    if (E.isRight(done)) await subscription.ack(resolved)
    else
      await subscription.nack(
        done.left._tag === 'Park' ? 'park' : 'retry',
        done.left.reason,
        resolved,
      )
  } catch {
    // The connection is gone, and the event will be redelivered.
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
    const errorOf = (e: unknown): StoreError =>
      isGroupMissing(e) ? { _tag: 'NotFound', what: `group ${group}` } : storeError(e)
    return { readable: opened, cancel, errorOf, timeout, confirms: true, signal }
  }
  async function* open() {
    yield* pagesOf(source)
    if (!signal.aborted) yield E.left(subscriptionEnded)
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
 * Processes the events of all contracts together with the other members of the group, in this
 * process and others, by a persistent subscription of the server. Delivery is at least once: an
 * event whose member dies or does not respond in time is redelivered; after a retry, or across
 * members, order is not guaranteed.
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
