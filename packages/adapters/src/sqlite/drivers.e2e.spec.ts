import { DatabaseSync } from '@photostructure/sqlite'
import { describeSqliteStore } from './conformance.spec'
import type { SqliteDatabase, SqliteDriver } from './driver'

/** A driver that cannot return rows as arrays. */
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

describeSqliteStore('the SQLite store with a driver without arrays', rowsAsObjects)

type NodeSqlite = { readonly DatabaseSync: new (file: string) => SqliteDatabase } | undefined
const { getBuiltinModule } = process as { readonly getBuiltinModule?: (id: string) => NodeSqlite }
const nodeSqlite = getBuiltinModule?.('node:sqlite')

if (nodeSqlite === undefined)
  it.skip('the SQLite store with node:sqlite: skipped, since this Node has none', () => undefined)
else
  describeSqliteStore(
    'the SQLite store with node:sqlite',
    (file) => new nodeSqlite.DatabaseSync(file),
  )
