import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { eventStoreDBStore } from '@kpi-ledger/adapters/eventstoredb'
import type { EventStore } from '@kpi-ledger/core'
import { startTestServer, type TestServer } from '@kpi-ledger/eventstoredb-double'
import { closeAll, contractOf, figure, open } from './fixture.spec'
import { orThrow } from './index'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-writers-'))
let server: TestServer | null = null
afterEach(async () => {
  await closeAll()
  await server?.stop()
  server = null
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const built = resolve(__dirname, '../dist/index.js')

/** Records 40 figures at once, one per call. */
const writer = `
const { openLedger, orThrow } = require(process.argv[1])
const main = async () => {
  const ledger = orThrow(await openLedger(process.argv[2]))
  const from = Number(process.argv[3])
  const recorded = await Promise.all(Array.from({ length: 40 }, (_, n) => ledger.record([{
    type: 'RecordActual', contract: 'c', kpi: 'K-' + (from + n), period: '2016-04',
    outcome: { kind: 'measured', value: from + n },
  }], { deadline: 120000 })))
  recorded.forEach(orThrow)
  await ledger.close()
}
main().catch((error) => { console.error(error); process.exitCode = 1 })
`

const written = (url: string, from: number): Promise<number | null> =>
  new Promise((done) => {
    const child = spawn(process.execPath, ['-e', writer, built, url, String(from)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.once('close', done)
  })

const figuresIn = async (url: string | EventStore): Promise<ReadonlyArray<unknown>> => {
  const ledger = await open(url)
  const card = orThrow(await ledger.scorecard('c', { period: '2016-04' }))
  return card.serviceAreas.flatMap(({ kpis }) => kpis.map(({ cells }) => cells[0]?.outcome))
}

const measuredUpTo = (length: number) =>
  Array.from({ length }, (_, value) => ({ kind: 'measured', value }))

describe('40 figures of one contract at once', () => {
  it('from each of three processes are all recorded in one SQLite file', async () => {
    const url = `sqlite:${join(folder, 'shared.db')}`
    const ledger = await open(url)
    orThrow(await ledger.record(contractOf('c', 120)))
    const ended = await Promise.all([0, 40, 80].map((from) => written(url, from)))
    expect(ended).toEqual([0, 0, 0])
    expect(await figuresIn(url)).toEqual(measuredUpTo(120))
    expect(orThrow(await ledger.digest('c')).size).toBe(242)
  })

  it('from each of two ledgers are all recorded on EventStoreDB', async () => {
    server = await startTestServer()
    const { connectionString, namespace } = server
    const storeOf = async () => orThrow(await eventStoreDBStore(connectionString, { namespace })())
    const stores = await Promise.all([storeOf(), storeOf()])
    const [one, two] = [await open(stores[0]), await open(stores[1])]
    orThrow(await one.record(contractOf('c', 80)))
    const all = Array.from({ length: 80 }, (_, n) =>
      (n < 40 ? one : two).record([figure('c', `K-${n}`, n)], { deadline: 120_000 }),
    )
    for (const recorded of await Promise.all(all)) orThrow(recorded)
    expect(await figuresIn(stores[0])).toEqual(measuredUpTo(80))
    for (const store of stores) await store.close()
  })
})
