import { setTimeout } from 'node:timers/promises'
import { streamOf, type StoreError } from '@kpi-ledger/core'
import type { Position, Subscription } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type { Followable } from '../store/open-store'

/** A listener of a watch. */
export interface Listener {
  /**
   * Called when an event with that revision is in the store; null if any number of events may be
   * new.
   */
  readonly news: (revision: number | null) => void
  /** Called when the subscription has failed, before the next attempt. */
  readonly failed: (error: StoreError) => void
}

type Open = () => Promise<E.Either<StoreError, Followable>>

/** Milliseconds between two attempts to subscribe; they double each time, up to a maximum. */
const FIRST_PAUSE = 100
const LONGEST_PAUSE = 10_000

/** Whether an error may go away by itself. */
export const isOutage = ({ _tag }: { readonly _tag: string }): boolean =>
  _tag === 'Unavailable' || _tag === 'TimedOut'

const notFollowed: StoreError = {
  _tag: 'NotSupported',
  operation: 'following a ledger file',
  reason: 'it does not report new events',
}

/**
 * One subscription to a contract, shared by all its listeners; it is open as long as there are any.
 */
class Watch {
  readonly listeners = new Set<Listener>()
  private readonly stopping = new AbortController()
  private subscription: Subscription | null = null
  private after: Position | null = null

  constructor(
    private readonly stream: string,
    private readonly open: Open,
  ) {}

  stop(): void {
    this.stopping.abort()
    this.subscription?.close()
  }

  private isStopped(): boolean {
    return this.stopping.signal.aborted
  }

  async run(): Promise<void> {
    const { signal } = this.stopping
    let pause = FIRST_PAUSE
    while (!this.isStopped()) {
      const failed = await this.listen(() => {
        pause = FIRST_PAUSE
      })
      if (this.isStopped()) return
      if (failed !== null) for (const { failed: report } of [...this.listeners]) report(failed)
      await setTimeout(pause, undefined, { signal }).catch(() => undefined)
      pause = Math.min(2 * pause, LONGEST_PAUSE)
    }
  }

  /** Listens to the store until it fails. */
  private async listen(works: () => void): Promise<StoreError | null> {
    const store = await this.open()
    if (E.isLeft(store)) return store.left
    const { subscribe } = store.right
    if (subscribe === undefined) return notFollowed
    if (this.isStopped()) return null
    const filter = { streams: [this.stream] }
    this.subscription = subscribe({ filter, ...(this.after === null ? {} : { after: this.after }) })
    for await (const message of this.subscription) {
      if (E.isLeft(message)) return message.left
      works()
      const { right } = message
      if (right.kind === 'event') this.after = right.position
      if (right.kind === 'event' && right.more === true) continue
      const revision = right.kind === 'event' ? right.event.revision : null
      for (const { news } of [...this.listeners]) news(revision)
    }
    return null
  }
}

/** The watches of a store, one for each contract that is followed. */
export class Watches {
  private readonly watches = new Map<string, Watch>()
  private readonly running = new Set<Promise<void>>()

  constructor(private readonly open: Open) {}

  /** Listens to a contract until the returned function is called. */
  listen(contract: string, listener: Listener): () => void {
    const watch = this.watches.get(contract) ?? this.begin(contract)
    watch.listeners.add(listener)
    return () => {
      watch.listeners.delete(listener)
      if (watch.listeners.size > 0) return
      watch.stop()
      if (this.watches.get(contract) === watch) this.watches.delete(contract)
    }
  }

  /** Stops all watches, and resolves once all have ended. */
  async close(): Promise<void> {
    for (const watch of this.watches.values()) watch.stop()
    this.watches.clear()
    await Promise.all(this.running)
  }

  private begin(contract: string): Watch {
    const watch = new Watch(streamOf(contract), this.open)
    this.watches.set(contract, watch)
    const run = watch.run().finally(() => this.running.delete(run))
    this.running.add(run)
    return watch
  }
}
