import type { EventStore, ReadAllOptions, SubscriptionMessage } from '@kpi-ledger/core'
import { event, rightOf, type OpenStore } from './fixture'

export const A = 'kpiContract-a'
export const B = 'kpiContract-b'

export const append = async (store: EventStore, n: number, stream = A): Promise<void> => {
  rightOf(await store.append(stream, [event(n)], 'any')())
}

export const filled = async (open: OpenStore, length: number, stream = A): Promise<EventStore> => {
  const store = await open()
  for (let n = 0; n < length; n++) await append(store, n, stream)
  return store
}

export const numberOf = (id: string): number => parseInt(id.slice(-12), 16)

/** What a message says: the number of its event, or that all has been told. */
export const said = (message: SubscriptionMessage): string =>
  message.kind === 'caught-up' ? 'caught up' : String(numberOf(message.event.id))

/** Pulls messages one at a time, as a consumer would. */
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
