import type * as E from 'fp-ts/Either'
import type { Subscription, SubscriptionMessage } from './event-store'
import type { StoreError } from './store-error'

type Message = E.Either<StoreError, SubscriptionMessage>

/** A consumer of TC39's Observable, as rxjs passes it to a foreign one. */
interface Observer {
  readonly next: (message: Message) => void
  readonly error: (bug: unknown) => void
  readonly complete: () => void
}

/** Found by rxjs under one of these names, depending on whether a polyfill was loaded before it. */
const observableKeys = (): ReadonlyArray<PropertyKey> => {
  const polyfilled: unknown = Reflect.get(Symbol, 'observable')
  return typeof polyfilled === 'symbol' ? [polyfilled, '@@observable'] : ['@@observable']
}

/**
 * A subscription that delivers messages until it is closed: by `close`, by an iterator's `return()`
 * even while its `next()` waits (`break`, `Readable.destroy`), or by unsubscribing from
 * `rxjs.from(subscription)`, which never returns an iterator it waits for. `close` must end the
 * messages that wait.
 */
export const subscriptionOf = (
  messages: () => AsyncGenerator<Message>,
  close: () => void,
): Subscription => {
  const iterate = (): AsyncIterableIterator<Message> => {
    const generator = messages()
    const iterator: AsyncIterableIterator<Message> = {
      next: () => generator.next(),
      // A generator that waits would otherwise return only once something more is recorded.
      return: () => {
        close()
        return generator.return(undefined)
      },
      [Symbol.asyncIterator]: () => iterator,
    }
    return iterator
  }

  const deliver = async (observer: Observer): Promise<void> => {
    try {
      for await (const message of iterate()) observer.next(message)
      observer.complete()
    } catch (bug) {
      observer.error(bug)
    }
  }
  const observable = {
    subscribe: (observer: Observer) => {
      void deliver(observer)
      return { unsubscribe: close }
    },
  }
  const subscription = { close, [Symbol.asyncIterator]: iterate }
  for (const key of observableKeys())
    Object.defineProperty(subscription, key, { value: () => observable })
  return subscription
}
