import type { CheckpointStore, EventStore, RecordedEvent, StoreError } from '@kpi-ledger/core'
import type { Position } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import type { Observable } from 'rxjs'
import type { CaughtUp, Failed } from './emission'
import { follow } from './follow'
import type { LiveOptions } from './live'
import type { Named } from './projection'

/** A projection whose state is stored elsewhere: in a table, in a search index. */
export interface Handler<Err> extends Named {
  /**
   * Processes an event. After a crash or a failure it receives the events since the last checkpoint
   * again, so it must be idempotent by event id.
   */
  readonly handle: (event: RecordedEvent, position: Position) => TE.TaskEither<Err, unknown>
}

/** An event and all before it have been processed; with `every: 1` the checkpoint covers it too. */
export interface Handled {
  /** The kind of emission. */
  readonly kind: 'handled'
  /** The event. */
  readonly event: RecordedEvent
  /** The position of the event. */
  readonly position: Position
  /** False while catching up with existing events. */
  readonly live: boolean
}

/** An event could not be processed; no checkpoint covers it. */
export interface HandlerFailed<Err> {
  /** The tag of this error. */
  readonly _tag: 'HandlerFailed'
  /** The event. */
  readonly event: RecordedEvent
  /** The position of the event. */
  readonly position: Position
  /** The handler's error. */
  readonly error: Err
}

/** Options for a live handler. */
export interface HandlerOptions extends LiveOptions {
  /** Where its checkpoints are stored; without it, it starts from the beginning. */
  readonly resume?: {
    readonly checkpoints: CheckpointStore
    /** Number of events between checkpoints, beside the one on catching up; 1 by default. */
    readonly every?: number
  }
}

/**
 * Passes a store's events to a handler one by one, in order and at least once. The
 * checkpoint is saved only after its event is processed, so `resume` loses nothing. The first
 * failure is the last emission.
 */
export const liveHandler = <Err>(
  store: Pick<EventStore, 'subscribe'>,
  handler: Handler<Err>,
  { emit, resume }: HandlerOptions = {},
): Observable<Handled | CaughtUp | Failed<StoreError | HandlerFailed<Err>>> =>
  follow<Handled, HandlerFailed<Err>>(
    store,
    handler,
    () => {
      let last: RecordedEvent | null = null
      return {
        resume: () => E.right(undefined),
        take: async (event, position) => {
          const done = await handler.handle(event, position)()
          if (E.isLeft(done))
            return E.left({ _tag: 'HandlerFailed', event, position, error: done.left })
          last = event
          return E.right(undefined)
        },
        state: () => null,
        emission: (position, live) =>
          last === null || position === null
            ? null
            : { kind: 'handled', event: last, position, live },
      }
    },
    { emit, resume: resume && { checkpoints: resume.checkpoints, every: resume.every ?? 1 } },
  )
