import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore, type SqliteDriver } from '@kpi-ledger/adapters/sqlite'
import { DatabaseSync } from '@photostructure/sqlite'
import { closeAll, contractOf, figure, open } from './fixture.spec'
import { orThrow } from './index'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-lock-'))
afterEach(closeAll)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** The bundled driver, noting how long each statement may wait for a lock, in ms. */
const noting = (waits: Array<number>): SqliteDriver => {
  return (location) => {
    const database = new DatabaseSync(location)
    let patience = 0
    const watched = <A>(act: () => A): A => {
      try {
        return act()
      } catch (e) {
        if (/database is locked/.test(String(e))) waits.push(patience)
        throw e
      }
    }
    return {
      prepare: (sql) => {
        const statement = database.prepare(sql)
        return {
          run: (...values) => watched(() => statement.run(...values)),
          get: (...values) => watched((): unknown => statement.get(...values)),
          all: (...values) => statement.all(...values) as ReadonlyArray<unknown>,
        }
      },
      close: () => database.close(),
      exec: (sql) => {
        patience = Number(/busy_timeout = (\d+)/.exec(sql)?.[1] ?? patience)
        watched(() => database.exec(sql))
      },
    }
  }
}

it('a lock held by another program blocks recording for ten seconds in all, and is then reported', async () => {
  const file = join(folder, 'held.db')
  const waits: Array<number> = []
  const store = orThrow(await sqliteStore(file, { driver: noting(waits) })())
  const ledger = await open(store)
  orThrow(await ledger.record(contractOf('c')))
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  const blocked = await ledger.record([figure('c', 'K-0', 1)])
  other.exec('ROLLBACK')
  other.close()
  expect(waits).toEqual([10_000])
  expect(blocked).toEqual({
    _tag: 'Left',
    left: {
      _tag: 'Unavailable',
      reason: `${file}: database is locked (by another process)`,
    },
  })
  expect(orThrow(await ledger.record([figure('c', 'K-0', 1)])).events).toHaveLength(1)
  store.close()
})
