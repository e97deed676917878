import { EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client'
import { eventStoreDBStore, type EventStoreDBStore } from '@kpi-ledger/adapters/eventstoredb'
import type { NewEvent } from '@kpi-ledger/core/store'
import { toNewEvent } from '@kpi-ledger/core/unstable'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { credentials, startServer } from './eventstoredb-server'
import { printRatios, raceTasks } from './measure'

const STREAM = 'kpiContract-a'
const OWN = 1000
const BATCHES = 100

const must = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const ownEvents: ReadonlyArray<NewEvent> = [...generateLedger({ events: OWN, contracts: 1 })].map(
  toNewEvent,
)

/** Appends our own events in batches, with as many foreign ones after each batch. */
const fill = async (
  client: EventStoreDBClient,
  store: EventStoreDBStore,
  foreign: number,
): Promise<void> => {
  const size = OWN / BATCHES
  for (let batch = 0; batch < BATCHES; batch++) {
    const events = ownEvents.slice(batch * size, (batch + 1) * size)
    must(await store.append(STREAM, events, batch === 0 ? 'no-stream' : batch * size - 1)())
    const others = Array.from({ length: foreign / BATCHES }, (_, n) =>
      jsonEvent({ type: 'Foreign', data: { n } }),
    )
    await client.appendToStream(`other-${String(batch)}`, others, { credentials })
  }
}

/** Races reading the ledger's events from among foreign ones against the client's own filter. */
export const raceFilteredReading = async (foreign = 300_000): Promise<void> => {
  const { connectionString, stop } = await startServer()
  const client = EventStoreDBClient.connectionString(connectionString)
  const store = must(await eventStoreDBStore(connectionString)())
  await fill(client, store, foreign)
  printRatios(
    `EventStoreDB: ${String(OWN)} own events among ${String(foreign)} foreign ones (at most 1.5)`,
    await raceTasks([
      {
        name: 'the client, filtered by prefix',
        work: async () => {
          const filter = streamNameFilter({ prefixes: ['kpiContract-'] })
          const subscription = client.subscribeToAll({ filter })
          let delivered = 0
          subscription.on('data', () => delivered++)
          await new Promise<void>((resolve) => subscription.once('caughtUp', () => resolve()))
          if (delivered !== OWN) throw new Error(`read ${String(delivered)} events`)
          await subscription.unsubscribe()
        },
      },
      {
        name: 'the store, reading everything',
        work: async () => {
          let read = 0
          for await (const page of store.readAll()) read += must(page).length
          if (read !== OWN) throw new Error(`read ${String(read)} events`)
        },
      },
      {
        name: 'the store, catching up',
        work: async () => {
          for await (const message of store.subscribe())
            if (must(message).kind === 'caught-up') break
        },
      },
    ]),
  )
  await store.close()
  await client.dispose()
  stop()
}
