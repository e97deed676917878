import { collect, type RecordedEvent } from '@kpi-ledger/core'
import type { NewEvent } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import { startEventStoreDBDouble, type EventStoreDBDouble } from '@kpi-ledger/eventstoredb-double'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { rightOf, uuid } from '../fixture.spec'
import { eventStoreDBStore, type EventStoreDBStore } from './eventstoredb-store'

const FAULTS = 200
const STREAMS = ['kpiContract-a', 'kpiContract-b', 'kpiContract-c']

const note = (n: number): NewEvent => ({
  id: branded(uuid(9, n)),
  type: 'NoteAdded',
  version: 1,
  recordedAt: branded('2016-04-01T09:00:00.000Z'),
  data: { period: '2016-04', text: `Note ${String(n)}` },
})

/** Pseudo-random numbers, the same every time (mulberry32). */
const randomly = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** Makes one thing go wrong, now or soon. */
const breakSomething = async (
  server: EventStoreDBDouble,
  random: (below: number) => number,
): Promise<void> => {
  const { faults, port } = server
  const written = random(2) === 0
  const cut = (['cancelled', 'unavailable', 'aborted'] as const)[random(3)] ?? 'aborted'
  const mishaps: ReadonlyArray<() => unknown> = [
    () => faults.endOpenStreams(cut),
    () => {
      faults.endStreamsAfter(random(20), cut)
      faults.endOpenStreams(cut)
    },
    () => faults.answerAppends('never', { written }),
    () => setTimeout(faults.answerAppends('held', { written }), random(300)),
    () => faults.answerAppends('timeout', { written }),
    () => faults.answerAppends('unavailable', { written }),
    () => faults.notLeader({ host: '127.0.0.1', port }, 1 + random(3)),
    () => faults.unavailable(1 + random(3)),
    () => server.restart(),
  ]
  await mishaps[random(mishaps.length)]?.()
}

/** Appends batches to the streams in turn, each as often as it takes to be acknowledged. */
const write = async (
  store: EventStoreDBStore,
  random: (below: number) => number,
  batches: number,
  before: (batch: number) => Promise<void>,
): Promise<ReadonlyMap<string, ReadonlyArray<NewEvent>>> => {
  const acknowledged = new Map<string, Array<NewEvent>>()
  let n = 0
  for (let batch = 0; batch < batches; batch++) {
    await before(batch)
    const stream = STREAMS[random(STREAMS.length)] ?? ''
    const own = acknowledged.get(stream) ?? []
    acknowledged.set(stream, own)
    const events = Array.from({ length: 1 + random(5) }, () => note(n++))
    const expected = own.length === 0 ? 'no-stream' : own.length - 1
    for (;;) {
      const answer = await store.append(stream, events, expected)()
      if (E.isRight(answer)) break
      // Whatever the error, events must not have been written and then lost track of.
      expect(['TimedOut', 'Unavailable']).toContain(answer.left._tag)
    }
    own.push(...events)
  }
  return acknowledged
}

describe.each(['classic', 'batch'] as const)('on the %s append path', (appendPath) => {
  const ends: Array<() => unknown> = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it(`loses, doubles and reorders nothing in ${String(FAULTS)} faults`, async () => {
    const [seed = 0] = fc.sample(fc.nat(), 1)
    const random = randomly(seed)
    const server = await startEventStoreDBDouble()
    ends.push(server.stop)
    const options = {
      appendPath,
      timeout: 150,
      retry: { attempts: 40, delay: 1, longest: 20 },
    }
    const store = rightOf(await eventStoreDBStore(server.connectionString, options)())
    ends.push(store.close)

    const delivered: Array<RecordedEvent> = []
    let wanted = Infinity
    const subscription = store.subscribe()
    const subscriber = (async () => {
      for await (const message of subscription) {
        const said = rightOf(message)
        if (said.kind === 'event') delivered.push(said.event)
        if (delivered.length >= wanted) return
      }
    })()

    let broken = 0
    const acknowledged = await write(store, random, 2 * FAULTS, async (batch) => {
      if (batch % 2 === 0) {
        await breakSomething(server, random)
        broken++
      }
    })
    server.faults.clear()
    // One more, which wakes the subscriber in case it already has everything.
    wanted = [...acknowledged.values()].flat().length + 1
    rightOf(await store.append('kpiContract-end', [note(1_000_000)], 'no-stream')())
    await subscriber
    subscription.close()

    expect(broken).toBe(FAULTS)
    const all = rightOf(await collect(store.readAll())()).map(({ event }) => event)
    expect(delivered).toEqual(all)
    expect(all).toHaveLength(wanted)
    for (const [stream, events] of acknowledged) {
      const read = rightOf(await collect(store.read(stream))())
      expect(read).toEqual(events.map((event, revision) => ({ ...event, stream, revision })))
    }
  })
})
