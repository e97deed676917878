/*
 * What this adapter needs from a client: a part of `EventStoreDBClient` of @eventstore/db-client 6,
 * declared here so that another client fits with a thin shim, and so that users of this package
 * need no client's type declarations.
 */

/** A user name and password. */
export interface Credentials {
  /** The user name. */
  readonly username: string
  /** The password. */
  readonly password: string
}

/** A place in `$all`. */
export interface LogPosition {
  /** The place of the transaction's commit record. */
  readonly commit: bigint
  /** The place of the event's own record. */
  readonly prepare: bigint
}

/** An event as the client delivers it. `data` and `metadata` may be anything. */
export interface ClientEvent {
  /** Name of the stream on the server. */
  readonly streamId: string
  /** The event's id. */
  readonly id: string
  /** The event's revision in its stream. */
  readonly revision: bigint
  /** The event's type. */
  readonly type: string
  /** The event's data; JSON if it was written as such. */
  readonly data: unknown
  /** The event's metadata. */
  readonly metadata?: unknown
  /** The event's position in `$all`, if the server gives it. */
  readonly position?: LogPosition | undefined
}

/** An event, and the link that led to it, if any; no event if the link is dangling. */
export interface ClientResolvedEvent {
  /** The event. */
  readonly event?: ClientEvent | undefined
  /** The link. */
  readonly link?: ClientEvent | undefined
  /** In a group: how often it has already been delivered without being acknowledged. */
  readonly retryCount?: number
}

/** An event on its way to the server. */
export interface ClientNewEvent {
  /** The type of the data. */
  readonly contentType: 'application/json'
  /** The event's id. */
  readonly id: string
  /** The event's type. */
  readonly type: string
  /** The event's data. */
  readonly data: Readonly<Record<string, unknown>>
  /** The event's metadata. */
  readonly metadata: Readonly<Record<string, unknown>>
}

/** The revision that a stream is expected to be at, or that it does not exist. */
export type ClientExpectation = bigint | 'no_stream'

/** The result of an append. */
export interface ClientAppended {
  /** Whether the events were written; if not, the stream was at another revision. */
  readonly success: boolean
  /** Revision of the last event written. */
  readonly nextExpectedRevision: bigint
}

/** A Node readable in object mode; only these members are used. */
export interface ClientReadable {
  /** The next buffered event; null if there is none. */
  read(): ClientResolvedEvent | null
  /** Listens to an event of the readable. */
  on(
    event: 'readable' | 'end' | 'close' | 'error' | 'confirmation' | 'caughtUp',
    listener: (error?: unknown) => void,
  ): unknown
}

/** A reading of events. */
export interface ClientReading extends ClientReadable {
  /** Ends the reading. */
  cancel(): Promise<unknown>
}

/** A subscription. It emits `confirmation` once the server has accepted it. */
export interface ClientSubscription extends ClientReadable {
  /** Ends the subscription. */
  unsubscribe(): Promise<unknown>
}

/** The events of a group member, each acknowledged or rejected. */
export interface ClientGroupSubscription extends ClientSubscription {
  /** Acknowledges events as handled. */
  ack(...events: Array<ClientResolvedEvent>): Promise<unknown>
  /** Rejects events, to be parked or delivered again. */
  nack(
    action: 'park' | 'retry',
    reason: string,
    ...events: Array<ClientResolvedEvent>
  ): Promise<unknown>
}

/** Settings of a persistent subscription to `$all`; times in ms. */
export interface ClientGroupSettings {
  /** Where the group starts. */
  readonly startFrom: 'start' | 'end'
  /** How long to wait for a response before redelivering. */
  readonly messageTimeout: number
  /** Number of redeliveries before an event is parked. */
  readonly maxRetryCount: number
  /** How events are distributed among members. */
  readonly consumerStrategyName: string
  /** Whether links are resolved to their events. */
  readonly resolveLinkTos: boolean
  /** Whether the server keeps latency statistics. */
  readonly extraStatistics: boolean
  /** The longest time between checkpoints of the group. */
  readonly checkPointAfter: number
  /** The least number of events between checkpoints. */
  readonly checkPointLowerBound: number
  /** The most events between checkpoints. */
  readonly checkPointUpperBound: number
  /** How many members may join. */
  readonly maxSubscriberCount: 'unbounded'
  /** How many live events the server buffers. */
  readonly liveBufferSize: number
  /** How many events the server reads at once. */
  readonly readBatchSize: number
  /** How many events the server buffers while catching up. */
  readonly historyBufferSize: number
}

/** A filter by prefixes of stream names. */
export interface ClientFilter {
  /** What is filtered: the names of streams. */
  readonly filterOn: 'streamName'
  /** The prefixes. */
  readonly prefixes: Array<string>
  /** After how many search windows the server reports how far it has got. */
  readonly checkpointInterval: number
  /** How many events the server looks at in one go. */
  readonly maxSearchWindow: number
  /** Called when the server reports how far it has got. */
  readonly checkpointReached?: (subscription: unknown, position: LogPosition) => Promise<void>
}

interface ClientReadableOptions {
  readonly highWaterMark: number
}

/** The calls of a client that the store uses. */
export interface EventStoreDBClient {
  /** Appends events to a stream at an exact revision. */
  appendToStream(
    stream: string,
    events: Array<ClientNewEvent>,
    options: {
      readonly expectedRevision: ClientExpectation
      readonly credentials?: Credentials
      readonly deadline: number
    },
  ): Promise<ClientAppended>
  /** Reads the events of a stream. */
  readStream(
    stream: string,
    options: {
      readonly fromRevision: bigint | 'start' | 'end'
      readonly direction: 'forwards' | 'backwards'
      readonly maxCount: number
      readonly requiresLeader: boolean
    },
    readable: ClientReadableOptions,
  ): ClientReading
  /** Reads the events of all streams. */
  readAll(
    options: {
      readonly fromPosition: LogPosition | 'start' | 'end'
      readonly direction: 'forwards' | 'backwards'
      readonly maxCount: number
    },
    readable: ClientReadableOptions,
  ): ClientReading
  /** Subscribes to the events of all streams after a position. */
  subscribeToAll(
    options: {
      readonly fromPosition: LogPosition | 'start'
      readonly filter: ClientFilter
    },
    readable: ClientReadableOptions,
  ): ClientSubscription
  /** Creates a group. */
  createPersistentSubscriptionToAll(
    group: string,
    settings: ClientGroupSettings,
    options: { readonly filter: ClientFilter; readonly deadline: number },
  ): Promise<unknown>
  /** Joins a group. */
  subscribeToPersistentSubscriptionToAll(
    group: string,
    options: { readonly bufferSize: number },
    readable: ClientReadableOptions,
  ): ClientGroupSubscription
  /** Closes the client's connections. */
  dispose(): Promise<unknown>
}
