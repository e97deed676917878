import {
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  streamNameFilter,
  type EventStoreDBClient,
  type PersistentSubscriptionToStreamSettings,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamResolvedEvent,
} from '@eventstore/db-client'
import { collect, event, events, failureOf, withServer } from './fixture.spec'

const create = (
  client: EventStoreDBClient,
  settings: Partial<PersistentSubscriptionToStreamSettings> = {},
) =>
  client.createPersistentSubscriptionToStream(
    's',
    'g',
    persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: 'start', ...settings }),
  )

type Delivered = PersistentSubscriptionToStreamResolvedEvent

const numberOf = ({ event }: Delivered): unknown =>
  event?.isJson === true ? (event.data as { readonly n: number }).n : undefined

/** Takes so many events, does something with each, and goes. */
const consume = async (
  subscription: PersistentSubscriptionToStream,
  count: number,
  act: (delivered: Delivered) => Promise<void>,
): Promise<ReadonlyArray<Delivered>> => {
  const taken: Array<Delivered> = []
  for await (const delivered of subscription) {
    await act(delivered)
    if (taken.push(delivered) === count) break
  }
  return taken
}

describe('a group', () => {
  it('is made once, joined and deleted only while it is there', () =>
    withServer(async ({ client }) => {
      const name = { streamName: 's', groupName: 'g' }
      const missing = { ...name, type: 'persistent-subscription-does-not-exist' }
      const join = () => client.subscribeToPersistentSubscriptionToStream('s', 'g')
      expect(await failureOf(collect(join()))).toMatchObject(missing)
      expect(await failureOf(client.deletePersistentSubscriptionToStream('s', 'g'))).toMatchObject(
        missing,
      )
      await create(client)
      expect(await failureOf(create(client))).toMatchObject({
        ...name,
        type: 'persistent-subscription-exists',
      })
      const joined = join()
      const dropped = failureOf(collect(joined))
      await new Promise<void>((resolve) => joined.once('confirmation', () => resolve()))
      await client.deletePersistentSubscriptionToStream('s', 'g')
      expect(await dropped).toMatchObject({ ...name, type: 'persistent-subscription-dropped' })
      expect(await failureOf(collect(join()))).toMatchObject(missing)
    }))

  it('gets what was there and what is written, and each event once when it is acknowledged', () =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('s', events(3))
      await create(client)
      const subscription = client.subscribeToPersistentSubscriptionToStream('s', 'g')
      const taken = consume(subscription, 5, (delivered) => subscription.ack(delivered))
      await client.appendToStream('s', events(2, 3))
      expect((await taken).map(numberOf)).toEqual([0, 1, 2, 3, 4])
      await subscription.unsubscribe()
      await server.until(({ open }) => open.consumer === 0)
    }))

  it.each([
    ['end', [2]],
    [1n, [1, 2]],
  ] as const)('begins at %s, that event included', (startFrom, expected) =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', events(2))
      await create(client, { startFrom })
      await client.appendToStream('s', event(2))
      const subscription = client.subscribeToPersistentSubscriptionToStream('s', 'g')
      const taken = await consume(subscription, expected.length, (one) => subscription.ack(one))
      expect(taken.map(numberOf)).toEqual(expected)
      await subscription.unsubscribe()
    }),
  )

  it('shares events in turn among its consumers', () =>
    withServer(async ({ client }) => {
      await create(client)
      const consumers = [1, 2].map(() => client.subscribeToPersistentSubscriptionToStream('s', 'g'))
      await Promise.all(
        consumers.map((one) => new Promise<void>((done) => one.once('confirmation', () => done()))),
      )
      await client.appendToStream('s', events(6))
      const taken = await Promise.all(consumers.map((one) => consume(one, 3, (e) => one.ack(e))))
      const [first, second] = taken.map((one) => one.map(numberOf))
      expect([first, second].sort()).toEqual([
        [0, 2, 4],
        [1, 3, 5],
      ])
      for (const one of consumers) await one.unsubscribe()
    }))

  it('holds no more events out than a consumer takes, and hands over what it leaves', () =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('s', events(5))
      await create(client)
      const idle = client.subscribeToPersistentSubscriptionToStream('s', 'g', { bufferSize: 2 })
      const held = await consume(idle, 2, async () => undefined)
      expect(held.map(numberOf)).toEqual([0, 1])
      const busy = client.subscribeToPersistentSubscriptionToStream('s', 'g')
      const seen: Array<readonly [unknown, number]> = []
      const taken = consume(busy, 5, async (one) => {
        seen.push([numberOf(one), one.retryCount])
        await busy.ack(one)
        if (seen.length === 3) await idle.unsubscribe()
      })
      await taken
      expect(seen).toEqual([
        [2, 0],
        [3, 0],
        [4, 0],
        [0, 1],
        [1, 1],
      ])
      await busy.unsubscribe()
      await server.until(({ open }) => open.consumer === 0)
    }))

  it('refuses more consumers than it may have', () =>
    withServer(async ({ client }) => {
      await create(client, { maxSubscriberCount: 1 })
      const first = client.subscribeToPersistentSubscriptionToStream('s', 'g')
      await new Promise<void>((resolve) => first.once('confirmation', () => resolve()))
      const second = client.subscribeToPersistentSubscriptionToStream('s', 'g')
      expect(await failureOf(collect(second))).toMatchObject({
        type: 'maximum-subscribers-reached',
      })
      await first.unsubscribe()
    }))

  it('reads everything but its own bookkeeping, through a filter', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', event(1))
      await client.appendToStream('b-1', event(2))
      await client.createPersistentSubscriptionToAll(
        'g',
        persistentSubscriptionToAllSettingsFromDefaults({
          startFrom: 'start',
          checkPointLowerBound: 1,
          checkPointUpperBound: 1,
        }),
        { filter: streamNameFilter({ regex: '^(a|c|\\$persistent)' }) },
      )
      const subscription = client.subscribeToPersistentSubscriptionToAll('g')
      const taken: Array<unknown> = []
      for await (const delivered of subscription) {
        taken.push(delivered.event?.data)
        await subscription.ack(delivered)
        if (taken.length === 2) break
        await client.appendToStream('c-1', event(3))
      }
      expect(taken).toEqual([{ n: 1 }, { n: 3 }])
      await subscription.unsubscribe()
    }))
})

