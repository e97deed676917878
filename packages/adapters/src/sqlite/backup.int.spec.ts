import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asNew, leftOf, notes, pssp, readAllOf, rightOf } from '../fixture.spec'
import { sqliteBackup } from './backup'
import { sqliteReader } from './sqlite-reader'
import { sqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const path = (name: string): string => join(folder, name)

/** An open ledger, with its latest events in the log beside it. */
const inUse = async (name: string) => {
  const store = rightOf(await sqliteStore(path(name))())
  rightOf(await store.append('kpiContract-pssp', asNew(pssp), 'no-stream')())
  return store
}

describe('a backup', () => {
  it('of a ledger in use has every event, and is a single writable file', async () => {
    const store = await inUse('a.db')
    expect(rightOf(await sqliteBackup(path('a.db'), path(`b's copy.db`))())).toEqual({ events: 13 })
    store.close()
    expect(readdirSync(folder).filter((name) => name.startsWith('b'))).toEqual([`b's copy.db`])
    const copy = rightOf(await sqliteStore(path(`b's copy.db`))())
    expect(await readAllOf(copy)).toEqual(pssp)
    rightOf(await copy.append('kpiContract-a', asNew(notes('a', 1, 3)), 'no-stream')())
    copy.close()
  })

  it('replaces no file, and leaves none if it fails', async () => {
    const store = await inUse('c.db')
    store.close()
    writeFileSync(path('d.db'), 'mine')
    expect(leftOf(await sqliteBackup(path('c.db'), path('d.db'))())).toMatchObject({
      _tag: 'NotSupported',
      reason: 'the file already exists; name a new one',
    })
    expect(readFileSync(path('d.db'), 'utf8')).toBe('mine')
    const before = readdirSync(folder)
    for (const [from, to] of [
      ['missing.db', 'e.db'],
      ['d.db', 'e.db'],
      ['c.db', 'no/such/folder.db'],
    ] as const)
      leftOf(await sqliteBackup(path(from), path(to))())
    expect(readdirSync(folder)).toEqual(before)
    rightOf(await sqliteReader(path('c.db'))()).close()
  })
})
