import {
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults,
  streamNameFilter,
  type EventStoreDBClient,
  type PersistentSubscriptionToAll,
  type PersistentSubscriptionToAllResolvedEvent,
} from '@eventstore/db-client'
import { event, events, failureOf, numbersOf, opened, take } from './fixture.spec'

const PARKED = '$persistentsubscription-$all::g-parked'

const create = (client: EventStoreDBClient, maxRetryCount = 10, prefix = 's') =>
  client.createPersistentSubscriptionToAll(
    'g',
    persistentSubscriptionToAllSettingsFromDefaults({
      startFrom: 'start',
      consumerStrategyName: 'Pinned',
      maxRetryCount,
    }),
    { filter: streamNameFilter({ prefixes: [prefix] }) },
  )

type Delivered = PersistentSubscriptionToAllResolvedEvent
const numberOf = (delivered: Delivered): unknown => numbersOf([delivered])[0]

/** Takes a number of events, answers for each, and leaves. */
const consume = async (
  consumer: PersistentSubscriptionToAll,
  count: number,
  answer: (delivered: Delivered) => Promise<unknown> = (delivered) => consumer.ack(delivered),
): Promise<ReadonlyArray<unknown>> => {
  const taken: Array<unknown> = []
  for await (const delivered of consumer) {
    await answer(delivered)
    if (taken.push([numberOf(delivered), delivered.retryCount]) === count) break
  }
  await consumer.unsubscribe()
  return taken
}

it('is created once, and joined only if it exists', async () => {
  const { client } = await opened()
  const missing = take(client.subscribeToPersistentSubscriptionToAll('g'))
  expect(await failureOf(missing)).toMatchObject({
    type: 'persistent-subscription-does-not-exist',
    groupName: 'g',
  })
  await create(client)
  expect(await failureOf(create(client))).toMatchObject({ type: 'persistent-subscription-exists' })
})

it('delivers the existing and new events of its streams, each once', async () => {
  const { client, double } = await opened()
  await client.appendToStream('s', events(3))
  await client.appendToStream('t', event(9))
  await create(client)
  const taken = consume(client.subscribeToPersistentSubscriptionToAll('g'), 5)
  await double.until(({ open }) => open.consumer === 1)
  await client.appendToStream('s', events(2, 3))
  expect(await taken).toEqual([0, 1, 2, 3, 4].map((n) => [n, 0]))
  await double.until(({ open }) => open.consumer === 0)
})

it('delivers no more than a consumer takes, and the rest to another', async () => {
  const { client, double } = await opened()
  await client.appendToStream('s', events(4))
  await create(client)
  const idle = client.subscribeToPersistentSubscriptionToAll('g', { bufferSize: 2 })
  expect(await consume(idle, 2, async () => undefined)).toEqual([
    [0, 0],
    [1, 0],
  ])
  await double.until(({ open }) => open.consumer === 0)
  expect(await consume(client.subscribeToPersistentSubscriptionToAll('g'), 4)).toEqual([
    [0, 1],
    [1, 1],
    [2, 0],
    [3, 0],
  ])
})

it('redelivers or parks as the consumer says, and parks in the end', async () => {
  const { client } = await opened()
  await client.appendToStream('s', events(3))
  await create(client, 1)
  const consumer = client.subscribeToPersistentSubscriptionToAll('g', { bufferSize: 1 })
  const taken = await consume(consumer, 4, async (delivered) => {
    const n = numberOf(delivered)
    if (n === 0) await consumer.nack('park', 'bad', delivered)
    else if (n === 1) await consumer.nack('retry', 'later', delivered)
    else await consumer.ack(delivered)
  })
  expect(taken).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
    [2, 0],
  ])
  const parked = await take(client.readStream(PARKED))
  expect(parked.map((each) => [each.event?.type, each.event?.data])).toEqual([
    ['$>', '0@s'],
    ['$>', '1@s'],
  ])
  expect(parked[1]?.event?.metadata).toMatchObject({ reason: 'Reached retry count of 1' })
})

it('starts again after a restart', async () => {
  const { client, double } = await opened()
  await client.appendToStream('s', events(2))
  await create(client)
  await consume(client.subscribeToPersistentSubscriptionToAll('g'), 2)
  await double.restart()
  const again = () => consume(client.subscribeToPersistentSubscriptionToAll('g'), 2)
  // The client learns of a broken connection by losing a call.
  expect(await again().catch(again)).toEqual([
    [0, 0],
    [1, 0],
  ])
})

it('replays parked events by their links, each once', async () => {
  const { client, double } = await opened()
  await client.appendToStream('s', events(3))
  await create(client)
  const consumer = client.subscribeToPersistentSubscriptionToAll('g')
  await consume(consumer, 3, (delivered) => consumer.nack('park', 'bad', delivered))
  // An unreadable link is delivered as it is; a link to something gone delivers nothing.
  const unreadable = jsonEvent({ type: '$>', data: 'nowhere' })
  await client.appendToStream(PARKED, unreadable)
  await client.setStreamMetadata('s', { truncateBefore: 1 })
  double.scavenge()
  await client.replayParkedMessagesToAll('g')
  const again = client.subscribeToPersistentSubscriptionToAll('g')
  const delivered: Array<unknown> = []
  for await (const { event: found, link } of again) {
    delivered.push([found?.streamId, found?.revision, link?.streamId, link?.revision])
    if (delivered.length === 4) break
  }
  await again.unsubscribe()
  expect(delivered).toEqual([
    [undefined, undefined, PARKED, 0n],
    ['s', 1n, PARKED, 1n],
    ['s', 2n, PARKED, 2n],
    [PARKED, 3n, undefined, undefined],
  ])
})

it('sees what the server records about groups, if it asks for it', async () => {
  const { client } = await opened()
  await create(client, 10, '$')
  const consumer = client.subscribeToPersistentSubscriptionToAll('g')
  const streams: Array<unknown> = []
  for await (const delivered of consumer) {
    streams.push(delivered.event?.streamId)
    await consumer.ack(delivered)
    if (streams.length === 2) break
  }
  await consumer.unsubscribe()
  expect(streams).toEqual(['$$$scavenges', '$persistentSubscriptionConfig'])
})
