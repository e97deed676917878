import type * as TE from 'fp-ts/TaskEither'
import type { StoreError } from './store-error'

/**
 * Whose checkpoint it is. Every version of a projection has its own, so that one that is rebuilt
 * under a new version runs beside the old one.
 */
export interface CheckpointKey {
  readonly name: string
  readonly version: number
}

/** How far a projection has come. */
export interface Checkpoint {
  /** Of the last event that is done with; see `formatPosition`. */
  readonly position: string
  /** What the projection has made of the events so far, as text; null where it lives elsewhere. */
  readonly state: string | null
}

/** Keeps checkpoints, each saved whole or not at all. */
export interface CheckpointStore {
  /** The checkpoint saved last, null if none was; `Corrupt` if what is there is not one. */
  readonly load: (key: CheckpointKey) => TE.TaskEither<StoreError, Checkpoint | null>
  /** Takes the place of the one before. What was answered survives a crash, if the store does. */
  readonly save: (key: CheckpointKey, checkpoint: Checkpoint) => TE.TaskEither<StoreError, void>
}

/** A checkpoint's key in words, for an error. */
export const describeCheckpointKey = ({ name, version }: CheckpointKey): string =>
  `checkpoint of ${name}, version ${version}`
