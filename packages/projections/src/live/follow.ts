import type { CheckpointStore, EventStore, RecordedEvent, StoreError } from '@kpi-ledger/core'
import type { Checkpoint, Position } from '@kpi-ledger/core/store'
import { describeCheckpointKey, formatPosition, parsePosition } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { Observable, type Subscriber } from 'rxjs'
import type { CaughtUp, Failed } from './emission'
import type { Named } from './projection'

/** Where checkpoints are stored. One is saved on catching up, and after every `every` events. */
export interface Checkpointing {
  /** Where the checkpoints are stored. */
  readonly checkpoints: CheckpointStore
  /** The number of events between checkpoints. */
  readonly every: number
}

/** When to emit. */
export type When = 'every-event' | 'settled'

/** How every event is processed, and what is emitted and saved. */
export interface Work<A, Err> {
  /** Resumes from the state of a checkpoint, or says why it cannot. */
  readonly resume: (state: string | null) => E.Either<string, void>
  /** Processes one event; a promise if that takes time. */
  readonly take: (
    event: RecordedEvent,
    position: Position,
  ) => E.Either<Err, void> | Promise<E.Either<Err, void>>
  /** The state to save with a checkpoint. */
  readonly state: () => string | null
  /** The emission at a position; null if none. */
  readonly emission: (position: Position | null, live: boolean) => A | null
}

/** How a store's events are followed. */
export interface FollowOptions {
  /** When to emit; `settled` by default. */
  readonly emit?: When | undefined
  /** Where checkpoints are stored; without it, following starts from the beginning. */
  readonly resume?: Checkpointing | undefined
}

const checkpointError = (projection: Named, reason: string): StoreError => {
  const at = describeCheckpointKey(projection)
  return { _tag: 'Corrupt', stream: null, revision: null, at, reason }
}

/** One subscriber's run through a store's events, from its checkpoint on. */
class Run<A, Err> {
  /** Position of the last event processed, or of the checkpoint. */
  private position: Position | null = null
  /** Where to resume: at the position, or further on if nothing after it was for this projection. */
  private readTo: Position | null = null
  private saved: string | null = null
  private live = false
  /** Number of events since the last checkpoint. */
  private unsaved = 0
  private unemitted = true

  constructor(
    private readonly projection: Named,
    private readonly work: Work<A, Err>,
    private readonly options: FollowOptions,
    private readonly subscriber: Subscriber<A | CaughtUp | Failed<StoreError | Err>>,
  ) {}

  private isOver(): boolean {
    return this.subscriber.closed
  }

  private fail(error: StoreError | Err): void {
    this.subscriber.next({ kind: 'failed', error })
    this.subscriber.complete()
  }

  private emit(): void {
    this.unemitted = false
    const emission = this.work.emission(this.position, this.live)
    if (emission !== null) this.subscriber.next(emission)
  }

  private takeUp({ position, state }: Checkpoint): E.Either<string, Position> {
    const from = parsePosition(position)
    if (E.isLeft(from)) return from
    const resumed = this.work.resume(state)
    return E.isLeft(resumed) ? resumed : from
  }

  private async load(): Promise<E.Either<StoreError, void>> {
    const { resume } = this.options
    if (resume === undefined) return E.right(undefined)
    const loaded = await resume.checkpoints.load(this.projection)()
    if (E.isLeft(loaded)) return loaded
    if (loaded.right === null) return E.right(undefined)
    const from = this.takeUp(loaded.right)
    if (E.isLeft(from)) return E.left(checkpointError(this.projection, from.left))
    this.position = from.right
    this.readTo = from.right
    this.saved = formatPosition(from.right)
    return E.right(undefined)
  }

  /** Saves a checkpoint where everything read so far was processed, unless it is there already. */
  private async save(): Promise<E.Either<StoreError, void>> {
    const { resume } = this.options
    const position = this.readTo === null ? null : formatPosition(this.readTo)
    if (resume === undefined || position === null || position === this.saved)
      return E.right(undefined)
    this.unsaved = 0
    this.saved = position
    return resume.checkpoints.save(this.projection, { position, state: this.work.state() })()
  }

  private async catchUp(readTo: Position | undefined): Promise<E.Either<StoreError, void>> {
    this.readTo = readTo ?? this.position
    const saved = await this.save()
    if (E.isLeft(saved) || this.isOver()) return saved
    if (this.unemitted) this.emit()
    this.subscriber.next({ kind: 'caught-up', position: this.position })
    this.live = true
    return saved
  }

  private async take(
    event: RecordedEvent,
    position: Position,
    more: boolean,
  ): Promise<E.Either<StoreError | Err, void>> {
    const working = this.work.take(event, position)
    const done = working instanceof Promise ? await working : working
    if (E.isLeft(done) || this.isOver()) return done
    this.position = position
    this.readTo = position
    this.unemitted = true
    this.unsaved++
    const isDue = this.unsaved >= (this.options.resume?.every ?? Infinity)
    const saved = isDue ? await this.save() : E.right(undefined)
    if (E.isLeft(saved) || this.isOver()) return saved
    if (this.options.emit === 'every-event' || (this.live && !more)) this.emit()
    return saved
  }

  async through(store: Pick<EventStore, 'subscribe'>): Promise<void> {
    const loaded = await this.load()
    if (this.isOver()) return
    if (E.isLeft(loaded)) {
      this.fail(loaded.left)
      return
    }
    const { filter } = this.projection
    const subscription = store.subscribe({
      ...(this.position === null ? {} : { after: this.position }),
      ...(filter === undefined ? {} : { filter }),
    })
    this.subscriber.add(subscription.close)
    for await (const message of subscription) {
      if (this.isOver()) return
      if (E.isLeft(message)) {
        this.fail(message.left)
        return
      }
      const delivered = message.right
      const done =
        delivered.kind === 'event'
          ? await this.take(delivered.event, delivered.position, delivered.more === true)
          : await this.catchUp(delivered.position)
      if (this.isOver()) return
      if (E.isLeft(done)) {
        this.fail(done.left)
        return
      }
    }
    this.subscriber.complete()
  }
}

/**
 * Follows a store's events from the checkpoint on, one at a time: the next event is requested once
 * the last one is processed, its checkpoint saved and the emission handled. Every subscriber has a
 * run, and a subscription to the store, of its own.
 */
export const follow = <A, Err = never>(
  store: Pick<EventStore, 'subscribe'>,
  projection: Named,
  begin: () => Work<A, Err>,
  options: FollowOptions,
): Observable<A | CaughtUp | Failed<StoreError | Err>> =>
  new Observable((subscriber) => {
    new Run(projection, begin(), options, subscriber)
      .through(store)
      .catch((bug: unknown) => subscriber.error(bug))
  })
