import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect, type RecordedEvent } from '@kpi-ledger/core'
import { asNew, leftOf, notes, pssp, readAllOf, readStreamOf, rightOf } from '../fixture.spec'
import { sqliteReader } from './sqlite-reader'
import { sqliteStore } from './sqlite-store'

const PSSP = 'kpiContract-pssp'
const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-reader-'))
let folders = 0

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A separate folder with a ledger that nobody has open. */
const closedLedger = async (): Promise<string> => {
  const own = join(folder, String(folders++))
  mkdirSync(own)
  const file = join(own, 'ledger.db')
  const store = rightOf(await sqliteStore(file)())
  rightOf(await store.append(PSSP, asNew(pssp), 'no-stream')())
  store.close()
  return file
}

const beside = (file: string): ReadonlyArray<string> => readdirSync(join(file, '..'))

it('reads what the store has, and leaves the folder unchanged', async () => {
  const file = await closedLedger()
  const before = readFileSync(file)
  const reader = rightOf(await sqliteReader(file)())
  expect(await readAllOf(reader)).toEqual(pssp)
  expect(await readStreamOf(reader, PSSP)).toEqual(pssp)
  expect(beside(file)).toEqual(['ledger.db'])
  reader.close()
  expect(beside(file)).toEqual(['ledger.db'])
  expect(readFileSync(file).equals(before)).toBe(true)
})

it('reads a read-only file in a read-only folder', async () => {
  const file = await closedLedger()
  chmodSync(file, 0o444)
  chmodSync(join(file, '..'), 0o555)
  try {
    const reader = rightOf(await sqliteReader(file)())
    expect(await readStreamOf(reader, PSSP)).toEqual(pssp)
    reader.close()
  } finally {
    chmodSync(join(file, '..'), 0o755)
  }
})

it('reads what was written before while a writer has it open', async () => {
  const file = await closedLedger()
  const store = rightOf(await sqliteStore(file)())
  rightOf(await store.append('kpiContract-b', asNew(notes('b', 2, 3)), 'no-stream')())
  const reader = rightOf(await sqliteReader(file)())
  expect(await readStreamOf(reader, 'kpiContract-b')).toHaveLength(3)
  rightOf(await store.append('kpiContract-b', asNew(notes('b', 2, 4).slice(3)), 2)())
  expect(await readStreamOf(reader, 'kpiContract-b')).toHaveLength(4)
  reader.close()
  store.close()
})

it('reports if the file is written to while it is read, and reads it again when asked', async () => {
  const file = await closedLedger()
  const write = async (events: ReadonlyArray<RecordedEvent>, expected: 'no-stream' | number) => {
    const store = rightOf(await sqliteStore(file)())
    rightOf(await store.append('kpiContract-b', asNew(events), expected)())
    store.close()
  }
  const all = notes('b', 2, 301)
  await write(all.slice(0, 300), 'no-stream')
  const reader = rightOf(await sqliteReader(file)())
  const pages = reader.read('kpiContract-b')[Symbol.asyncIterator]()
  expect(await pages.next()).toMatchObject({ value: { _tag: 'Right' } })
  await write(all.slice(300), 299)
  expect(await pages.next()).toMatchObject({
    value: {
      left: {
        _tag: 'Unavailable',
        reason: expect.stringContaining('written to while it was read') as string,
      },
    },
  })
  expect(await readStreamOf(reader, 'kpiContract-b')).toEqual(all)
  expect(beside(file)).toEqual(['ledger.db'])
  reader.close()
})

it('is unavailable after being closed', async () => {
  const reader = rightOf(await sqliteReader(await closedLedger())())
  reader.close()
  reader.close()
  expect(leftOf(await collect(reader.read(PSSP))())).toMatchObject({ _tag: 'Unavailable' })
})

it('does not read what has replaced the file, if it is no ledger', async () => {
  const file = await closedLedger()
  const reader = rightOf(await sqliteReader(file)())
  writeFileSync(file, '')
  expect(leftOf(await collect(reader.read(PSSP))())).toMatchObject({
    ...{ _tag: 'NotSupported', reason: 'it is an empty file, not a ledger' },
  })
  reader.close()
})

it('is unavailable if it is closed while it opens a changed file again', async () => {
  const file = await closedLedger()
  const reader = rightOf(await sqliteReader(file)())
  utimesSync(file, 1, 1)
  const read = collect(reader.read(PSSP))()
  reader.close()
  expect(leftOf(await read)).toEqual({
    ...{ _tag: 'Unavailable', reason: `${file}: the store is closed` },
  })
})

it('does not turn other files into ledgers', async () => {
  const file = await closedLedger()
  const empty = join(file, '..', 'empty.db')
  writeFileSync(empty, '')
  expect(leftOf(await sqliteReader(empty)())).toMatchObject({ _tag: 'NotSupported' })
  expect(readFileSync(empty)).toHaveLength(0)
  const missing = join(file, '..', 'missing.db')
  expect(leftOf(await sqliteReader(missing)())).toMatchObject({ _tag: 'Unavailable' })
  const text = join(file, '..', 'text.db')
  writeFileSync(text, 'a report, not a database\n'.repeat(100))
  expect(leftOf(await sqliteReader(text)())).toEqual({
    ...{ _tag: 'NotSupported', operation: `opening ${text}` },
    reason: 'it is not an SQLite database',
  })
  const other = join(file, '..', 'other.db')
  copyFileSync(file, other)
  expect(beside(file)).toEqual(['empty.db', 'ledger.db', 'other.db', 'text.db'])
})
