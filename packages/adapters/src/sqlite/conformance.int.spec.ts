import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeEventStore } from '@kpi-ledger/testing/conformance'
import { rightOf } from '../fixture.spec'
import type { SqliteDatabase, SqliteDriver } from './driver'
import { sqliteStore, type SqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-sqlite-'))
const stores: Array<SqliteStore> = []

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

describeEventStore({ describe, it, expect }, 'the SQLite store', openBy())

type NodeSqlite = { readonly DatabaseSync: new (file: string) => SqliteDatabase } | undefined
const { getBuiltinModule } = process as { readonly getBuiltinModule?: (id: string) => NodeSqlite }
const nodeSqlite = getBuiltinModule?.('node:sqlite')

if (nodeSqlite === undefined)
  it.skip('the SQLite store by node:sqlite: skipped, for this Node has none', () => undefined)
else
  describeEventStore(
    { describe, it, expect },
    'the SQLite store by node:sqlite',
    openBy((file) => new nodeSqlite.DatabaseSync(file)),
  )
