import { setMaxListeners } from 'node:events'
import type { EventStore, RecordedEvent, StoreError } from '@kpi-ledger/core'
import type { Pages, Positioned, ReadAllOptions } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { append } from './append'
import type { Credentials, EventStoreDBClient } from './client'
import { connect } from './connect'
import { storeClosed, type Connection } from './connection'
import { decodePosition } from './events.codec'
import { joinGroup, type GroupOptions, type DeliveryHandler, type Membership } from './group'
import { knownStreams, type KnownStreams } from './known-streams'
import { streamNames } from './names'
import { readAll } from './read-all'
import { readStream } from './read-stream'
import { defaultRetry, type Retry } from './retry'
import { subscribe } from './subscribe'

/** A client that the caller creates, and later disposes of. */
export interface GivenClient {
  /** The client. */
  readonly client: EventStoreDBClient
  /** Credentials to append with. Without TLS any will do, since they are not sent. */
  readonly credentials: Credentials
}

/** Options of a store on EventStoreDB. */
export interface EventStoreDBOptions {
  /**
   * Prefix of the ledger's stream names on the server, so that several ledgers can share it; empty
   * by default. Reading everything still has to skip the events of the others.
   */
  readonly namespace?: string
  /**
   * How events are sent; `classic` by default. `batch` is faster on one connection, but an error on
   * one client's batch stream fails the pending appends of every other client in the process, and
   * may end it. A connection with TLS and without credentials supports only `batch`.
   */
  readonly appendPath?: 'classic' | 'batch'
  /** How long to wait for an answer, in ms; 10,000 by default. */
  readonly timeout?: number
  /** How often, and how soon, to retry after transient failures. */
  readonly retry?: Partial<Retry>
}

/** A store on an EventStoreDB server or cluster. */
export interface EventStoreDBStore extends EventStore {
  /**
   * Processes the events of all contracts together with the other members of the group, in this
   * process and others. Delivery is at least once, so `handle` must be idempotent.
   */
  readonly joinGroup: (group: string, handle: DeliveryHandler, options?: GroupOptions) => Membership
  /** Ends all subscriptions; every later call is `Unavailable`. */
  readonly close: () => Promise<void>
}

/** How many event ids are remembered, to recognise repeats without reading. */
const REMEMBERED = 500_000
/** How many ids of one stream are remembered just from reading it. */
const REMEMBERED_BY_READING = 100_000

/** Reads a stream and remembers its ids, if read from the beginning. */
async function* remembering(
  streams: KnownStreams,
  stream: string,
  pages: Pages<RecordedEvent>,
): Pages<RecordedEvent> {
  const known = streams.get(stream)
  for await (const page of pages) {
    if (E.isRight(page) && known.next() < REMEMBERED_BY_READING)
      for (const { id, revision } of page.right) known.learn(id, revision)
    yield page
  }
}

/** Pages read from a store; if the store is closed meanwhile, that error is the last item. */
async function* untilClosed<A>({ closing }: Connection, pages: () => Pages<A>): Pages<A> {
  if (!closing.aborted) yield* pages()
  if (closing.aborted) yield storeClosed
}

const storeOf = (connection: Connection, close: EventStoreDBStore['close']): EventStoreDBStore => {
  const streams = knownStreams(REMEMBERED)

  const appendOne: EventStore['append'] = (stream, events, expected) => async () =>
    connection.closing.aborted
      ? storeClosed
      : append(connection, streams, { stream, events, expected })

  async function* everything({ after, filter }: ReadAllOptions): Pages<Positioned> {
    const start = after === undefined ? E.right(null) : decodePosition(after)
    if (E.isLeft(start)) yield start
    else yield* readAll(connection, start.right, filter)
  }

  return {
    append: appendOne,
    appendTogether: (batches) => async () => {
      const [only, ...others] = batches
      if (only === undefined) return E.right([])
      if (others.length === 0) {
        const appended = await appendOne(only.stream, only.events, only.expected)()
        return E.isLeft(appended) ? appended : E.right([appended.right])
      }
      const operation = 'appending to several streams at once'
      const reason = 'an EventStoreDB server takes one stream at a time'
      return E.left({ _tag: 'NotSupported', operation, reason })
    },
    read: (stream, options) =>
      untilClosed(connection, () =>
        remembering(streams, stream, readStream(connection, stream, options)),
      ),
    readAll: (options = {}) => untilClosed(connection, () => everything(options)),
    subscribe: (options = {}) => subscribe(connection, options),
    joinGroup: (group, handle, options) => joinGroup(connection, group, handle, options),
    close,
  }
}

/**
 * A store on EventStoreDB, opened by connection string (`esdb://…`, `esdb+discover://…`,
 * `kurrentdb://…` or `kurrentdb+discover://…`) or on the caller's own client. Opening does not
 * contact the server. Every contract is one stream; event ids are unique within their stream.
 */
export const eventStoreDBStore =
  (
    target: string | GivenClient,
    options: EventStoreDBOptions = {},
  ): TE.TaskEither<StoreError, EventStoreDBStore> =>
  async () => {
    const { appendPath = 'classic', namespace = '', timeout = 10_000, retry = {} } = options
    const connected = typeof target === 'string' ? connect(target) : E.right(target)
    if (E.isLeft(connected)) return connected
    const { client, credentials } = connected.right
    const closing = new AbortController()
    // Every read and subscription listens to this signal.
    setMaxListeners(0, closing.signal)
    const connection: Connection = {
      client,
      credentials: appendPath === 'batch' ? null : credentials,
      timeout,
      retry: { ...defaultRetry, ...retry },
      names: streamNames(namespace),
      closing: closing.signal,
    }
    const close = async (): Promise<void> => {
      closing.abort()
      if (typeof target === 'string') await client.dispose()
    }
    return E.right(storeOf(connection, close))
  }
