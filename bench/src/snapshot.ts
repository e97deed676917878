import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileCheckpoints, memoryCheckpoints } from '@kpi-ledger/adapters'
import { sqliteCheckpoints, sqliteStore } from '@kpi-ledger/adapters/sqlite'
import type { CheckpointStore } from '@kpi-ledger/core'
import { contractOf, toNewEvent } from '@kpi-ledger/core/unstable'
import { historySize, loadHistory, saveHistory } from '@kpi-ledger/projections'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { raceTasks, type Timing } from './measure'

const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

/** Races opening a contract's ledger in SQLite from a snapshot against folding all its events. */
export const raceOpening = async (size: number): Promise<ReadonlyArray<Timing>> => {
  const folder = await mkdtemp(join(tmpdir(), 'kpi-ledger-bench-'))
  const store = rightOf(await sqliteStore(join(folder, 'ledger.db'))())
  const table = rightOf(await sqliteCheckpoints(join(folder, 'snapshots.db'))())
  try {
    const events = [...generateLedger({ events: size, contracts: 1 })]
    const stream = events[0]?.stream ?? ''
    rightOf(await store.append(stream, events.map(toNewEvent), 'no-stream')())

    const open = async (snapshots: CheckpointStore, taken: number): Promise<void> => {
      const loaded = rightOf(await loadHistory(store, snapshots, contractOf(stream))())
      if (historySize(loaded.history) !== size || loaded.fromSnapshot !== taken)
        throw new Error(`${loaded.fromSnapshot} events from the snapshot: ${loaded.ignored ?? ''}`)
    }
    const files = fileCheckpoints(folder)
    const loaded = rightOf(await loadHistory(store, files, contractOf(stream))())
    for (const snapshots of [files, table]) rightOf(await saveHistory(snapshots, loaded)())
    return await raceTasks([
      { name: 'without a snapshot', work: () => open(memoryCheckpoints(), 0) },
      { name: 'with a snapshot in a file', work: () => open(files, size) },
      { name: 'with a snapshot in SQLite', work: () => open(table, size) },
    ])
  } finally {
    store.close()
    table.close()
    await rm(folder, { recursive: true, force: true })
  }
}
