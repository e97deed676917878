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
  readonly commit: bigint
  readonly prepare: bigint
}

/** An event as the client delivers it. `data` and `metadata` may be anything. */
export interface ClientEvent {
  readonly streamId: string
  readonly id: string
  readonly revision: bigint
  readonly type: string
  readonly data: unknown
  readonly metadata?: unknown
  readonly position?: LogPosition | undefined
}

/** An event, and the link that led to it, if any; no event if the link is dangling. */
export interface ClientResolvedEvent {
  readonly event?: ClientEvent | undefined
  readonly link?: ClientEvent | undefined
  /** In a group: how often it has already been delivered without being acknowledged. */
  readonly retryCount?: number
}

/** An event on its way to the server. */
export interface ClientNewEvent {
  readonly contentType: 'application/json'
  readonly id: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
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
  read(): ClientResolvedEvent | null
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
  readonly startFrom: 'start' | 'end'
  readonly messageTimeout: number
  readonly maxRetryCount: number
  readonly consumerStrategyName: string
  readonly resolveLinkTos: boolean
  readonly extraStatistics: boolean
  readonly checkPointAfter: number
  readonly checkPointLowerBound: number
  readonly checkPointUpperBound: number
  readonly maxSubscriberCount: 'unbounded'
  readonly liveBufferSize: number
  readonly readBatchSize: number
  readonly historyBufferSize: number
}

/** A filter by prefixes of stream names. */
export interface ClientFilter {
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
