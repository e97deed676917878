import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect } from '@kpi-ledger/core'
import { asNew, leftOf, notes, rightOf } from '../fixture.spec'
import { storeError } from './error'
import { bundledDriver, type SqliteDriver } from './driver'
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
  [{ errcode: 3 }, 'AccessDenied'],
  [{ errcode: 8 }, 'AccessDenied'],
  [{ errcode: 23 }, 'AccessDenied'],
  [{ errcode: 5 }, 'Unavailable'],
  [{ errcode: 6 }, 'Unavailable'],
  [{ errcode: 13 }, 'Unavailable'],
])('an error of the driver, %j, is a store error: %s', (error, tag) => {
  expect(storeError('a.db', error)).toMatchObject({ _tag: tag })
})

/** A driver that does something before each query of events. */
const beforeReading =
  (act: () => void): SqliteDriver =>
  (location) => {
    const database = bundledDriver(location)
    return {
      exec: (sql) => database.exec(sql),
      close: () => database.close(),
      prepare: (sql) => {
        const statement = database.prepare(sql)
        if (!/SELECT (position, .* FROM events|max)/s.test(sql)) return statement
        return {
          run: (...values) => statement.run(...values),
          get: (...values) => {
            act()
            return statement.get(...values)
          },
          all: (...values) => {
            act()
            return statement.all(...values)
          },
        }
      },
    }
  }

describe('what happens while a page is read', () => {
  const reading = async (name: string, act: (file: string) => void) => {
    const file = join(folder, name)
    const store = rightOf(await sqliteStore(file)())
    rightOf(await store.append('kpiContract-a', asNew(notes('a', 1, 2)), 'no-stream')())
    store.close()
    const driver = beforeReading(() => act(file))
    const reader = rightOf(await sqliteReader(file, { driver })())
    const backwards = { direction: 'backwards' } as const
    const errors = [
      leftOf(await collect(reader.read('kpiContract-a'))()),
      leftOf(await collect(reader.read('kpiContract-a', backwards))()),
      leftOf(await collect(reader.readAll())()),
    ]
    reader.close()
    return { file, errors }
  }

  it('is an error that says where the file is damaged', async () => {
    const damaged = Object.assign(new Error('malformed'), { errcode: 11 })
    const { file, errors } = await reading('damaged.db', () => {
      throw damaged
    })
    const found = { _tag: 'Corrupt', revision: null, reason: 'malformed' }
    expect(errors).toEqual([
      {
        ...{ ...found, stream: 'kpiContract-a' },
        at: `${file}, reading kpiContract-a forwards from revision 0`,
      },
      { ...found, stream: null, at: file },
      { ...found, stream: null, at: file },
    ])
  })

  it('is an error if the file is written to', async () => {
    let written = 0
    const { file, errors } = await reading('written.db', (path) => utimesSync(path, 0, ++written))
    const reason = `${file}: it was written to while it was read; ask again`
    expect(errors).toEqual(errors.map(() => ({ _tag: 'Unavailable', reason })))
  })
})

it('a file that another process is about to release is opened all the same', async () => {
  let busy = 2
  const driver: SqliteDriver = (location) => {
    if (busy-- > 0) throw Object.assign(new Error('locked'), { errcode: 5 })
    return bundledDriver(location)
  }
  rightOf(await sqliteStore(join(folder, 'busy.db'), { driver })()).close()
  expect(busy).toBe(-1)
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
