import type * as TE from 'fp-ts/TaskEither'
import type { StoreError } from './store-error'

/**
 * Identifies a checkpoint. Every version of a projection has its own, so that a version being
 * rebuilt runs beside the old one.
 */
export interface CheckpointKey {
  /** The name of the projection. */
  readonly name: string
  /** The version of its state. */
  readonly version: number
}

/** The progress of a projection. */
export interface Checkpoint {
  /** Position of the last event processed; see `formatPosition`. */
  readonly position: string
  /** The state of the projection as text; null if it is stored elsewhere. */
  readonly state: string | null
}

/** A store of checkpoints, each saved atomically. */
export interface CheckpointStore {
  /** The checkpoint saved last; null if there is none, `Corrupt` if it does not decode. */
  readonly load: (key: CheckpointKey) => TE.TaskEither<StoreError, Checkpoint | null>
  /** Replaces the previous one. Once resolved it survives a crash, if the store does. */
  readonly save: (key: CheckpointKey, checkpoint: Checkpoint) => TE.TaskEither<StoreError, void>
}

/** A checkpoint's key in words, for an error. */
export const describeCheckpointKey = ({ name, version }: CheckpointKey): string =>
  `checkpoint of ${name}, version ${version}`