describe('an event that is not acknowledged', () => {
  const parked = '$persistentsubscription-s::g-parked'

  it('comes again after a time, and is parked in the end', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', event(7))
      await create(client, { messageTimeout: 20, maxRetryCount: 2 })
      const follow = client.subscribeToStream(parked, { resolveLinkTos: true })
      const subscription = client.subscribeToPersistentSubscriptionToStream('s', 'g')
      const taken = await consume(subscription, 3, async () => undefined)
      expect(taken.map((one) => [numberOf(one), one.retryCount])).toEqual([
        [7, 0],
        [7, 1],
        [7, 2],
      ])
      for await (const { event: target, link } of follow) {
        expect(target?.data).toEqual({ n: 7 })
        expect(link?.metadata).toMatchObject({ reason: 'Reached Max Retry count' })
        break
      }
      await follow.unsubscribe()
      await subscription.unsubscribe()
    }))

  it('is parked, tried again or skipped, as the consumer says', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', events(3))
      await create(client)
      const subscription = client.subscribeToPersistentSubscriptionToStream('s', 'g')
      const seen = await consume(subscription, 4, async (one) => {
        const n = numberOf(one)
        if (n === 0) await subscription.nack('park', 'bad', one)
        else if (n === 1) await subscription.nack('skip', 'dull', one)
        else if (one.retryCount === 0) await subscription.nack('retry', 'later', one)
        else await subscription.ack(one)
      })
      expect(seen.map((one) => [numberOf(one), one.retryCount])).toEqual([
        [0, 0],
        [1, 0],
        [2, 0],
        [2, 1],
      ])
      const aside = await collect(client.readStream(parked, { resolveLinkTos: true }))
      expect(aside.map((one) => one.event?.data)).toEqual([{ n: 0 }])
      await subscription.unsubscribe()
    }))
})

describe('a restart', () => {
  it('goes on after the last checkpoint', () =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('s', events(6))
      await create(client, { checkPointLowerBound: 1, checkPointUpperBound: 2 })
      const subscription = client.subscribeToPersistentSubscriptionToStream('s', 'g')
      subscription.on('error', () => undefined)
      const checkpoints = client.subscribeToStream('$persistentsubscription-s::g-checkpoint')
      checkpoints.on('error', () => undefined)
      const written = new Promise<unknown>((resolve) =>
        checkpoints.once('data', ({ event: checkpoint }) => resolve(checkpoint?.data)),
      )
      await consume(subscription, 3, (one) => subscription.ack(one))
      expect(await written).toBe('1')
      await server.until(({ open }) => open.consumer === 1)
      await server.restart()
      const again = async () => {
        const one = client.subscribeToPersistentSubscriptionToStream('s', 'g')
        const taken = await consume(one, 4, (delivered) => one.ack(delivered))
        await one.unsubscribe()
        return taken
      }
      // The client learns of a broken connection by losing a call.
      const taken = await again().catch(again)
      expect(taken.map(numberOf)).toEqual([2, 3, 4, 5])
    }))
})
