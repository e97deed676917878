/*
 * What this adapter asks of a client: a part of `EventStoreDBClient` of @eventstore/db-client 6,
 * written down here so that another client fits with a thin shim, and so that whoever uses this
 * package needs the declarations of none.
 */

export interface Credentials {
  readonly username: string
  readonly password: string
}

/** A place in `$all`. */
export interface LogPosition {
  readonly commit: bigint
  readonly prepare: bigint
}

/** An event as the client delivers it. `data` and `metadata` may hold anything. */
export interface ClientEvent {
  readonly streamId: string
  readonly id: string
  readonly revision: bigint
  readonly type: string
  readonly data: unknown
  readonly metadata?: unknown
  readonly position?: LogPosition | undefined
}

/** An event with the link that led to it, if any; no event if the link is dangling. */
export interface ClientResolvedEvent {
  readonly event?: ClientEvent | undefined
  readonly link?: ClientEvent | undefined
  /** In a group: how often it was delivered before without being acknowledged. */
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

export type ClientExpectation = bigint | 'no_stream'

export interface ClientAppended {
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

export interface ClientReading extends ClientReadable {
  cancel(): Promise<unknown>
}

/** Emits `confirmation` once the server has accepted it. */
export interface ClientSubscription extends ClientReadable {
  unsubscribe(): Promise<unknown>
}

/** The events of a group member, each acknowledged or rejected. */
export interface ClientGroupSubscription extends ClientSubscription {
  ack(...events: Array<ClientResolvedEvent>): Promise<unknown>
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

export interface ClientFilter {
  readonly filterOn: 'streamName'
  readonly prefixes: Array<string>
  /** After how many search windows the server says how far it is. */
  readonly checkpointInterval: number
  /** How many events the server looks at in one go. */
  readonly maxSearchWindow: number
  readonly checkpointReached?: (subscription: unknown, position: LogPosition) => Promise<void>
}

interface ClientReadableOptions {
  readonly highWaterMark: number
}

export interface EventStoreDBClient {
  appendToStream(
    stream: string,
    events: Array<ClientNewEvent>,
    options: {
      readonly expectedRevision: ClientExpectation
      readonly credentials?: Credentials
      readonly deadline: number
    },
  ): Promise<ClientAppended>
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
  readAll(
    options: {
      readonly fromPosition: LogPosition | 'start' | 'end'
      readonly direction: 'forwards' | 'backwards'
      readonly maxCount: number
    },
    readable: ClientReadableOptions,
  ): ClientReading
  subscribeToAll(
    options: {
      readonly fromPosition: LogPosition | 'start'
      readonly filter: ClientFilter
    },
    readable: ClientReadableOptions,
  ): ClientSubscription
  createPersistentSubscriptionToAll(
    group: string,
    settings: ClientGroupSettings,
    options: { readonly filter: ClientFilter; readonly deadline: number },
  ): Promise<unknown>
  subscribeToPersistentSubscriptionToAll(
    group: string,
    options: { readonly bufferSize: number },
    readable: ClientReadableOptions,
  ): ClientGroupSubscription
  dispose(): Promise<unknown>
}
