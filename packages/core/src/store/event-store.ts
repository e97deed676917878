import type * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import type { NewEvent, RecordedEvent } from '../events/envelope'
import type { Position } from './position'
import type { ExpectedRevision, StoreError } from './store-error'

/** Events for one stream, in order. */
export interface Batch {
  /** The stream to append to. */
  readonly stream: string
  /** The events, in order. */
  readonly events: ReadonlyArray<NewEvent>
  /** The state that the stream must be in. */
  readonly expected: ExpectedRevision
}

/** The result of an append. `AlreadyAppended` is a repeat of the same ids, and changes nothing. */
export interface Appended {
  /** Whether the events were appended now, or had been before. */
  readonly _tag: 'Appended' | 'AlreadyAppended'
  /** The stream. */
  readonly stream: string
  /**
   * Revision of the last event of the batch; `no-stream` for an empty batch on a stream without
   * events.
   */
  readonly revision: number | 'no-stream'
}

/** An event with its position in the whole store. */
export interface Positioned {
  /** The event. */
  readonly event: RecordedEvent
  /** Its position in the store. */
  readonly position: Position
}

/** Items in pages, pulled one page at a time; an error is the last item. */
export type Pages<A> = AsyncIterable<E.Either<StoreError, ReadonlyArray<A>>>

/** A filter for the events of a whole store; an omitted field matches everything. */
export interface EventFilter {
  /** Only events of these streams; all by default. */
  readonly streams?: ReadonlyArray<string>
  /** Only events of these types; all by default. */
  readonly types?: ReadonlyArray<string>
}

/** What to read of a stream. */
export interface ReadOptions {
  /** First revision to read, inclusive; by default the first in the direction of reading. */
  readonly from?: number
  /** The order of the events; `forwards` by default. */
  readonly direction?: 'forwards' | 'backwards'
  /** The most events to read; all by default. */
  readonly limit?: number
}

/** What to read of a store. */
export interface ReadAllOptions {
  /**
   * Position to read after, exclusive; by default from the beginning. `BeyondEnd` if the store ends
   * before it: it was restored from an older copy, or is another one.
   */
  readonly after?: Position
  /** Which events to read; all by default. */
  readonly filter?: EventFilter
}

/**
 * What a subscription delivers: an event, or that it has caught up. `more` is true if another event
 * follows without waiting, so that work done once per batch can be deferred; a store that does not
 * know omits it. `position` is the place it has caught up to, whether or not anything matched: what
 * resumes after it misses nothing. It is omitted if nothing was ever recorded.
 */
export type SubscriptionMessage =
  | ({ readonly kind: 'event'; readonly more?: boolean } & Positioned)
  | { readonly kind: 'caught-up'; readonly position?: Position }

/**
 * A catch-up subscription that continues live. Ends by `close`, by `return()` of an iterator of it,
 * or after its first error. Adapters make one with `subscriptionOf`.
 */
export interface Subscription extends AsyncIterable<E.Either<StoreError, SubscriptionMessage>> {
  /** Ends the subscription. */
  readonly close: () => void
}

/** The reading part of a store, also implemented by read-only files. */
export interface EventReader {
  /** The events of one stream; none if it does not exist. */
  readonly read: (stream: string, options?: ReadOptions) => Pages<RecordedEvent>
  /** The events of all streams, in the order the store recorded them. */
  readonly readAll: (options?: ReadAllOptions) => Pages<Positioned>
}

/** The part of a store that records events. */
export interface EventWriter extends EventReader {
  /**
   * Appends to one stream, all or nothing. A repeat with the same ids and the same expected
   * revision answers `AlreadyAppended`; reusing an id of the stream for anything else is
   * `IdReused`, and so is an id of another stream if the store checks that.
   */
  readonly append: (
    stream: string,
    events: ReadonlyArray<NewEvent>,
    expected: ExpectedRevision,
  ) => TE.TaskEither<StoreError, Appended>
  /** Appends to several streams, all or nothing; `NotSupported` if the store cannot. */
  readonly appendTogether: (
    batches: ReadonlyArray<Batch>,
  ) => TE.TaskEither<StoreError, ReadonlyArray<Appended>>
  /**
   * The same for more events than fit in memory at once: batches are appended in turn, all or
   * nothing, each after those before it, of its own stream too. They may be pulled twice, from the first
   * one on. A store that cannot do so omits it.
   */
  readonly appendEach?: (batches: Batches) => TE.TaskEither<StoreError, null>
}

/** Batches in order, pulled when they are appended; an error comes last. */
export type Batches = Iterable<E.Either<StoreError, Batch>>

/** A store of events. */
export interface EventStore extends EventWriter {
  /** Delivers events as they are recorded, starting with those already recorded. */
  readonly subscribe: (options?: ReadAllOptions) => Subscription
}
