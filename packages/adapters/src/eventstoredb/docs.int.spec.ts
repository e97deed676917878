import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { EventStoreDBClient as DBClient } from '@eventstore/db-client'
import {
  describe,
  execute,
  type Command,
  type LedgerEnvironment,
  type RecordedEvent,
} from '@kpi-ledger/core'
import { startEventStoreDBDouble, type EventStoreDBDouble } from '@kpi-ledger/eventstoredb-double'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { readAllOf, rightOf, uuid } from '../fixture.spec'
import type { Credentials, EventStoreDBClient } from './client'
import type { DeliveryHandler } from './group'
import { eventStoreDBStore, type EventStoreDBStore } from './eventstoredb-store'

const environment = { now: () => '2016-04-01T09:00:00.000Z', newId: () => uuid(1, 1) }
const credentials = { username: 'nobody', password: 'nothing' }
const register: Command = {
  type: 'RegisterContract',
  contract: 'pssp',
  title: 'Strategic Services Partnership',
  authority: 'Peterborough City Council',
  supplier: 'Serco',
  yearStart: 4,
}

let server: EventStoreDBDouble | null = null
const serve = async (): Promise<string> => {
  server = await startEventStoreDBDouble()
  return server.connectionString
}
afterEach(() => server?.stop())

export const recordIn = async (
  connectionString: string,
  commands: ReadonlyArray<Command>,
  environment: Omit<LedgerEnvironment, 'store'>,
): Promise<void> => {
  const opened = await eventStoreDBStore(connectionString)()
  if (E.isLeft(opened)) throw new Error(describe(opened.left))
  const store = opened.right
  const recorded = await execute({ ...environment, store })(commands)()
  if (E.isLeft(recorded)) throw new Error(JSON.stringify(recorded.left))
  await store.close()
}

export const openOn = (client: DBClient, credentials: Credentials) =>
  eventStoreDBStore({ client, credentials })

/** A client with the calls of KurrentDB's client, built on EventStoreDB's. */
const kurrentClient = (client: DBClient) => ({
  appendToStream: (
    stream: string,
    events: Parameters<EventStoreDBClient['appendToStream']>[1],
    { streamState, ...options }: { readonly streamState: bigint | 'no_stream' },
  ) => client.appendToStream(stream, events, { ...options, expectedRevision: streamState }),
  readStream: (stream: string, options: Parameters<DBClient['readStream']>[1]) =>
    client.readStream(stream, options)[Symbol.asyncIterator](),
  readAll: (options: Parameters<DBClient['readAll']>[0]) =>
    client.readAll(options)[Symbol.asyncIterator](),
  subscribeToAll: client.subscribeToAll.bind(client),
  createPersistentSubscriptionToAll: client.createPersistentSubscriptionToAll.bind(client),
  subscribeToPersistentSubscriptionToAll:
    client.subscribeToPersistentSubscriptionToAll.bind(client),
  dispose: () => client.dispose(),
})
type KurrentDBClient = ReturnType<typeof kurrentClient>

const reading = <E>(events: AsyncIterable<E>) => {
  const readable = Readable.from(events)
  return Object.assign(readable, { cancel: async () => readable.destroy() })
}

export const fitted = (kurrent: KurrentDBClient): EventStoreDBClient => ({
  appendToStream: (stream, events, { expectedRevision, ...options }) =>
    kurrent.appendToStream(stream, events, { ...options, streamState: expectedRevision }),
  readStream: (stream, options) => reading(kurrent.readStream(stream, options)),
  readAll: (options) => reading(kurrent.readAll(options)),
  subscribeToAll: (options, readable) => kurrent.subscribeToAll(options, readable),
  createPersistentSubscriptionToAll: (group, settings, options) =>
    kurrent.createPersistentSubscriptionToAll(group, settings, options),
  subscribeToPersistentSubscriptionToAll: (group, options, readable) =>
    kurrent.subscribeToPersistentSubscriptionToAll(group, options, readable),
  dispose: () => kurrent.dispose(),
})

export const shareTheWork = (store: EventStoreDBStore, handle: DeliveryHandler) =>
  store.joinGroup('search-index', handle)

it('records, and reads back with the caller’s own client', async () => {
  const connectionString = await serve()
  await recordIn(connectionString, [register], environment)
  const client = DBClient.connectionString(connectionString)
  const opened = await openOn(client, credentials)()
  expect(await readAllOf(rightOf(opened))).toMatchObject([{ id: uuid(1, 1) }])
  await client.dispose()
})

it('accepts a client of KurrentDB', async () => {
  const connectionString = await serve()
  await recordIn(connectionString, [register], environment)
  const client = fitted(kurrentClient(DBClient.connectionString(connectionString)))
  const store = rightOf(await eventStoreDBStore({ client, credentials })())
  const [registered] = await readAllOf(store)
  expect(registered?.id).toBe(uuid(1, 1))
  const answer = await store.append('kpiContract-pssp', [], 0)()
  expect(answer).toMatchObject(E.right({ revision: 0 }))
  await client.dispose()
})

it('shares the work', async () => {
  const connectionString = await serve()
  await recordIn(connectionString, [register], environment)
  const store = rightOf(await eventStoreDBStore(connectionString)())
  await new Promise<void>((done) => {
    const index = ({ id }: RecordedEvent) => {
      expect(id).toBe(uuid(1, 1))
      done()
      return TE.right(null)
    }
    const member = shareTheWork(store, ({ event }) => index(event))
    expect(member.ended).toBeInstanceOf(Promise)
  })
  await store.close()
})

const lines = (text: string): ReadonlyArray<string> => text.split('\n').map((line) => line.trim())

/** A page's code blocks without their imports, which `check:packages` tests. */
const examplesOf = (page: string): ReadonlyArray<string> =>
  [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) =>
    code.replaceAll(/^import .*?from '.*?'\n/gms, ''),
  )

it('matches the page on EventStoreDB', () => {
  const source = lines(readFileSync(__filename, 'utf8')).join('\n')
  const page = readFileSync(join(__dirname, '../../../../docs/eventstoredb.md'), 'utf8')
  const examples = examplesOf(page)
  expect(examples.length).toBeGreaterThan(3)
  for (const example of examples) expect(source).toContain(lines(example).join('\n').trim())
})
