import type { StoreError } from '@kpi-ledger/core'
import {
  subscriptionOf,
  type Position,
  type Positioned,
  type Subscription,
  type SubscriptionMessage,
} from '@kpi-ledger/core/store'
import { formatPosition } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

/** A store's events, numbered in the order the store accepted them. */
export interface Source {
  /** Where the subscription begins. */
  readonly start: () => E.Either<StoreError, number>
  /** Where the store ends now. */
  readonly end: () => E.Either<StoreError, number>
  /** A place as a position to resume after; null for the place before all events. */
  readonly position: (place: number) => Position | null
  /** A page from one place up to, but not including, another, and the place after it. */
  readonly page: (
    start: number,
    end: number,
  ) => { readonly page: E.Either<StoreError, ReadonlyArray<Positioned>>; readonly next: number }
}

/** Where to begin and where the events end now; `BeyondEnd` if that is before the beginning. */
export const startOf = (
  source: Pick<Source, 'start' | 'end' | 'position'>,
): E.Either<StoreError, { readonly start: number; readonly end: number }> => {
  const start = source.start()
  if (E.isLeft(start)) return start
  const end = source.end()
  if (E.isLeft(end)) return end
  if (start.right <= end.right) return E.right({ start: start.right, end: end.right })
  const position = source.position(start.right)
  return E.left({ _tag: 'BeyondEnd', position: position === null ? '' : formatPosition(position) })
}

/** The subscriptions to wake when something is appended. */
export interface Appends {
  /** The functions that wake them. */
  readonly waiting: Set<() => void>
}

type Message = E.Either<StoreError, SubscriptionMessage>

const caughtUp = (position: Position | null): Message =>
  E.right({ kind: 'caught-up', ...(position === null ? {} : { position }) })

/**
 * Catches up, reports that once, and then delivers what is appended, until closed. If other
 * processes may append, the store is polled every `poll` milliseconds.
 */
export const subscribeTo = (source: Source, appends: Appends, poll?: number): Subscription => {
  let closed = false
  const isOpen = (): boolean => !closed
  const asleep = new Set<() => void>()

  const nextAppend = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = poll === undefined ? undefined : setTimeout(() => wake(), poll)
      const wake = (): void => {
        clearTimeout(timer)
        appends.waiting.delete(wake)
        asleep.delete(wake)
        resolve()
      }
      appends.waiting.add(wake)
      asleep.add(wake)
    })

  async function* messages(): AsyncGenerator<Message> {
    const begun = startOf(source)
    if (E.isLeft(begun)) {
      yield begun
      return
    }
    let live = false
    for (let index = begun.right.start; isOpen();) {
      const end = source.end()
      if (E.isLeft(end)) {
        yield end
        return
      }
      if (index >= end.right) {
        if (live) await nextAppend()
        else yield caughtUp(source.position(index))
        live = true
        continue
      }
      const { page, next } = source.page(index, end.right)
      if (E.isLeft(page)) {
        yield page
        return
      }
      for (const [i, positioned] of page.right.entries()) {
        if (!isOpen()) return
        yield E.right({ kind: 'event', ...positioned, more: i < page.right.length - 1 })
      }
      index = next
    }
  }

  const close = (): void => {
    closed = true
    for (const wake of [...asleep]) wake()
  }
  return subscriptionOf(messages, close)
}
