import type { RecordedEvent } from '@kpi-ledger/core'
import type { CheckpointKey, EventFilter } from '@kpi-ledger/core/store'
import type * as E from 'fp-ts/Either'

/**
 * The name and version of its checkpoints, and the events it needs. Increase the version whenever
 * the same events would give a different result.
 */
export interface Named extends CheckpointKey {
  /** By default, all events of the store. */
  readonly filter?: EventFilter
}

/** A fold over a store's events, as plain data. */
export interface Projection<S> extends Named {
  /** Returns the state before the first event. */
  readonly initial: () => S
  /**
   * The state after one more event. It may be changed in place; a state already emitted then
   * changes as well, and should be turned into an answer when it is emitted.
   */
  readonly apply: (state: S, event: RecordedEvent) => S
}

/** Encodes a state as text, and decodes it or says why it cannot. */
export interface StateCodec<S> {
  /** The text of a state. */
  readonly encode: (state: S) => string
  /** The state of a text, or why it cannot be decoded. */
  readonly decode: (text: string) => E.Either<string, S>
}
