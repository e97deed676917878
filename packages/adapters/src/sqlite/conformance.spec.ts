import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeEventStore, type Capabilities } from '@kpi-ledger/testing/conformance'
import { rightOf } from '../fixture.spec'
import { bundledDriver, type SqliteDriver } from './driver'
import { sqliteStore, type SqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-sqlite-'))
const stores: Array<SqliteStore> = []
const fileOf = (store: SqliteStore): string => join(folder, `${stores.indexOf(store)}.db`)

afterAll(() => {
  for (const store of stores) store.close()
  rmSync(folder, { recursive: true, force: true })
})

const openBy = (driver: SqliteDriver) => async (): Promise<SqliteStore> => {
  const store = rightOf(await sqliteStore(join(folder, `${stores.length}.db`), { driver })())
  stores.push(store)
  return store
}

const capabilitiesBy = (driver: SqliteDriver): Capabilities<SqliteStore> => ({
  together: true,
  uniqueIds: 'in the store',
  close: (store) => store.close(),
  corrupt: (store, stream) => {
    // Another library in this process would not know that the store has the file open.
    const database = driver(fileOf(store))
    database.exec(`INSERT INTO events (stream, revision, id, type, version, recorded_at, data)
      SELECT '${stream}', max(revision) + 1, 'not an id', 'NoteAdded', 1, '2016', '{}'
      FROM events WHERE stream = '${stream}'`)
    database.close()
  },
})

/** Runs the conformance suite against SQLite stores, by the bundled driver or another. */
export const describeSqliteStore = (name: string, driver = bundledDriver): void =>
  describeEventStore({ describe, it, expect }, name, openBy(driver), capabilitiesBy(driver))
