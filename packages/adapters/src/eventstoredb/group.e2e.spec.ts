import { randomUUID } from 'node:crypto'
import type { NewEvent } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import {
  canRestart,
  patiently,
  realServer,
  startTestServer,
  type EventStoreDBDouble,
  type TestServer,
} from '@kpi-ledger/eventstoredb-double'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { rightOf, uuid } from '../fixture.spec'
import { eventStoreDBStore, type EventStoreDBStore } from './eventstoredb-store'
import type { Delivery, DeliveryHandler, Membership } from './group'

const A = 'kpiContract-a'
/** A new group for each test, since a real server keeps those of earlier tests. */
let group = ''
beforeEach(() => {
  group = `search-index-${randomUUID()}`
})

const itRestarts = canRestart ? it : it.skip
/** For tests of what only a double can do. */
const itFails = realServer === undefined ? it : it.skip

const note = (n: number): NewEvent => ({
  id: branded(uuid(9, n)),
  type: 'NoteAdded',
  version: 1,
  recordedAt: branded('2016-04-01T09:00:00.000Z'),
  data: { period: '2016-04', text: `Note ${String(n)}` },
})

const ends: Array<() => unknown> = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const openOn = async ({ connectionString, namespace, double }: TestServer) => {
  // A real server takes a while to restart.
  const options = { namespace, retry: double === null ? {} : { delay: 1, longest: 10 } }
  const store = rightOf(await eventStoreDBStore(connectionString, options)())
  ends.push(store.close)
  return store
}

const serving = async () => {
  const server = await startTestServer()
  ends.push(server.stop)
  return { server, store: await openOn(server) }
}

const doubleOf = ({ double }: TestServer): EventStoreDBDouble => {
  if (double === null) throw new Error('this needs a double')
  return double
}

const clientOf = ({ connectionString }: TestServer): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(patiently(connectionString))
  ends.push(() => client.dispose())
  return client
}

const append = async (store: EventStoreDBStore, ns: ReadonlyArray<number>, stream = A) => {
  for (const n of ns) rightOf(await store.append(stream, [note(n)], 'any')())
}

const range = (length: number): ReadonlyArray<number> => Array.from({ length }, (_, n) => n)
const numberOf = ({ event }: Delivery): number => parseInt(event.id.slice(-12), 16)

/** A log of what members received, with a way to wait until it is enough. */
const log = () => {
  const given: Array<Delivery> = []
  let check = (): void => undefined
  const until = (enough: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      check = () => {
        if (enough()) resolve()
      }
      check()
    })
  const handler =
    (
      answer: (delivery: Delivery) => ReturnType<DeliveryHandler> = () => TE.right(null),
    ): DeliveryHandler =>
    (delivery) =>
    async () => {
      const done = await answer(delivery)()
      given.push(delivery)
      check()
      return done
    }
  return { given, until, handler, numbers: () => new Set(given.map(numberOf)) }
}

const leave = async (...members: ReadonlyArray<Membership>): Promise<void> => {
  for (const member of members) {
    member.close()
    expect(await member.ended).toEqual(E.right(null))
  }
}

/** The revisions of parked events. */
const parkedIn = async (client: EventStoreDBClient): Promise<ReadonlyArray<number>> => {
  const revisions: Array<number> = []
  try {
    const name = `$persistentsubscription-$all::${group}-parked`
    // A parked event is stored as a link: its revision, `@` and its stream.
    for await (const { event } of client.readStream(name))
      revisions.push(parseInt(event?.data as string, 10))
  } catch {
    // There is no such stream until something is parked.
  }
  return revisions
}

it('delivers every event, existing and new, in order to a single member', async () => {
  const { store } = await serving()
  await append(store, range(30))
  const { given, until, handler } = log()
  const member = store.joinGroup(group, handler())
  await append(store, [30, 31])
  await until(() => given.length === 32)
  expect(given.map(numberOf)).toEqual(range(32))
  expect(given.every(({ retries }) => retries === 0)).toBe(true)
  expect(given[5]).toMatchObject({ event: { ...note(5), stream: A, revision: 5 } })
  await leave(member)
})

