import type { CheckpointStore, EventStore } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Observable } from 'rxjs'
import type { Emission } from './emission'
import { follow, type When } from './follow'
import type { Projection, StateCodec } from './projection'

/** Where a projection's checkpoints, including its state, are stored. */
export interface Resume<S> {
  /** Where the checkpoints are stored. */
  readonly checkpoints: CheckpointStore
  /** How the state is written and read. */
  readonly codec: StateCodec<S>
  /** Number of events between checkpoints, beside the one on catching up; 1000 by default. */
  readonly every?: number
}

/** Options for a live projection. */
export interface LiveOptions {
  /**
   * When to emit a state: `settled` (the default) on catching up, and then whenever no further
   * event is available; `every-event` after each event.
   */
  readonly emit?: When
}

const EVERY = 1000

/**
 * A projection of a store's events, kept up to date: catches up, reports that, and continues live
 * until unsubscribed. With `resume` it continues from its last checkpoint. Nothing is pulled from
 * the store before the subscriber has handled the last emission. Every subscriber has its own
 * state. An error of the store or of the checkpoints is the last emission.
 */
export const live = <S>(
  store: Pick<EventStore, 'subscribe'>,
  projection: Projection<S>,
  { emit, resume }: LiveOptions & { readonly resume?: Resume<S> } = {},
): Observable<Emission<S>> =>
  follow<Emission<S>>(
    store,
    projection,
    () => {
      let state = projection.initial()
      return {
        resume: (text) => {
          if (text === null) return E.left('it contains no state')
          return E.map((decoded: S) => {
            state = decoded
          })(resume?.codec.decode(text) ?? E.right(state))
        },
        take: (event) => {
          state = projection.apply(state, event)
          return E.right(undefined)
        },
        state: () => resume?.codec.encode(state) ?? null,
        emission: (position, isLive) => ({ kind: 'state', state, position, live: isLive }),
      }
    },
    {
      emit,
      resume: resume && { checkpoints: resume.checkpoints, every: resume.every ?? EVERY },
    },
  )
