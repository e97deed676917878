import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect } from '@kpi-ledger/core'
import { DatabaseSync } from '@photostructure/sqlite'
import { leftOf, pssp, rightOf } from '../fixture.spec'
import { toNewEvent } from '@kpi-ledger/core/unstable'
import type { SqliteDriver } from './driver'
import { sqliteStore } from './sqlite-store'

const A = 'kpiContract-pssp'
const all = pssp.slice(0, 4).map(toNewEvent)

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-while-open-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Changes rows while a store is open: triggers are dropped, and created again word for word. */
const edit = (file: string, sql: string): void => {
  const other = new DatabaseSync(file)
  const triggers = other
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid")
    .all() as ReadonlyArray<{ readonly name: string; readonly sql: string }>
  for (const { name } of triggers) other.exec(`DROP TRIGGER ${name}`)
  other.exec(sql)
  for (const trigger of triggers) other.exec(trigger.sql)
  other.close()
}

it.each([
  [
    'one in the middle',
    'DELETE FROM events WHERE revision = 1',
    'revision 1 was expected here, not 2',
  ],
  ['the first', 'DELETE FROM events WHERE revision = 0', 'revision 0 was expected here, not 1'],
  [
    'one in the middle, positions closed up',
    `DELETE FROM events WHERE revision = 1;
     UPDATE events SET position = position - 1 WHERE position > 2`,
    'revision 1 was expected here, not 2',
  ],
  [
    'the order of two',
    `UPDATE events SET position = 99 WHERE position = 2;
     UPDATE events SET position = 2 WHERE position = 3;
     UPDATE events SET position = 3 WHERE position = 99`,
    'its position is out of order',
  ],
])('an open store detects what was removed by hand: %s', async (what, sql, reason) => {
  const file = join(folder, `${what}.db`)
  const store = rightOf(await sqliteStore(file)())
  rightOf(await store.append(A, all, 'no-stream')())
  edit(file, sql)
  const found = { _tag: 'Corrupt', stream: A }
  expect(leftOf(await collect(store.read(A))())).toMatchObject({
    ...found,
    reason: expect.stringContaining(reason) as string,
  })
  expect(leftOf(await collect(store.readAll())())).toMatchObject(found)
  store.close()
})

it('an append that the file does not keep is not acknowledged', async () => {
  const forgetful: SqliteDriver = (location) => {
    const database = new DatabaseSync(location)
    return {
      exec: (sql) => database.exec(sql),
      close: () => database.close(),
      prepare: (sql) =>
        sql.startsWith('INSERT')
          ? { ...database.prepare('SELECT 1'), run: () => null }
          : database.prepare(sql),
    }
  }
  const store = rightOf(await sqliteStore(join(folder, 'forgetful.db'), { driver: forgetful })())
  expect(leftOf(await store.append(A, all, 'no-stream')())).toMatchObject({
    _tag: 'Corrupt',
    reason: 'the file does not keep what is written to it',
  })
  expect(rightOf(await collect(store.read(A))())).toEqual([])
  store.close()
})