itFails('distributes events among members, each contract to one of them', async () => {
  const { server, store } = await serving()
  const { given, until, handler, numbers } = log()
  const byMember: ReadonlyArray<Set<string>> = [new Set(), new Set()]
  const join = async (member: Set<string>) =>
    (await openOn(server)).joinGroup(
      group,
      handler((delivery) => {
        member.add(delivery.event.stream)
        return TE.right(null)
      }),
    )
  const members = await Promise.all(byMember.map(join))
  await doubleOf(server).until(({ open }) => open.consumer === 2)
  const streams = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `kpiContract-${id}`)
  for (const n of range(60)) await append(store, [n], streams[n % 6])
  await until(() => numbers().size === 60)
  expect(given).toHaveLength(60)
  const [one, two] = byMember.map((member) => [...member])
  expect([...(one ?? []), ...(two ?? [])].sort()).toEqual(streams)
  expect(one).not.toHaveLength(0)
  expect(two).not.toHaveLength(0)
  await leave(...members)
})

it('redelivers an event that is to be retried, and says how often', async () => {
  const { store } = await serving()
  await append(store, range(3))
  const { given, until, handler } = log()
  const member = store.joinGroup(
    group,
    handler((delivery) =>
      numberOf(delivery) === 1 && delivery.retries < 3
        ? TE.left({ _tag: 'Retry', reason: 'the table is locked' })
        : TE.right(null),
    ),
  )
  await until(() => given.length === 6)
  expect(
    given.filter((delivery) => numberOf(delivery) === 1).map(({ retries }) => retries),
  ).toEqual([0, 1, 2, 3])
  await leave(member)
})

it('parks an event if asked to, if it does not decode, or if it fails too often', async () => {
  const { server, store } = await serving()
  const client = clientOf(server)
  await append(store, range(3))
  const credentials = { username: 'nobody', password: 'nothing' }
  await client.appendToStream(
    `${server.namespace}${A}`,
    jsonEvent({ type: 'NoteAdded', data: {} }),
    { credentials },
  )
  await append(store, [4], 'kpiContract-b')
  const { given, until, handler } = log()
  const answers: ReadonlyArray<ReturnType<DeliveryHandler>> = [
    TE.right(null),
    TE.left({ _tag: 'Park', reason: 'no such KPI in the index' }),
    TE.left({ _tag: 'Retry', reason: 'never works' }),
  ]
  const member = store.joinGroup(
    group,
    handler((delivery) => answers[numberOf(delivery)] ?? TE.right(null)),
    { maxRetries: 2 },
  )
  await until(() => given.some((delivery) => numberOf(delivery) === 4))
  while ((await parkedIn(client)).length < 3) await new Promise(setImmediate)
  expect([...(await parkedIn(client))].sort()).toEqual([1, 2, 3])
  expect(given.filter((delivery) => numberOf(delivery) === 2)).toHaveLength(3)
  await leave(member)
})

it('delivers a parked event that is replayed, and says so', async () => {
  const { server, store } = await serving()
  const client = clientOf(server)
  await append(store, range(2))
  const { given, until, handler } = log()
  const member = store.joinGroup(
    group,
    handler(({ replayed, event }) =>
      event.revision === 1 && (!replayed || given.length === 2)
        ? TE.left({ _tag: 'Park', reason: 'not yet' })
        : TE.right(null),
    ),
  )
  for (const replays of [1, 2]) {
    while ((await parkedIn(client)).length < replays) await new Promise(setImmediate)
    await client.replayParkedMessagesToAll(group)
    await until(() => given.length === 2 + replays)
  }
  await append(store, [2])
  await until(() => given.length === 5)
  expect(given.map(({ event, replayed }) => [event.revision, replayed])).toEqual([
    [0, false],
    [1, false],
    [1, true],
    [1, true],
    [2, false],
  ])
  expect(given[2]).toMatchObject({ event: given[1]?.event })
  expect(given[2]?.position).not.toEqual(given[1]?.position)
  await leave(member)
})

itFails('parks a replayed event again if the event is gone by then', async () => {
  const { server, store } = await serving()
  const client = clientOf(server)
  await append(store, range(2))
  const { given, until, handler } = log()
  const member = store.joinGroup(
    group,
    handler(() => TE.left({ _tag: 'Park', reason: 'never' })),
  )
  await until(() => given.length === 2)
  while ((await parkedIn(client)).length < 2) await new Promise(setImmediate)
  await client.setStreamMetadata(`${server.namespace}${A}`, { truncateBefore: 1 })
  doubleOf(server).scavenge()
  await client.replayParkedMessagesToAll(group)
  while ((await parkedIn(client)).length < 4) await new Promise(setImmediate)
  expect(given.map(({ event }) => event.revision)).toEqual([0, 1, 1])
  await leave(member)
})

