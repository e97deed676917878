import { EventStoreDBClient } from '@eventstore/db-client'
import type { StoreError } from '@kpi-ledger/core'
import type { NewEvent, Pages } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import {
  patiently,
  startEventStoreDBDouble,
  type EventStoreDBDouble,
  type EventStoreDBDoubleOptions,
} from '@kpi-ledger/eventstoredb-double'
import * as E from 'fp-ts/Either'
import { rightOf, uuid } from '../fixture.spec'
import {
  eventStoreDBStore,
  type EventStoreDBOptions,
  type EventStoreDBStore,
} from './eventstoredb-store'

export const A = 'kpiContract-a'
export const once: EventStoreDBOptions = { retry: { attempts: 1, delay: 1, longest: 1 } }
/** Waits a hundred times as long as an answer takes; for tests of answers that never come. */
export const impatient: EventStoreDBOptions = { ...once, timeout: 2000 }

export const note = (n: number): NewEvent => ({
  id: branded(uuid(9, n)),
  type: 'NoteAdded',
  version: 1,
  recordedAt: branded('2016-04-01T09:00:00.000Z'),
  data: { period: '2016-04', text: `Note ${String(n)}` },
})

export const notes = (length: number): ReadonlyArray<NewEvent> =>
  Array.from({ length }, (_, n) => note(n))

export const ends: Array<() => unknown> = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

export const serve = async (options?: EventStoreDBDoubleOptions): Promise<EventStoreDBDouble> => {
  const server = await startEventStoreDBDouble(options)
  ends.push(server.stop)
  return server
}

export const openOn = async (
  { connectionString }: Pick<EventStoreDBDouble, 'connectionString'>,
  options?: EventStoreDBOptions,
): Promise<EventStoreDBStore> => {
  const store = rightOf(await eventStoreDBStore(connectionString, options)())
  ends.push(store.close)
  return store
}

/** A client beside the store, which appends by the classic path only. */
export const clientOf = ({
  connectionString,
}: Pick<EventStoreDBDouble, 'connectionString'>): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(patiently(connectionString))
  ends.push(client.dispose)
  return client
}

export const credentials = { username: 'nobody', password: 'nothing' }

export const opened = async (length = 0, options?: EventStoreDBOptions) => {
  const server = await serve()
  const store = await openOn(server, options)
  if (length > 0) rightOf(await store.append(A, notes(length), 'no-stream')())
  return { server, store }
}

/** How many events the pages have, and the error they end with. */
export const delivered = async (
  pages: Pages<unknown>,
): Promise<ReadonlyArray<number | StoreError>> => {
  let events = 0
  for await (const page of pages) {
    if (E.isLeft(page)) return events === 0 ? [page.left] : [events, page.left]
    events += page.right.length
  }
  return events === 0 ? [] : [events]
}

/** Waits until a server has no open call; if it keeps one, the test times out. */
export const allClosed = ({ until }: EventStoreDBDouble): Promise<void> =>
  until(({ open }) => Object.values(open).every((calls) => calls === 0))
