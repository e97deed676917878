import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describeEventStore, type Capabilities } from '@kpi-ledger/testing/conformance'
import { rightOf } from '../fixture.spec'
import type { SqliteDatabase, SqliteDriver } from './driver'
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
  spoil: (store, stream) => {
    const database = new DatabaseSync(fileOf(store))
    database.exec(`INSERT INTO events (stream, revision, id, type, version, recorded_at, data)
      SELECT '${stream}', max(revision) + 1, 'not an id', 'NoteAdded', 1, '2016', '{}'
      FROM events WHERE stream = '${stream}'`)
    database.close()
  },
}

describeEventStore({ describe, it, expect }, 'the SQLite store', openBy(), capabilities)

/** As drivers are that cannot give rows as arrays. */
const rowsAsObjects: SqliteDriver = (file) => {
  const database = new DatabaseSync(file)
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const statement = database.prepare(sql)
      return {
        run: (...parameters) => statement.run(...parameters),
        get: (...parameters) => statement.get(...parameters) as unknown,
        all: (...parameters) => statement.all(...parameters) as ReadonlyArray<unknown>,
      }
    },
    close: () => database.close(),
  }
}

describeEventStore(
  { describe, it, expect },
  'the SQLite store by a driver without arrays',
  openBy(rowsAsObjects),
  capabilities,
)

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
    capabilities,
  )
