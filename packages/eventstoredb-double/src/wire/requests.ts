import type { ProposedEvent } from '../log'
import type { WriteOptions } from '../writing'

/** Where a read or a subscription begins: a revision or position, or one of the ends. */
export type Place = number | 'start' | 'end'

export interface ReadRequest {
  readonly kind: 'read'
  /** The stream that is read, or the whole log if there is none. */
  readonly stream: string | undefined
  readonly from: Place
  readonly direction: 'forwards' | 'backwards'
  readonly count: number
}

/** A subscription to the whole log. */
export interface SubscribeRequest {
  readonly kind: 'subscription'
  /** The place after which it begins. */
  readonly after: Place
  /** How the names of its streams begin. */
  readonly prefixes: ReadonlyArray<string>
  /** After how many events, wanted or not, it says how far it is. */
  readonly checkpointInterval: number
}

/** The first message of an append has options, each later one an event. */
export interface AppendPart {
  readonly options: WriteOptions | undefined
  readonly event: ProposedEvent | undefined
}

/** One of the messages of an append that shares its call with others. */
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

/** What a consumer says: first which group it joins, then what became of events. */
export type ConsumerPart =
  | { readonly kind: 'join'; readonly group: string; readonly bufferSize: number }
  | { readonly kind: 'ack'; readonly ids: ReadonlyArray<string> }
  | {
      readonly kind: 'nack'
      readonly ids: ReadonlyArray<string>
      readonly action: 'park' | 'retry'
    }
