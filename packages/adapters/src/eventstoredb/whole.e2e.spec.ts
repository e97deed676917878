import { jsonEvent } from '@eventstore/db-client'
import { collect, type StoreError } from '@kpi-ledger/core'
import type { EventFilter } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { rightOf } from '../fixture.spec'
import type { EventStoreDBStore } from './eventstoredb-store'
import { A, clientOf, credentials, delivered, note, notes, opened } from './fixture.spec'

const B = 'kpiContract-b'

/**
 * How many events a subscription delivers before it has caught up, and the error that ends it, if
 * any.
 */
const caughtUpWith = async (
  store: EventStoreDBStore,
  filter: EventFilter = {},
): Promise<ReadonlyArray<number | StoreError>> => {
  let events = 0
  for await (const message of store.subscribe({ filter })) {
    if (E.isLeft(message)) return events === 0 ? [message.left] : [events, message.left]
    if (message.right.kind === 'caught-up') break
    events++
  }
  return events === 0 ? [] : [events]
}

/** The two ways to read everything, which must agree. */
const read = async (store: EventStoreDBStore, filter?: EventFilter) => {
  const all = await delivered(store.readAll(filter === undefined ? {} : { filter }))
  expect(await caughtUpWith(store, filter)).toEqual(all)
  return all
}

describe('reading everything', () => {
  it.each([{ truncateBefore: 2 }, { maxCount: 1 }])(
    'finds that a contract was truncated and scavenged: %j',
    async (metadata) => {
      const { server, store } = await opened(3)
      rightOf(await store.append(B, [note(9)], 'no-stream')())
      await clientOf(server).setStreamMetadata(A, metadata)
      expect(await read(store)).toEqual([4])
      server.scavenge()
      const gone = { _tag: 'Corrupt', stream: A, revision: 0, at: `${A} at revision 0` }
      expect(await read(store)).toMatchObject([gone])
      expect(await read(store, { streams: [B] })).toEqual([1])
      expect(await read(store, { types: ['KPIDefined'] })).toMatchObject([gone])
    },
  )

  it('also finds a gap after a position', async () => {
    const { server, store } = await opened(1)
    const [first] = rightOf(await collect(store.readAll())())
    if (first === undefined) throw new Error('no event')
    rightOf(await store.append(A, [note(1)], 0)())
    const client = clientOf(server)
    await client.deleteStream(A)
    await client.appendToStream(A, jsonEvent({ type: 'X', data: {} }), { credentials })
    server.scavenge()
    expect(await delivered(store.readAll({ after: first.position }))).toMatchObject([
      { _tag: 'Corrupt', stream: A, revision: 2 },
    ])
  })

  it('finds that a contract was tombstoned, and reads the others with a filter', async () => {
    const { server, store } = await opened(3)
    rightOf(
      await store.append(
        B,
        notes(2).map((_, n) => note(10 + n)),
        'no-stream',
      )(),
    )
    await clientOf(server).tombstoneStream(A)
    const deleted: StoreError = { _tag: 'StreamDeleted', stream: A }
    expect(await read(store)).toEqual([5, deleted])
    server.scavenge()
    expect(await read(store)).toEqual([2, deleted])
    expect(await read(store, { streams: [B] })).toEqual([2])
    expect(await read(store, { streams: [A], types: ['NoteAdded'] })).toEqual([deleted])
  })
})

describe('among the events of others', () => {
  const FOREIGN = 1200
  const foreign = (length: number) =>
    Array.from({ length }, () => jsonEvent({ type: 'X', data: {} }))

  /** Two events, many of others, two events, and as many of others as requested. */
  const mixed = async (after: number) => {
    const { server, store } = await opened(2, { retry: { delay: 1 }, timeout: 2000 })
    const client = clientOf(server)
    await client.appendToStream('other', foreign(FOREIGN), { credentials })
    rightOf(await store.append(A, [note(2), note(3)], 1)())
    if (after > 0) await client.appendToStream('other', foreign(after), { credentials })
    return { server, store }
  }

  it.each([0, 256, 600])(
    'a ledger’s own are read with the server’s filter, %i others last',
    async (after) => {
      const { server, store } = await mixed(after)
      for (const caughtUp of [true, false]) {
        if (!caughtUp) server.faults.withoutCaughtUp()
        const before = server.counts()
        expect(await read(store)).toEqual([4])
        const sent = server.counts().sent - before.sent
        expect(sent).toBeLessThan(FOREIGN / 2)
      }
    },
  )

  it('keep being read after the connection is cut', async () => {
    const { server, store } = await mixed(300)
    for (const how of ['cancelled', 'unavailable', 'aborted', 'ok'] as const) {
      // The end is read first.
      server.faults.endStreamsAfter(Infinity, 'ok')
      server.faults.endStreamsAfter(1, how)
      expect(await delivered(store.readAll())).toEqual([4])
    }
  })

  it('are read without the filter if the server falls silent because of it', async () => {
    const { server, store } = await mixed(300)
    server.faults.withoutCaughtUp()
    server.faults.withoutCheckpoints()
    expect(await delivered(store.readAll())).toEqual([4])
  })
})
