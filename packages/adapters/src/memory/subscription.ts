import type {
  ReadAllOptions,
  StoreError,
  Subscription,
  SubscriptionMessage,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import { indexAfter, pageFrom } from './reading'
import type { StoredEvents } from './stored-events'

/** Who is to be woken when something is appended. */
export interface Appends {
  readonly waiting: Set<() => void>
}

type Message = E.Either<StoreError, SubscriptionMessage>

const caughtUp: Message = E.right({ kind: 'caught-up' })

/** Catches up from a position, says so once, and goes on with what is appended, until closed. */
export const subscribeTo = (
  stored: StoredEvents,
  appends: Appends,
  options: ReadAllOptions,
): Subscription => {
  let closed = false
  const isOpen = (): boolean => !closed
  const asleep = new Set<() => void>()

  const nextAppend = (): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        appends.waiting.delete(wake)
        asleep.delete(wake)
        resolve()
      }
      appends.waiting.add(wake)
      asleep.add(wake)
    })

  async function* messages(): AsyncGenerator<Message> {
    const start = indexAfter(options.after)
    if (E.isLeft(start)) {
      yield start
      return
    }
    let live = false
    for (let index = start.right; isOpen();) {
      if (index >= stored.lines.length) {
        if (!live) yield caughtUp
        live = true
        if (index >= stored.lines.length && isOpen()) await nextAppend()
        continue
      }
      const { page, next } = pageFrom(stored, index, stored.lines.length, options)
      if (E.isLeft(page)) {
        yield page
        return
      }
      for (const positioned of page.right) {
        if (!isOpen()) return
        yield E.right({ kind: 'event', ...positioned })
      }
      index = next
    }
  }

  const close = (): void => {
    closed = true
    for (const wake of [...asleep]) wake()
  }
  return { close, [Symbol.asyncIterator]: messages }
}
