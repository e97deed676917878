import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryCheckpoints } from '@kpi-ledger/adapters'
import { eventStoreDBStore } from '@kpi-ledger/adapters/eventstoredb'
import { sqliteStore } from '@kpi-ledger/adapters/sqlite'
import { foldHistory, streamOf, type EventStore, type RecordedEvent } from '@kpi-ledger/core'
import { toNewEvent } from '@kpi-ledger/core/unstable'
import { generateLedger } from '@kpi-ledger/testing'
import { startTestServer } from '@kpi-ledger/eventstoredb-double'
import { period, valueOf } from '../fixture.spec'
import { scorecard } from '../scorecard/scorecard'
import { emitted } from './fixture.spec'
import { liveScorecard } from './live-scorecard'

const ledger = [...generateLedger({ events: 400, contracts: 1 })]
const contract = ledger[0]?.stream.replace('kpiContract-', '') ?? ''
const stream = streamOf(contract)
const query = { periods: ['2016-04', '2016-05'].map(period) }
const HELD = 380

const answerAt = (size: number) => scorecard(foldHistory(ledger.slice(0, size)), query)

const ends: Array<() => unknown> = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const stores: ReadonlyArray<readonly [string, () => Promise<EventStore>]> = [
  [
    'SQLite',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-live-'))
      ends.push(() => rmSync(folder, { recursive: true }))
      const store = valueOf(await sqliteStore(join(folder, 'ledger.db'), { poll: 5 })())
      ends.push(store.close)
      return store
    },
  ],
  [
    'EventStoreDB',
    async () => {
      const { connectionString, namespace, stop } = await startTestServer()
      ends.push(stop)
      const store = valueOf(await eventStoreDBStore(connectionString, { namespace })())
      ends.push(store.close)
      return store
    },
  ],
]

const add = async (store: EventStore, events: ReadonlyArray<RecordedEvent>): Promise<void> => {
  const first = events[0]?.revision ?? 0
  const expected = first === 0 ? 'no-stream' : first - 1
  valueOf(await store.append(stream, events.map(toNewEvent), expected)())
}

describe.each(stores)('over %s', (_, open) => {
  it('a scorecard catches up, follows what is appended, and resumes from its checkpoint', async () => {
    const store = await open()
    const checkpoints = memoryCheckpoints()
    const options = { emit: 'every-event', resume: { checkpoints, every: 10 } } as const
    await add(store, ledger.slice(0, HELD))
    let appended: Promise<void> = Promise.resolve()
    let news = 0
    const emissions = await emitted(liveScorecard(store, contract, query, options), (emission) => {
      if (emission.kind === 'caught-up') appended = add(store, ledger.slice(HELD, HELD + 10))
      if (emission.kind === 'state' && emission.live) news++
      return news === 10
    })
    await appended
    expect(emissions.filter(({ kind }) => kind === 'caught-up')).toHaveLength(1)
    expect(emissions.at(-1)).toMatchObject({ state: answerAt(HELD + 10), live: true })

    await add(store, ledger.slice(HELD + 10))
    const resumed = await emitted(
      liveScorecard(store, contract, query, options),
      ({ kind }) => kind === 'caught-up',
    )
    const states = resumed.flatMap((each) => (each.kind === 'state' ? [each.state] : []))
    expect(states.at(-1)).toEqual(answerAt(ledger.length))
    expect(states.length).toBeLessThan(ledger.length)
  })
})
