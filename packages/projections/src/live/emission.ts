import type { Position, StoreError } from '@kpi-ledger/core'

/** Everything there was has been emitted; what follows is live. */
export interface CaughtUp {
  readonly kind: 'caught-up'
  /** Of the last event taken, or of the checkpoint; null if there has been none. */
  readonly position: Position | null
}

/** The last emission: why it ended. */
export interface Failed<Err> {
  readonly kind: 'failed'
  readonly error: Err
}

/** What a projection has made of the events up to a position. */
export interface StateOf<S> {
  readonly kind: 'state'
  readonly state: S
  readonly position: Position | null
  /** Whether this is news, and not the catching up with what was there before. */
  readonly live: boolean
}

/** What a live projection emits. Errors are values: an rxjs error notification is a bug. */
export type Emission<S> = StateOf<S> | CaughtUp | Failed<StoreError>
