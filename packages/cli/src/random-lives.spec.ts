import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importLedgerFile } from '@kpi-ledger/adapters'
import { memoryStore } from '@kpi-ledger/adapters/memory'
import { decodeLine, encodeLine, type EventStore } from '@kpi-ledger/core'
import { startEventStoreDBDouble } from '@kpi-ledger/eventstoredb-double'
import { openLedger, orThrow, type Ledger } from '@kpi-ledger/ledger'
import { openStore } from '@kpi-ledger/ledger/store'
import { arbitraryLedger, fc, fixedClock, sequentialIds } from '@kpi-ledger/testing'

const CONTRACT = 'pssp'
const KPIS = ['1', '2', 'R&B-K-001', 'C']
const NOW = '2031-01-01T00:00:00.000Z'
const LATER = '2031-02-01T00:00:00.000Z'

/**
 * What else happens in a life: scorecards are signed off and events withdrawn, counting from the
 * last.
 */
const endings = fc.array(
  fc.oneof(fc.constantFrom('2016-02', '2016-03', 'FY2015-Q4', 'FY2015'), fc.nat(40)),
  { minLength: 2, maxLength: 8 },
)

const toRead = async (store: string | EventStore): Promise<Ledger> =>
  orThrow(await openLedger(store, { now: () => LATER }))

/** Every answer about the contract, or why there is none, as text. */
const answersOf = async (store: string | EventStore): Promise<ReadonlyArray<string>> => {
  const ledger = await toRead(store)
  const periods = ['2016-02', '2016-03', 'FY2015-Q4', 'FY2015']
  const asked = [
    ledger.scorecard(CONTRACT, { period: periods, regime: 'first' }),
    ...periods.map((period) => ledger.scorecard(CONTRACT, { period })),
    ...periods.map((period) => ledger.due(CONTRACT, { period })),
    ledger.yearGrid(CONTRACT, { year: 'FY2015' }),
    ledger.yearGrid(CONTRACT, { year: 'FY2015', by: 'quarter' }),
    ledger.comparison(CONTRACT, { from: 'first', to: 'second', period: periods }),
    ...KPIS.flatMap((kpi) => [
      ledger.tracker(CONTRACT, { kpi, year: 'FY2015' }),
      ledger.explanation(CONTRACT, { kpi, period: 'FY2015-Q4' }),
    ]),
    ledger.points(CONTRACT, { year: 'FY2015' }),
    ledger.findings(CONTRACT, { overdueAfter: 30 }),
    ledger.reconciliation(CONTRACT),
    ledger.restatements(CONTRACT),
    ledger.rules(CONTRACT),
    ledger.history(CONTRACT),
    ledger.digest(CONTRACT),
    ledger.portfolio({ period: '2016-03' }),
  ]
  const answers = await Promise.all<unknown>(asked)
  await ledger.close()
  return answers.map((answer) => JSON.stringify(answer))
}

/** Runs commands, sign-offs and withdrawals; anything refused must be refused by a value. */
const live = async (
  lines: ReadonlyArray<string>,
  file: string,
  ends: ReadonlyArray<string | number>,
): Promise<{ readonly lines: ReadonlyArray<string>; readonly answers: ReadonlyArray<string> }> => {
  writeFileSync(file, `${lines.join('\n')}\n`)
  const store = memoryStore()
  orThrow(await importLedgerFile(file, store, { now: () => NOW })())
  const newId = sequentialIds('a life')
  const ledger = orThrow(await openLedger(store, { now: fixedClock(NOW), newId }))
  for (const end of ends) {
    const events = orThrow(await ledger.history(CONTRACT))
    const event = typeof end === 'number' ? events.at(-1 - end)?.id : undefined
    if (typeof end === 'string')
      await ledger.publish(CONTRACT, { period: end, actor: 'Board', incomplete: true, again: true })
    else if (event !== undefined) await ledger.withdraw(CONTRACT, { event, reason: 'by mistake' })
  }
  const events = orThrow(await ledger.history(CONTRACT))
  await ledger.close()
  const decoded = events.map((event) => orThrow(decodeLine()(JSON.stringify(event))))
  return { lines: decoded.map(encodeLine), answers: await answersOf(store) }
}

/**
 * Tests that no command, publication or withdrawal throws, and that the resulting ledger can be
 * exported and imported into each store, and gives the same answers there byte for byte. Up to
 * `maxCommands` commands are tried in each life, most of which are accepted.
 */
export const testRandomLives = (numRuns: number, maxCommands: number): void => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-lives-'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it('M29 whatever happens in a contract, every store that imports its file gives the same answers', async () => {
    const seen = new Set<string>()
    let run = 0
    const law = fc.asyncProperty(
      arbitraryLedger({ contract: CONTRACT, maxCommands }),
      endings,
      async (events, ends) => {
        run++
        const file = join(folder, `${String(run)}.ndjson`)
        const lived = await live(events.map(encodeLine), file, ends)
        writeFileSync(file, `${lived.lines.join('\n')}\n`)
        for (const line of lived.lines) seen.add((JSON.parse(line) as { type: string }).type)
        const same = async (store: string | EventStore) => {
          for (const [i, answer] of (await answersOf(store)).entries())
            expect(answer).toBe(lived.answers[i])
        }
        // A server takes longer to start than everything else.
        const double = run % 10 === 1 ? await startEventStoreDBDouble() : null
        const urls = double === null ? [] : [double.connectionString]
        const memory = memoryStore()
        try {
          orThrow(await importLedgerFile(file, memory, { now: () => LATER })())
          await same(memory)
          for (const url of [`sqlite:${file}.db`, ...urls]) {
            const opened = orThrow(await openStore(url))
            const store = orThrow(await opened.toWrite())
            orThrow(await importLedgerFile(file, store, { now: () => LATER })())
            await opened.close()
            await same(url)
          }
          await same(file)
        } finally {
          await double?.stop()
        }
      },
    )
    await fc.assert(law, { numRuns, endOnFailure: true })
    // A few lives need not include all of these.
    if (numRuns >= 20) expect(seen.size).toBe(15)
  }, 1_800_000)
}
