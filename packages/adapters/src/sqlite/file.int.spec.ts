import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { collect } from '@kpi-ledger/core'
import { asNew, leftOf, notes, pssp, readAllOf, rightOf } from '../fixture.spec'
import { sqliteReader } from './sqlite-reader'
import { sqliteCheckpoints } from './checkpoints'
import { sqliteStore, type SqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-file-'))
const stores: Array<SqliteStore> = []
let files = 0
afterAll(() => {
  for (const store of stores) store.close()
  rmSync(folder, { recursive: true, force: true })
})

const newFile = (): string => join(folder, `${files++}.db`)
const open = async (file: string): Promise<SqliteStore> => {
  const store = rightOf(await sqliteStore(file, { poll: 5 })())
  stores.push(store)
  return store
}

const A = 'kpiContract-a'
const all = notes('a', 1, 60)
const append = (store: SqliteStore, from: number, to: number) =>
  store.append(A, asNew(all.slice(from, to)), from === 0 ? 'no-stream' : from - 1)()

/** A closed file with a number of events in it. */
const closedWith = async (events: number): Promise<string> => {
  const file = newFile()
  const store = await open(file)
  rightOf(await append(store, 0, events))
  store.close()
  return file
}

const revisionsIn = async (file: string): Promise<ReadonlyArray<number>> => {
  const store = await open(file)
  const events = await readAllOf(store)
  store.close()
  return events.map(({ revision }) => revision)
}

const upTo = (length: number): ReadonlyArray<number> => Array.from({ length }, (_, n) => n)

/** The handles this process has on a file and the files beside it. */
const handlesOn = (file: string): ReadonlyArray<string> =>
  readdirSync('/proc/self/fd').flatMap((handle) => {
    try {
      return [readlinkSync(`/proc/self/fd/${handle}`)].filter((path) => path.startsWith(file))
    } catch {
      return []
    }
  })

const onLinux = existsSync('/proc/self/fd') ? it : it.skip

describe('close', () => {
  onLinux(
    'releases the file, however often it is opened (skipped without /proc/self/fd)',
    async () => {
      const file = await closedWith(3)
      const checkpoints = newFile()
      for (let round = 0; round < 10; round++) {
        const store = await open(file)
        rightOf(await collect(store.read(A))())
        store.close()
        const reader = rightOf(await sqliteReader(file)())
        rightOf(await collect(reader.readAll())())
        reader.close()
        const kept = rightOf(await sqliteCheckpoints(checkpoints)())
        rightOf(await kept.load({ name: 'a', version: 1 })())
        kept.close()
        expect([...handlesOn(file), ...handlesOn(checkpoints)]).toEqual([])
      }
    },
  )

  it('leaves everything in the one file, so that a copy of it is complete', async () => {
    const file = await closedWith(23)
    expect(readdirSync(folder).filter((name) => name.startsWith(`${files - 1}.db`))).toHaveLength(1)
    const copy = newFile()
    copyFileSync(file, copy)
    expect(await revisionsIn(copy)).toEqual(upTo(23))
  })

  it('leaves everything in the one file even if somebody else has it open', async () => {
    const file = newFile()
    const [one, other] = [await open(file), await open(file)]
    rightOf(await append(one, 0, 23))
    one.close()
    const copy = newFile()
    copyFileSync(file, copy)
    expect(await revisionsIn(copy)).toEqual(upTo(23))
    other.close()
  })
})

describe('a file that is no longer at its path', () => {
  const ways: ReadonlyArray<readonly [string, (file: string, other: string) => void]> = [
    ['is removed', (file) => rmSync(file)],
    ['is renamed', (file, other) => renameSync(file, `${other}-away`)],
    ['is replaced', (file, other) => renameSync(other, file)],
    ['loses its log', (file) => rmSync(`${file}-wal`)],
    ['loses the index of its log', (file) => rmSync(`${file}-shm`)],
    ['gets another log', (file, other) => renameSync(other, `${file}-wal`)],
  ]
  it.each(ways)('causes every append to fail once it %s', async (_, away) => {
    const [file, other, kept] = [await closedWith(3), await closedWith(2), newFile()]
    const store = await open(file)
    rightOf(await append(store, 3, 10))
    linkSync(file, kept)
    away(file, other)
    const error = {
      _tag: 'Unavailable',
      reason: expect.stringContaining(`${file}: it was moved, removed or replaced`) as string,
    }
    expect(leftOf(await append(store, 10, 12))).toMatchObject(error)
    expect(leftOf(await collect(store.readAll())())).toMatchObject(error)
    store.close()
    expect(await revisionsIn(kept)).toEqual(upTo(10))
  })

  it('gives an unknown outcome if it disappears during the append', async () => {
    const file = await closedWith(3)
    let away = (): void => undefined
    const store = rightOf(
      await sqliteStore(file, {
        driver: (location) => {
          const database = new DatabaseSync(location)
          return {
            exec: (sql) => database.exec(sql),
            close: () => database.close(),
            prepare: (sql) => {
              const statement = database.prepare(sql)
              if (sql !== 'COMMIT') return statement
              const get = (): void => {
                statement.get()
                away()
              }
              return { get, all: () => [], run: () => ({ changes: 0 }) }
            },
          }
        },
      })(),
    )
    away = () => rmSync(file)
    const unknown = { _tag: 'TimedOut', reason: expect.stringContaining('not known') as string }
    expect(leftOf(await append(store, 3, 5))).toMatchObject(unknown)
    expect(leftOf(await append(store, 3, 5))).toMatchObject(unknown)
    store.close()
  })

  it('is reopened by a reader', async () => {
    const [file, other] = [await closedWith(3), await closedWith(2)]
    const reader = rightOf(await sqliteReader(file)())
    expect(await readAllOf(reader)).toHaveLength(3)
    renameSync(other, file)
    expect(await readAllOf(reader)).toHaveLength(2)
    reader.close()
  })
})

describe('a file restored beside another file’s log', () => {
  /** A file and its log as left by a killed process, with a number of events in each. */
  const killed = async (inFile: number, inLog: number): Promise<string> => {
    const file = await closedWith(inFile)
    const store = await open(file)
    rightOf(await append(store, inFile, inFile + inLog))
    const left = newFile()
    for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, `${left}${suffix}`)
    store.close()
    return left
  }
  const corrupt = (file: string) => ({
    _tag: 'Corrupt',
    at: file,
    reason: expect.stringContaining(`${file}-wal, belongs to another file`) as string,
  })

  it('is distinguished from what a killed process leaves', async () => {
    expect(await revisionsIn(await killed(20, 30))).toEqual(upTo(50))
    expect(await revisionsIn(await killed(0, 30))).toEqual(upTo(30))
  })

  it.each([
    ['an earlier state of it', 20],
    ['a later state of it', 55],
  ])('is detected on opening, and left unchanged: %s', async (_, events) => {
    const file = await killed(20, 30)
    copyFileSync(await closedWith(events), file)
    const before = readFileSync(file)
    expect(leftOf(await sqliteStore(file)())).toMatchObject(corrupt(file))
    expect(leftOf(await sqliteReader(file)())).toMatchObject(corrupt(file))
    expect(readFileSync(file).equals(before)).toBe(true)
    rmSync(`${file}-wal`)
    expect(await revisionsIn(file)).toEqual(upTo(events))
  })

  it('is detected on opening even if it was copied while open', async () => {
    const file = await killed(20, 30)
    const other = newFile()
    const store = await open(other)
    rightOf(await store.append('kpiContract-b', asNew(notes('b', 2, 9)), 'no-stream')())
    const others = await open(other)
    others.close()
    copyFileSync(other, file)
    store.close()
    expect(leftOf(await sqliteStore(file)())).toMatchObject(corrupt(file))
  })

  it('is detected on opening if the file is empty', async () => {
    const file = await killed(20, 30)
    writeFileSync(file, '')
    expect(leftOf(await sqliteStore(file)())).toMatchObject(corrupt(file))
  })
})

describe('what is not a file', () => {
  it.each([':memory:', '', 'file:x?mode=memory', 'FILE:x', 'file::memory:'])(
    'is refused with a pointer to memory: %j',
    async (file) => {
      for (const answer of [await sqliteStore(file)(), await sqliteReader(file)()])
        expect(leftOf(answer)).toMatchObject({
          _tag: 'NotSupported',
          reason: expect.stringContaining('memory:') as string,
        })
      expect(existsSync('file:x')).toBe(false)
    },
  )

  it('a path may contain a quote, a space, a question mark, a hash and a percent sign', async () => {
    const file = join(folder, `it's 100% ?mode=memory#a.db`)
    const store = await open(file)
    rightOf(await store.append('kpiContract-pssp', asNew(pssp), 'no-stream')())
    store.close()
    const reader = rightOf(await sqliteReader(file)())
    expect(await readAllOf(reader)).toEqual(pssp)
    reader.close()
  })
})
