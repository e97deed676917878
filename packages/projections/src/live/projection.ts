import type { CheckpointKey, EventFilter, RecordedEvent } from '@kpi-ledger/core'
import type * as E from 'fp-ts/Either'

/**
 * The name and version a checkpoint is kept under, and the events that are wanted. The version is
 * raised whenever the same events would give something else than before.
 */
export interface Named extends CheckpointKey {
  /** By default every event of the store. */
  readonly filter?: EventFilter
}

/** A question to a store's events, as plain data. */
export interface Projection<S> extends Named {
  readonly initial: () => S
  /**
   * The state after one more event. It may grow in place; then a state already emitted grows as
   * well, and is to be turned into an answer as soon as it is emitted.
   */
  readonly apply: (state: S, event: RecordedEvent) => S
}

/** A state as text and back; what does not decode is refused with the reason. */
export interface StateCodec<S> {
  readonly encode: (state: S) => string
  readonly decode: (text: string) => E.Either<string, S>
}