itFails('ends at once, as not found, if the group is deleted', async () => {
  const { server } = await serving()
  const patient = rightOf(await eventStoreDBStore(server.connectionString)())
  ends.push(patient.close)
  const client = clientOf(server)
  const member = patient.joinGroup(group, log().handler())
  await doubleOf(server).until(({ open }) => open.consumer === 1)
  await client.deletePersistentSubscriptionToAll(group)
  expect(await member.ended).toEqual(E.left({ _tag: 'NotFound', what: `group ${group}` }))
  // Created, joined and deleted; not joined again.
  expect(doubleOf(server).counts().received['persistent-subscription']).toBe(3)
})

it('gives what a dead member had not finished to another', async () => {
  const { server, store } = await serving()
  await append(store, range(20))
  const first = await openOn(server)
  const stuck = log()
  const dead = first.joinGroup(
    group,
    stuck.handler((delivery) =>
      numberOf(delivery) < 5 ? TE.right(null) : () => new Promise(() => undefined),
    ),
  )
  await stuck.until(() => stuck.given.length === 5)
  await first.close()
  const second = log()
  const member = store.joinGroup(group, second.handler())
  await second.until(() => new Set([...stuck.numbers(), ...second.numbers()]).size === 20)
  await leave(member)
  dead.close()
})

itFails('continues after a lost connection, delivering every event at least once', async () => {
  const { server, store } = await serving()
  const { given, until, handler, numbers } = log()
  const member = store.joinGroup(group, handler())
  for (const n of range(40)) {
    await append(store, [n])
    if (n % 8 === 3)
      doubleOf(server).faults.endOpenStreams(n % 16 === 3 ? 'cancelled' : 'unavailable')
    if (n % 8 === 7) doubleOf(server).faults.endStreamsAfter(2, 'cancelled')
  }
  await until(() => numbers().size === 40)
  expect(given.length).toBeGreaterThanOrEqual(40)
  await leave(member)
})

itRestarts('survives a restart of the server', async () => {
  const { server, store } = await serving()
  const { until, handler, numbers } = log()
  const member = store.joinGroup(group, handler())
  await append(store, range(5))
  await until(() => numbers().size === 5)
  await server.restart()
  await append(store, [5, 6])
  await until(() => numbers().size === 7)
  await leave(member)
})

itFails('leaves a group created by somebody else unchanged', async () => {
  const { server, store } = await serving()
  await append(store, range(3))
  const late = log()
  const member = store.joinGroup(group, late.handler(), { from: 'end' })
  await doubleOf(server).until(({ open }) => open.consumer === 1)
  await append(store, [3])
  await late.until(() => late.numbers().has(3))
  await leave(member)
  expect(late.numbers().has(0)).toBe(false)
  const again = log()
  const other = store.joinGroup(group, again.handler(), { from: 'start' })
  await append(store, [4])
  await again.until(() => again.numbers().has(4))
  expect(again.numbers().has(0)).toBe(false)
  await leave(other)
})

it('skips what its filter does not want', async () => {
  const { store } = await serving()
  await append(store, [0], 'kpiContract-b')
  await append(store, [1])
  await append(store, [2], 'kpiContract-b')
  const { given, until, handler } = log()
  const member = store.joinGroup(group, handler(), { filter: { streams: ['kpiContract-b'] } })
  await until(() => given.length === 2)
  expect(given.map(numberOf)).toEqual([0, 2])
  await leave(member)
})

itFails('ends with a lasting error, or at once if the store is closed', async () => {
  const { server, store } = await serving()
  doubleOf(server).faults.refuse({ operation: 'persistent-subscription' })
  const denied = await store.joinGroup(group, log().handler()).ended
  expect(denied).toMatchObject(E.left({ _tag: 'AccessDenied' }))
  await store.close()
  const closed = await store.joinGroup(group, log().handler()).ended
  expect(closed).toMatchObject(E.left({ _tag: 'Unavailable' }))
})
