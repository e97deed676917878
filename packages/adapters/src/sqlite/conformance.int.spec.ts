import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeEventStore } from '@kpi-ledger/testing/conformance'
import { rightOf } from '../fixture.spec'
import { sqliteStore, type SqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-sqlite-'))
const stores: Array<SqliteStore> = []

afterAll(() => {
  for (const store of stores) store.close()
  rmSync(folder, { recursive: true, force: true })
})

describeEventStore({ describe, it, expect }, 'the SQLite store', async () => {
  const store = rightOf(await sqliteStore(join(folder, `${stores.length}.db`))())
  stores.push(store)
  return store
})
