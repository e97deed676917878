import type { ProposedEvent } from '../log'
import type { WriteOptions } from '../writing'

/** Where a read or a subscription begins: a revision, a position, or one of the ends. */
export type Place = number | 'start' | 'end'

/** A read of a stream or of the log. */
export interface ReadRequest {
  readonly kind: 'read'
  /** The stream to read; undefined for the whole log. */
  readonly stream: string | undefined
  /** Where it begins. */
  readonly from: Place
  readonly direction: 'forwards' | 'backwards'
  /** The most events to return. */
  readonly count: number
}

/** A subscription to the whole log. */
export interface SubscribeRequest {
  readonly kind: 'subscription'
  /** The place after which it begins. */
  readonly after: Place
  /** The prefixes of the names of its streams. */
  readonly prefixes: ReadonlyArray<string>
  /** After how many events, wanted or not, it reports its progress. */
  readonly checkpointInterval: number
}

/** A message of an append: the first has options, each later one an event. */
export interface AppendPart {
  readonly options: WriteOptions | undefined
  readonly event: ProposedEvent | undefined
}

/** A message of an append that shares its call with others. */
export interface BatchPart {
  readonly correlationId: string
  readonly options: WriteOptions | undefined
  readonly events: ReadonlyArray<ProposedEvent>
  readonly isFinal: boolean
}

/** A group that shares the work on the whole log. */
export interface NewGroup {
  readonly group: string
  readonly from: 'start' | 'end'
  readonly prefixes: ReadonlyArray<string>
  readonly maxRetryCount: number
}

/** A message of a consumer: first the group it joins, then what became of events. */
export type ConsumerPart =
  | { readonly kind: 'join'; readonly group: string; readonly bufferSize: number }
  | { readonly kind: 'ack'; readonly ids: ReadonlyArray<string> }
  | {
      readonly kind: 'nack'
      readonly ids: ReadonlyArray<string>
      readonly action: 'park' | 'retry'
    }
