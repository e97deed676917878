import {
  eventTypeFilter,
  excludeSystemEvents,
  streamNameFilter,
  type AllStreamSubscription,
  type Position,
  type ResolvedEvent,
  type StreamSubscription,
} from '@eventstore/db-client'
import { event, events, failureOf, first, numbersIn, withServer } from './fixture.spec'

const told = (
  subscription: StreamSubscription | AllStreamSubscription,
  what: 'confirmation' | 'caughtUp',
): Promise<void> => new Promise((resolve) => subscription.once(what, () => resolve()))

const numbers = (...ns: ReadonlyArray<number>) => ns.map((n) => ({ n }))

describe('a subscription to a stream', () => {
  it('catches up, says so once, and goes on with what is written', () =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('a', events(3))
      const subscription = client.subscribeToStream('a')
      let caughtUp = 0
      subscription.on('caughtUp', () => caughtUp++)
      const taken = first(subscription, 6)
      await told(subscription, 'caughtUp')
      await client.appendToStream('b', event(50))
      await client.appendToStream('a', events(3, 3))
      expect(numbersIn(await taken)).toEqual(numbers(0, 1, 2, 3, 4, 5))
      expect(caughtUp).toBe(1)
      expect(server.counts().open.subscription).toBe(1)
      await subscription.unsubscribe()
      await server.until(({ open }) => open.subscription === 0)
    }))

  it.each([
    ['start', [0, 1, 2, 3]],
    [1n, [2, 3]],
    ['end', [3]],
  ] as const)('from %s begins after it', (fromRevision, expected) =>
    withServer(async ({ client }) => {
      await client.appendToStream('a', events(3))
      const subscription = client.subscribeToStream('a', { fromRevision })
      const taken = first(subscription, expected.length)
      await told(subscription, 'confirmation')
      await client.appendToStream('a', event(3))
      expect(numbersIn(await taken)).toEqual(numbers(...expected))
      await subscription.unsubscribe()
    }),
  )

  it('waits for a stream that is not there', () =>
    withServer(async ({ client }) => {
      const subscription = client.subscribeToStream('a')
      const taken = first(subscription, 1)
      await told(subscription, 'caughtUp')
      await client.appendToStream('a', event(7))
      expect(numbersIn(await taken)).toEqual(numbers(7))
      await subscription.unsubscribe()
    }))

  it('fails when the stream ends for ever', () =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('a', event(0))
      const subscription = client.subscribeToStream('a')
      const failed = failureOf(first(subscription, 2))
      await told(subscription, 'caughtUp')
      await client.tombstoneStream('a')
      expect(await failed).toMatchObject({ type: 'stream-deleted', streamName: 'a' })
      await server.until(({ open }) => open.subscription === 0)
      const late = await failureOf(first(client.subscribeToStream('a'), 1))
      expect(late).toMatchObject({ type: 'stream-deleted', streamName: 'a' })
    }))
})

describe('a subscription to everything', () => {
  it('begins after a position', () =>
    withServer(async ({ client }) => {
      const { position } = await client.appendToStream('a', events(3))
      await client.appendToStream('b', event(3))
      if (position === undefined) throw new Error('no position')
      const subscription = client.subscribeToAll({ fromPosition: position })
      const taken = first(subscription, 2)
      await told(subscription, 'caughtUp')
      await client.appendToStream('c', event(4))
      expect(numbersIn(await taken)).toEqual(numbers(3, 4))
      await subscription.unsubscribe()
    }))

  it.each([
    ['stream prefixes', streamNameFilter({ prefixes: ['a-', 'b-'] }), [0, 1, 4]],
    ['a stream regex', streamNameFilter({ regex: '^[ac]-' }), [0, 3, 4]],
    ['type prefixes', eventTypeFilter({ prefixes: ['No'] }), [0, 1, 2]],
    ['a type regex', eventTypeFilter({ regex: 'ed$' }), [0, 1, 2, 3]],
    ['no system events', excludeSystemEvents(), [0, 1, 2, 3, 4]],
  ])('filters by %s', (_, filter, expected) =>
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', event(0))
      await client.setStreamMetadata('a-1', { maxCount: 9 })
      await client.appendToStream('b-1', event(1))
      await client.appendToStream('d', event(2))
      const subscription = client.subscribeToAll({ filter })
      const taken = first(subscription, expected.length)
      await told(subscription, 'confirmation')
      await client.appendToStream('c-1', event(3, 'Called'))
      await client.appendToStream('a-1', event(4, 'Other'))
      expect(numbersIn(await taken)).toEqual(numbers(...expected))
      await subscription.unsubscribe()
    }),
  )

  it('tells where it is after so many events were looked at', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('a', events(10))
      const checkpoints: Array<Position> = []
      let third = (): void => undefined
      const reached = new Promise<void>((resolve) => (third = resolve))
      const subscription = client.subscribeToAll({
        filter: streamNameFilter({
          prefixes: ['b'],
          maxSearchWindow: 2,
          checkpointInterval: 2,
          checkpointReached: async (_, position) => {
            if (checkpoints.push(position) === 3) third()
          },
        }),
      })
      subscription.resume()
      await told(subscription, 'caughtUp')
      expect(checkpoints).toHaveLength(2)
      const live = await client.appendToStream('b', [event(50), event(51)])
      await reached
      await subscription.unsubscribe()
      expect(checkpoints.at(2)).toEqual(live.position)
      const all = client.subscribeToAll({ fromPosition: checkpoints[1] ?? 'start' })
      expect(numbersIn(await first(all, 2))).toEqual(numbers(8, 9))
      await all.unsubscribe()
    }))

  it('makes the server wait for a reader that does not read', () =>
    withServer(async ({ client, server }) => {
      const subscription = client.subscribeToAll()
      await told(subscription, 'caughtUp')
      for (let n = 0; n < 3000; n += 500) await client.appendToStream('a', events(500, n))
      const taken: Array<ResolvedEvent> = await first(subscription, 3000)
      expect(numbersIn(taken)).toEqual(numbers(...Array.from({ length: 3000 }, (_, n) => n)))
      await subscription.unsubscribe()
      await server.until(({ open }) => open.subscription === 0)
    }))

  it('leaves nothing behind, as often as one subscribes', () =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('a', events(3))
      for (let n = 0; n < 20; n++) {
        const subscription = client.subscribeToAll()
        await first(subscription, 3)
        await subscription.unsubscribe()
      }
      await server.until(({ open }) => open.subscription === 0)
      expect(server.counts().received.subscription).toBe(20)
    }))
})
