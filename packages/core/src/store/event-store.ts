import type * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import type { NewEvent, RecordedEvent } from '../events/envelope'
import type { Position } from './position'
import type { ExpectedRevision, StoreError } from './store-error'

/** Events for one stream, in order. */
export interface Batch {
  readonly stream: string
  readonly events: ReadonlyArray<NewEvent>
  readonly expected: ExpectedRevision
}

/** What an append did. `AlreadyAppended` answers a repeat of the same ids and changes nothing. */
export interface Appended {
  readonly _tag: 'Appended' | 'AlreadyAppended'
  readonly stream: string
  /** Revision of the last event of the batch; `no-stream` for nothing on a stream without events. */
  readonly revision: number | 'no-stream'
}

/** An event with its place in the whole store. */
export interface Positioned {
  readonly event: RecordedEvent
  readonly position: Position
}

/** Events in pages, pulled one at a time; the first error is the last item. */
export type Pages<A> = AsyncIterable<E.Either<StoreError, ReadonlyArray<A>>>

/** Which events of a whole store are wanted; a field left out wants all. */
export interface EventFilter {
  readonly streams?: ReadonlyArray<string>
  readonly types?: ReadonlyArray<string>
}

export interface ReadOptions {
  /** First revision wanted, itself included; by default the first in the direction of reading. */
  readonly from?: number
  readonly direction?: 'forwards' | 'backwards'
  readonly limit?: number
}

export interface ReadAllOptions {
  /** Last position already seen, itself left out; by default the beginning. */
  readonly after?: Position
  readonly filter?: EventFilter
}

/**
 * What a subscription tells: an event, or that all there was at the time has been told. `more` is
 * true where another event follows without waiting, so that what is done once for many can be put
 * off; a store that cannot tell leaves it out.
 */
export type SubscriptionMessage =
  | ({ readonly kind: 'event'; readonly more?: boolean } & Positioned)
  | { readonly kind: 'caught-up' }

/** A catch-up subscription that goes on live. Ends by `close`, or with its first error. */
export interface Subscription extends AsyncIterable<E.Either<StoreError, SubscriptionMessage>> {
  readonly close: () => void
}

/** What can be asked of any store, be it a file that cannot be written. */
export interface EventReader {
  /** The events of one stream; none where there is no such stream. */
  readonly read: (stream: string, options?: ReadOptions) => Pages<RecordedEvent>
  /** The events of all streams, in the order the store took them. */
  readonly readAll: (options?: ReadAllOptions) => Pages<Positioned>
}

/** A store that takes events and keeps them. */
export interface EventStore extends EventReader {
  /**
   * Appends to one stream, all or nothing. A repeat with the same ids at the same expectation
   * answers `AlreadyAppended`; an id of the stream used for anything else is `IdReused`, and so is
   * an id of another stream where a store looks that far.
   */
  readonly append: (
    stream: string,
    events: ReadonlyArray<NewEvent>,
    expected: ExpectedRevision,
  ) => TE.TaskEither<StoreError, Appended>
  /** Appends to several streams, all or nothing; `NotSupported` where a store cannot. */
  readonly appendTogether: (
    batches: ReadonlyArray<Batch>,
  ) => TE.TaskEither<StoreError, ReadonlyArray<Appended>>
  readonly subscribe: (options?: ReadAllOptions) => Subscription
}
