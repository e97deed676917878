import { randomUUID } from 'node:crypto'
import { EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client'
import { eventStoreDBStore, type EventStoreDBStore } from '@kpi-ledger/adapters/eventstoredb'
import type { NewEvent } from '@kpi-ledger/core/store'
import { branded, toNewEvent } from '@kpi-ledger/core/unstable'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { credentials, startServer } from './eventstoredb-server'
import { printRates, raceTasks } from './measure'
import { pieces } from './pieces'

const must = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** Makes events of one contract, with new ids at each call. */
const eventsAnew = (events: number): (() => ReadonlyArray<NewEvent>) => {
  const same = [...generateLedger({ events, contracts: 1 })].map(toNewEvent)
  return () => same.map((event) => ({ ...event, id: branded(randomUUID()) }))
}

type Batches = ReadonlyArray<ReadonlyArray<NewEvent>>

/** Appends to a stream with the client alone, continuing where it stopped. */
const bareAppender = (client: EventStoreDBClient, stream: string) => {
  let expectedRevision: bigint | 'no_stream' = 'no_stream'
  return async (batches: Batches): Promise<void> => {
    for (const batch of batches) {
      const events = batch.map(({ id, type, data, version, recordedAt, metadata }) =>
        jsonEvent({ id, type, data: { ...data }, metadata: { version, recordedAt, metadata } }),
      )
      const options = { expectedRevision, credentials }
      const appended = await client.appendToStream(stream, events, options)
      expectedRevision = appended.nextExpectedRevision
    }
  }
}

/** Does the same through the store. */
const storeAppender = (store: EventStoreDBStore, stream: string) => {
  let expected: number | 'no-stream' = 'no-stream'
  return async (batches: Batches): Promise<void> => {
    for (const batch of batches)
      expected = must(await store.append(stream, batch, expected)()).revision
  }
}

/** Races appending, reading and subscribing through the store against the client alone. */
export const raceEventStoreDB = async (): Promise<void> => {
  const { connectionString, stop } = await startServer()
  const client = EventStoreDBClient.connectionString(connectionString)
  const store = must(await eventStoreDBStore(connectionString)())
  let streams = 0
  const fresh = (): string => `kpiContract-${String(streams++)}`

  for (const [size, length] of [
    [1, 1000],
    [10, 5000],
    [100, 10_000],
  ] as const) {
    const events = eventsAnew(length)
    const bare = bareAppender(client, fresh())
    const byStore = storeAppender(store, fresh())
    printRates(
      `EventStoreDB: ${String(length)} events appended by ${String(size)} (at least 0.85)`,
      await raceTasks([
        { name: 'the client', work: () => bare(pieces(events(), size)) },
        { name: 'the store', work: () => byStore(pieces(events(), size)) },
      ]),
    )
  }

  const events = 20_000
  const stream = fresh()
  await storeAppender(store, stream)(pieces(eventsAnew(events)(), 500))
  printRates(
    `EventStoreDB: reading a stream of ${String(events)} events (at least 0.85)`,
    await raceTasks([
      {
        name: 'the client',
        work: async () => {
          let read = 0
          for await (const { event } of client.readStream(stream))
            read += event === undefined ? 0 : 1
          return read
        },
      },
      {
        name: 'the store',
        work: async () => {
          let read = 0
          for await (const page of store.read(stream)) read += must(page).length
          return read
        },
      },
    ]),
  )

  let after = null
  for await (const page of store.readAll({ filter: { streams: [stream] } })) {
    after = must(page)[0]?.position ?? null
    if (after !== null) break
  }
  if (after?.kind !== 'store') throw new Error('no position')
  const [commit = '', prepare = ''] = after.at.split('/')
  const fromPosition = { commit: BigInt(commit), prepare: BigInt(prepare) }
  const resumed = after
  printRates(
    `EventStoreDB: a subscription to ${String(events - 1)} events (at least 0.85)`,
    await raceTasks([
      {
        name: 'the client',
        work: async () => {
          const filter = streamNameFilter({ prefixes: [stream], checkpointInterval: 1000 })
          const subscription = client.subscribeToAll({ fromPosition, filter })
          let delivered = 0
          for await (const { event } of subscription)
            if (event !== undefined && ++delivered === events - 1) break
          await subscription.unsubscribe()
        },
      },
      {
        name: 'the store',
        work: async () => {
          let delivered = 0
          const subscription = store.subscribe({ after: resumed, filter: { streams: [stream] } })
          for await (const message of subscription)
            if (must(message).kind === 'event' && ++delivered === events - 1) break
        },
      },
    ]),
  )

  await store.close()
  await client.dispose()
  stop()
}
