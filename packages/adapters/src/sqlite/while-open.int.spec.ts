import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect } from '@kpi-ledger/core'
import { DatabaseSync } from '@photostructure/sqlite'
import { asNew, leftOf, notes, pssp, rightOf } from '../fixture.spec'
import { toNewEvent } from '@kpi-ledger/core/unstable'
import type { SqliteDriver } from './driver'
import { sqliteReader } from './sqlite-reader'
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

it('an open store detects an event that was moved before the beginning', async () => {
  const file = join(folder, 'before.db')
  const store = rightOf(await sqliteStore(file)())
  rightOf(await store.append(A, all, 'no-stream')())
  edit(file, 'UPDATE events SET position = 0 WHERE position = 1')
  const reason = 'an event has position 0'
  expect(leftOf(await collect(store.readAll())())).toMatchObject({ _tag: 'Corrupt', reason })
  store.close()
})

it('reading backwards misses the first event, and everything those after the first page', async () => {
  const file = join(folder, 'cut.db')
  const store = rightOf(await sqliteStore(file)())
  rightOf(await store.append('kpiContract-b', asNew(notes('b', 1, 300)), 'no-stream')())
  const everything = store.readAll()[Symbol.asyncIterator]()
  expect(await everything.next()).toMatchObject({ value: { _tag: 'Right' } })
  edit(file, 'DELETE FROM events WHERE position > 256 OR revision = 0')
  const missing = (reason: string) => ({ _tag: 'Corrupt', at: file, reason })
  expect(await everything.next()).toMatchObject({
    value: { left: missing('position 257 is missing') },
  })
  const backwards = await collect(store.read('kpiContract-b', { direction: 'backwards' }))()
  expect(leftOf(backwards)).toMatchObject(missing('revision 0 is missing'))
  store.close()
})

it('an append is no repeat of an event that was damaged by hand', async () => {
  const file = join(folder, 'damaged.db')
  const store = rightOf(await sqliteStore(file)())
  rightOf(await store.append(A, all, 'no-stream')())
  edit(file, "UPDATE events SET data = '{}' WHERE revision = 0")
  expect(leftOf(await store.append(A, all, 'no-stream')())).toEqual({
    ...{ _tag: 'IdReused', id: all[0]?.id },
  })
  store.close()
})

it.each(['sqliteStore', 'sqliteReader'] as const)(
  'what has a new table meanwhile is not read any more: %s',
  async (kind) => {
    const file = join(folder, `${kind}.db`)
    const store = rightOf(await sqliteStore(file)())
    rightOf(await store.append(A, all, 'no-stream')())
    const reader = rightOf(await sqliteReader(file)())
    const other = new DatabaseSync(file)
    other.exec('CREATE TABLE mine (a)')
    other.close()
    const read = await collect((kind === 'sqliteStore' ? store : reader).read(A))()
    expect(leftOf(read)).toMatchObject({
      _tag: 'Corrupt',
      reason: expect.stringContaining('table mine does not belong in it') as string,
    })
    reader.close()
    store.close()
    expect(leftOf(await sqliteStore(file)())).toMatchObject({ _tag: 'Corrupt', at: file })
  },
)

it('an append that the file does not keep is not acknowledged', async () => {
  const forgetful: SqliteDriver = (location) => {
    const database = new DatabaseSync(location)
    return {
      exec: (sql) => database.exec(sql),
      close: () => database.close(),
      prepare: (sql) =>
        sql.startsWith('INSERT')
          ? { ...database.prepare('SELECT 1'), run: () => ({ changes: 0 }) }
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
