import {
  EventStoreDBClient,
  jsonEvent,
  type AppendToStreamOptions,
  type ResolvedEvent,
} from '@eventstore/db-client'
import { patiently, startEventStoreDBDouble, type EventStoreDBDouble } from './index'

const ends: Array<() => unknown> = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A double with one client; both end with the test. */
export const opened = async (): Promise<{
  readonly double: EventStoreDBDouble
  readonly client: EventStoreDBClient
}> => {
  const double = await startEventStoreDBDouble()
  ends.push(double.stop)
  const client = EventStoreDBClient.connectionString(patiently(double.connectionString))
  ends.push(client.dispose)
  return { double, client }
}

/** The nth event; the same id for the same number. */
export const event = (n: number) =>
  jsonEvent({
    id: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    type: 'Noted',
    data: { n },
  })

export const events = (length: number, from = 0) =>
  Array.from({ length }, (_, i) => event(from + i))

/** The two ways a client appends: an append with its own credentials has its own call. */
export const paths: ReadonlyArray<readonly [string, AppendToStreamOptions]> = [
  ['a shared call', {}],
  ['a call of its own', { credentials: { username: 'test', password: 'test' } }],
]

/** Takes all items, or the first `count`, and stops. */
export const take = async <A>(source: AsyncIterable<A>, count = Infinity): Promise<Array<A>> => {
  const taken: Array<A> = []
  for await (const item of source) if (taken.push(item) === count) break
  return taken
}

/** The numbers of events, in order of arrival. */
export const numbersOf = (resolved: ReadonlyArray<ResolvedEvent>): ReadonlyArray<unknown> =>
  resolved.map((each) => (each.event?.data as { readonly n: number }).n)

/** The error that a promise is rejected with. */
export const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('expected a failure')
    },
    (error: unknown) => error,
  )

/** Everything in the log, except what a new server has written about itself. */
export const inLog = async (client: EventStoreDBClient): Promise<ReadonlyArray<ResolvedEvent>> =>
  (await take(client.readAll())).filter((each) => each.event?.streamId !== '$$$scavenges')
