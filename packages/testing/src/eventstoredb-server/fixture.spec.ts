import {
  EventStoreDBClient,
  jsonEvent,
  type AppendToStreamOptions,
  type ResolvedEvent,
} from '@eventstore/db-client'
import {
  startEventStoreDBServer,
  type EventStoreDBServer,
  type EventStoreDBServerOptions,
} from './index'

export interface Running {
  readonly server: EventStoreDBServer
  readonly client: EventStoreDBClient
}

/** Runs a test with a server and one client, and leaves nothing open. */
export const withServer = async (
  test: (running: Running) => Promise<void>,
  options: EventStoreDBServerOptions = {},
): Promise<void> => {
  const server = await startEventStoreDBServer(options)
  const client = EventStoreDBClient.connectionString(server.connectionString)
  try {
    await test({ server, client })
  } finally {
    server.faults.clear()
    await client.dispose()
    await server.stop()
  }
}

export const uuid = (n: number): string =>
  `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/** The nth event; the same id for the same number. */
export const event = (n: number, type = 'Noted') => jsonEvent({ id: uuid(n), type, data: { n } })

export const events = (length: number, from = 0) =>
  Array.from({ length }, (_, i) => event(from + i))

/** The two ways a client appends: with credentials of its own, an append has a call of its own. */
export const paths: ReadonlyArray<readonly [string, AppendToStreamOptions]> = [
  ['a shared call', {}],
  ['a call of its own', { credentials: { username: 'test', password: 'test' } }],
]

export const collect = async <A>(
  stream: AsyncIterable<A> | Iterable<A>,
): Promise<ReadonlyArray<A>> => {
  const collected: Array<A> = []
  for await (const item of stream) collected.push(item)
  return collected
}

/** The numbers of the events, in the order they came. */
export const numbersIn = (resolved: ReadonlyArray<ResolvedEvent>): ReadonlyArray<unknown> =>
  resolved.map(({ event }) => (event?.isJson === true ? event.data : undefined))

/** The error a promise ends with. */
export const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('expected a failure')
    },
    (error: unknown) => error,
  )

/** Reads so many and stops. */
export const first = async <A>(
  subscription: AsyncIterable<A>,
  count: number,
): Promise<Array<A>> => {
  const taken: Array<A> = []
  if (count === 0) return taken
  for await (const item of subscription) if (taken.push(item) === count) break
  return taken
}
