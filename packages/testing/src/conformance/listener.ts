import type { EventStore } from '@kpi-ledger/core'
import type { ReadAllOptions, SubscriptionMessage } from '@kpi-ledger/core/store'
import { event, range, rightOf, type OpenStore } from './fixture'

/** The stream that subscriptions are tested on. */
export const A = 'kpiContract-a'
/** Another stream. */
export const B = 'kpiContract-b'

/** Appends the nth event to a stream. */
export const append = async (store: EventStore, n: number, stream = A): Promise<void> => {
  rightOf(await store.append(stream, [event(n)], 'any')())
}

const BATCH = 50

/** A store with a stream of `length` events. */
export const filled = async (open: OpenStore, length: number): Promise<EventStore> => {
  const store = await open()
  for (let n = 0; n < length; n += BATCH)
    rightOf(await store.append(A, range(Math.min(BATCH, length - n), n), 'any')())
  return store
}

/** The number of an event, from its id. */
export const numberOf = (id: string): number => parseInt(id.slice(-12), 16)

/** A message in brief: the number of its event, or `caught up`. */
export const said = (message: SubscriptionMessage): string =>
  message.kind === 'caught-up' ? 'caught up' : String(numberOf(message.event.id))

/** Subscribes, and pulls messages one at a time as a consumer would. */
export const listener = (store: EventStore, options?: ReadAllOptions) => {
  const subscription = store.subscribe(options)
  const messages = subscription[Symbol.asyncIterator]()
  const next = async (): Promise<SubscriptionMessage | null> => {
    const result = await messages.next()
    return result.done === true ? null : rightOf(result.value)
  }
  const take = async (count: number): Promise<ReadonlyArray<string>> => {
    const taken: Array<string> = []
    while (taken.length < count) {
      const message = await next()
      if (message === null) return [...taken, 'end']
      taken.push(said(message))
    }
    return taken
  }
  return { close: subscription.close, messages, next, take }
}
