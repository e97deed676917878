import { setMaxListeners } from 'node:events'
import type {
  EventStore,
  Pages,
  Positioned,
  ReadAllOptions,
  RecordedEvent,
  StoreError,
} from '@kpi-ledger/core'
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

/** A client that somebody else made and will dispose of. */
export interface GivenClient {
  readonly client: EventStoreDBClient
  /** Whom to append as; over a connection without TLS anybody, for nothing of it is sent. */
  readonly credentials: Credentials
}

export interface EventStoreDBOptions {
  /**
   * What the names of the ledger's streams begin with on the server, so that several ledgers can
   * share it; nothing by default. Reading everything still passes over the others' events.
   */
  readonly namespace?: string
  /**
   * How events reach the server; `classic` by default. `batch` is faster on one connection, but
   * what fails on one client's batch stream fails the pending appends of every other client in
   * the process, and may end it. A connection with TLS and without credentials knows only `batch`.
   */
  readonly appendPath?: 'classic' | 'batch'
  /** How long any answer may take, in ms; 10,000 by default. */
  readonly timeout?: number
  /** How often what failed for the moment is tried again, and after how long. */
  readonly retry?: Partial<Retry>
}

/** A store on an EventStoreDB server or cluster. */
export interface EventStoreDBStore extends EventStore {
  /**
   * Works through the events of all contracts together with every other member of the group, in
   * other processes too. At least once; what `handle` does must be the same for the same event
   * twice.
   */
  readonly joinGroup: (group: string, handle: DeliveryHandler, options?: GroupOptions) => Membership
  /** Ends subscriptions; whatever is asked afterwards is `Unavailable`. */
  readonly close: () => Promise<void>
}

/** Ids are remembered of so many events, to tell a repeat without reading. */
const REMEMBERED = 500_000
/** Reading alone makes no more than so many ids of a stream remembered. */
const REMEMBERED_BY_READING = 100_000

/** Reads a stream and remembers its ids, if it is read from the beginning. */
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

/** What is read of a store; where it is closed meanwhile, that comes last. */
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
 * A store on EventStoreDB, by connection string (`esdb://…`, `esdb+discover://…`, or
 * `kurrentdb://…` and `kurrentdb+discover://…`) or on a client
 * of the caller's. Nothing is asked of the server yet. Every contract is one stream; the ids of
 * events are unique in their stream.
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
    // Everything that is being read listens.
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
