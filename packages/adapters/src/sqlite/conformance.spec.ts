import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describeEventStore, type Capabilities } from '@kpi-ledger/testing/conformance'
import { rightOf } from '../fixture.spec'
import type { SqliteDriver } from './driver'
import { sqliteStore, type SqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-sqlite-'))
const stores: Array<SqliteStore> = []
const fileOf = (store: SqliteStore): string => join(folder, `${stores.indexOf(store)}.db`)

afterAll(() => {
  for (const store of stores) store.close()
  rmSync(folder, { recursive: true, force: true })
})

const openBy = (driver?: SqliteDriver) => async (): Promise<SqliteStore> => {
  const options = driver === undefined ? {} : { driver }
  const store = rightOf(await sqliteStore(join(folder, `${stores.length}.db`), options)())
  stores.push(store)
  return store
}

const capabilities: Capabilities<SqliteStore> = {
  together: true,
  uniqueIds: 'in the store',
  close: (store) => store.close(),
  corrupt: (store, stream) => {
    const database = new DatabaseSync(fileOf(store))
    database.exec(`INSERT INTO events (stream, revision, id, type, version, recorded_at, data)
      SELECT '${stream}', max(revision) + 1, 'not an id', 'NoteAdded', 1, '2016', '{}'
      FROM events WHERE stream = '${stream}'`)
    database.close()
  },
}

/** Runs the conformance suite against SQLite stores, by the bundled driver or another. */
export const describeSqliteStore = (name: string, driver?: SqliteDriver): void =>
  describeEventStore({ describe, it, expect }, name, openBy(driver), capabilities)
