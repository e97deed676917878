import type { StoreError } from '@kpi-ledger/core'
import type { Position } from '@kpi-ledger/core/store'

/** All existing events have been processed; what follows is live. */
export interface CaughtUp {
  /** The kind of emission. */
  readonly kind: 'caught-up'
  /** Position of the last event processed, or of the checkpoint; null if there is none. */
  readonly position: Position | null
}

/** The last emission: the error that ended it. */
export interface Failed<Err> {
  /** The kind of emission. */
  readonly kind: 'failed'
  /** The error. */
  readonly error: Err
}

/** The state of a projection at a position. */
export interface StateOf<S> {
  /** The kind of emission. */
  readonly kind: 'state'
  /** The state. */
  readonly state: S
  /** The position of the last event in it; null if there is none. */
  readonly position: Position | null
  /** False while catching up with existing events. */
  readonly live: boolean
}

/** An emission of a live projection. Errors are values: an rxjs error notification is a bug. */
export type Emission<S> = StateOf<S> | CaughtUp | Failed<StoreError>
