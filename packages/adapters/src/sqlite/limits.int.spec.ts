import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { memoryStore } from '../memory'
import { asNew, leftOf, notes, readAllOf, rightOf } from '../fixture.spec'
import { sqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-limits-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const A = 'kpiContract-a'
const all = asNew(notes('a', 1, 4))

it('an event whose line no reader would accept is refused by every store, with its whole batch', async () => {
  const store = rightOf(await sqliteStore(join(folder, 'a.db'))())
  const huge = all.map((event, i) =>
    i === 2 ? { ...event, metadata: { note: 'x'.repeat(17 * 1024 * 1024) } } : event,
  )
  for (const each of [store, memoryStore()]) {
    const refused = leftOf(await each.append(A, huge, 'no-stream')())
    expect(refused).toEqual({ _tag: 'TooLarge', limit: 16 * 1024 * 1024 })
    expect(await readAllOf(each)).toEqual([])
    rightOf(await each.append(A, all, 'no-stream')())
  }
  store.close()
})

it('nothing is acknowledged once a trigger that ignores inserts is added to the open file', async () => {
  const file = join(folder, 'b.db')
  const store = rightOf(await sqliteStore(file)())
  rightOf(await store.append(A, all.slice(0, 2), 'no-stream')())
  const other = new DatabaseSync(file)
  other.exec('CREATE TRIGGER quiet BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END')
  expect(leftOf(await store.append(A, all.slice(2), 1)())).toMatchObject({
    _tag: 'Corrupt',
    reason: expect.stringContaining('trigger quiet does not belong in it') as string,
  })
  other.exec('DROP TRIGGER quiet')
  other.close()
  rightOf(await store.append(A, all.slice(2), 1)())
  expect(await readAllOf(store)).toHaveLength(4)
  store.close()
})
