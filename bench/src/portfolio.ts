import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeHashing } from '@kpi-ledger/adapters'
import { sqliteCheckpoints, sqliteStore } from '@kpi-ledger/adapters/sqlite'
import type { CheckpointStore, EventStore, RecordedEvent, StoreError } from '@kpi-ledger/core'
import type { Batch, Batches, NewEvent } from '@kpi-ledger/core/store'
import { contractIds, toNewEvent } from '@kpi-ledger/core/unstable'
import { historiesIn, loadHistory, readPortfolio, saveHistory } from '@kpi-ledger/projections'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'

const [KPIS, MONTHS] = [50, 3]
const PERIOD = { kind: 'month', year: 2012, month: 6 } as const
const MB = 2 ** 20
/** The most memory that a pass may use above what the process used before, in MB. */
const LIMIT = 64

const rightOf = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isRight(answer)) return answer.right
  throw new Error(JSON.stringify(answer.left))
}

/** Splits events into batches, one for each run of events in the same stream. */
function* batchesOf(events: Iterable<RecordedEvent>): Batches {
  const sizes = new Map<string, number>()
  let run: Array<NewEvent> = []
  let of = ''
  const batch = (): E.Either<StoreError, Batch> => {
    const size = sizes.get(of) ?? 0
    sizes.set(of, size + run.length)
    return E.right({ stream: of, events: run, expected: size === 0 ? 'no-stream' : size - 1 })
  }
  for (const event of events) {
    if (event.stream !== of && run.length > 0) {
      yield batch()
      run = []
    }
    of = event.stream
    run.push(toNewEvent(event))
  }
  if (run.length > 0) yield batch()
}

const opened = async (folder: string) => ({
  store: rightOf(await sqliteStore(join(folder, 'ledger.db'))()),
  snapshots: rightOf(await sqliteCheckpoints(join(folder, 'snapshots.db'))()),
})

const saveSnapshots = async (store: EventStore, snapshots: CheckpointStore): Promise<void> => {
  for (const contract of rightOf(await contractIds(store)())) {
    const loaded = await loadHistory(store, null, contract, { hashing: nodeHashing })()
    rightOf(await saveHistory(snapshots, rightOf(loaded))())
  }
}

/** Fills a store with contracts of fifty KPIs and three months, with a snapshot of each. */
const fill = async (folder: string, contracts: number): Promise<void> => {
  const { store, snapshots } = await opened(folder)
  const events = generateLedger({ contracts, kpis: KPIS, months: MONTHS })
  rightOf(await store.appendEach(batchesOf(events))())
  await saveSnapshots(store, snapshots)
  snapshots.close()
  store.close()
}

/** The memory in use once all garbage has been collected, in bytes. */
const heldNow = (): number => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** The number of contracts after which memory is measured again. */
const OFTEN = 50

/**
 * How a portfolio is read: to measure live memory, as the command line does it, and as Node does by
 * default.
 */
const WAYS: ReadonlyArray<readonly [how: string, flags: ReadonlyArray<string>]> = [
  ['held', ['--expose-gc']],
  ['resident, heap as on the command line', ['--require', join(__dirname, 'small-heap.js')]],
  ["resident, heap of Node's own choice", []],
]

/**
 * Reads the portfolio, and prints the most memory used above the baseline: live memory if garbage
 * can be collected (`--expose-gc`), otherwise resident memory, including the garbage that V8 has
 * not collected yet.
 */
const measure = async (folder: string, how: string): Promise<void> => {
  const { store, snapshots } = await opened(folder)
  const resident = globalThis.gc === undefined
  const before = resident ? process.memoryUsage().rss : heldNow()
  const start = process.cpuUsage()
  let [read, held] = [0, 0]
  const { contracts } = rightOf(
    await readPortfolio(historiesIn(store, snapshots), { period: PERIOD }, () => {
      if (!resident && read++ % OFTEN === 0) held = Math.max(held, heldNow())
    })(),
  )
  const { user, system } = process.cpuUsage(start)
  const peak = ((resident ? process.resourceUsage().maxRSS * 1024 : held) - before) / MB
  const kpis = contracts.reduce((sum, each) => sum + each.kpis, 0)
  const what = `${how}: ${contracts.length} contracts, ${kpis} KPIs`
  console.log(
    `  ${what.padEnd(70)}${peak.toFixed(1).padStart(9)} MB${(peak / LIMIT).toFixed(2).padStart(8)}${((user + system) / 1000 / contracts.length).toFixed(2).padStart(8)} ms each`,
  )
  snapshots.close()
  store.close()
}

/**
 * Prints the most memory that the portfolio of a number of contracts uses above the baseline, read
 * from snapshots in one pass; and the same for a tenth of them, which should hardly differ.
 */
export const printPortfolioMemory = async (contracts = 5000): Promise<void> => {
  console.log(
    `\nPortfolio from snapshots in SQLite: memory above the baseline (at most ${LIMIT} MB)`,
  )
  for (const size of [Math.ceil(contracts / 10), contracts]) {
    const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-bench-'))
    try {
      await fill(folder, size)
      for (const [how, flags] of WAYS)
        spawnSync(process.execPath, [...flags, __filename, folder, how], { stdio: 'inherit' })
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
}

if (require.main === module) void measure(process.argv[2] ?? '', process.argv[3] ?? '')
