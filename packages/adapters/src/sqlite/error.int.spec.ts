import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect } from '@kpi-ledger/core'
import { asNew, leftOf, notes, rightOf } from '../fixture.spec'
import { storeError } from './error'
import { sqliteReader } from './sqlite-reader'
import { sqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-error-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

it.each([
  [{ errcode: 11 }, 'Corrupt'],
  [{ errcode: 267 }, 'Corrupt'],
  [new Error('database disk image is malformed'), 'Corrupt'],
  [new Error('malformed database schema (x)'), 'Corrupt'],
  [{ errcode: 19 }, 'Corrupt'],
  [{ code: 'ERR_OUT_OF_RANGE' }, 'Corrupt'],
  [{ errcode: 26 }, 'NotSupported'],
  [{ errcode: 8 }, 'AccessDenied'],
  [{ errcode: 5 }, 'Unavailable'],
  [{ errcode: 13 }, 'Unavailable'],
])('an error of the driver, %j, is a store error: %s', (error, tag) => {
  expect(storeError('a.db', error)).toMatchObject({ _tag: tag })
})

it('reading a file with overwritten pages ends with an error that says where it is corrupt', async () => {
  const file = join(folder, 'a.db')
  const store = rightOf(await sqliteStore(file)())
  rightOf(await store.append('kpiContract-a', asNew(notes('a', 1, 2000)), 'no-stream')())
  store.close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, bytes.length / 4, bytes.length / 2)
  writeFileSync(file, bytes)
  const opened = await sqliteReader(file)()
  const error =
    opened._tag === 'Left' ? opened.left : leftOf(await collect(opened.right.readAll())())
  expect(error).toMatchObject({ _tag: 'Corrupt', at: file })
  if (opened._tag === 'Right') opened.right.close()
})
