import type { EventStore, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import {
  fileOf,
  interleaved,
  leftOf,
  notes,
  readAllOf,
  readStreamOf,
  rightOf,
  temporaryFiles,
} from '../fixture.spec'
import { memoryStore } from '../memory'
import { importLedgerFile, type ImportProgress } from './import'

const file = temporaryFiles()
const a = notes('a', 1, 1203)
const b = notes('b', 2, 7)
const path = file(fileOf(interleaved(a, b)))

const gone: StoreError = { _tag: 'Unavailable', reason: 'gone' }

const oneAtATime: StoreError = {
  ...{ _tag: 'NotSupported', operation: 'appending together' },
  reason: 'one at a time',
}

/** A store that takes at most 500 events of one stream at once, and stops after some appends. */
const limited = (appends = Infinity, store = memoryStore(), whole: StoreError = oneAtATime) => {
  let left = appends
  const append: EventStore['append'] = (stream, events, expected) => {
    if (events.length > 500) return TE.left({ _tag: 'TooLarge', limit: 500 })
    return left-- > 0 ? store.append(stream, events, expected) : TE.left(gone)
  }
  const appendTogether: EventStore['appendTogether'] = () => TE.left(whole)
  return { ...store, append, appendTogether }
}

it('writes nothing to a store that cannot take it all at once, unless parts are allowed', async () => {
  const store = limited()
  expect(leftOf(await importLedgerFile(path, store)())._tag).toBe('NotSupported')
  expect(await readAllOf(store)).toEqual([])
})

it('writes nothing to a store that fails while what it has is compared with the file', async () => {
  const known = memoryStore()
  rightOf(await importLedgerFile(file(fileOf(a.slice(0, 3))), known)())
  const failing = (reads: number): EventStore => {
    let left = reads
    return {
      ...known,
      read: (stream, options) =>
        left-- > 0
          ? known.read(stream, options)
          : (async function* () {
              yield await Promise.resolve(E.left(gone))
            })(),
    }
  }
  // Its size is read first, then its events; where they differ from the file, they are read again.
  const more = file(fileOf(a.slice(0, 5)))
  for (const reads of [0, 1])
    expect(leftOf(await importLedgerFile(more, failing(reads))())).toEqual(gone)
  const other = file(fileOf(notes('a', 3, 5)))
  for (const reads of [0, 1, 2])
    expect(leftOf(await importLedgerFile(other, failing(reads))())).toEqual(gone)
  expect(leftOf(await importLedgerFile(other, failing(3))())._tag).toBe('Conflict')
  expect(await readAllOf(known)).toHaveLength(3)
})

it('imports in parts what is too large for one append', async () => {
  const store = limited(Infinity, memoryStore(), { _tag: 'TooLarge', limit: 500 })
  expect(leftOf(await importLedgerFile(path, store)())._tag).toBe('TooLarge')
  rightOf(await importLedgerFile(path, store, { inParts: true })())
  expect(await readStreamOf(store, 'kpiContract-a')).toEqual(a)
})

it('imports the whole file in parts, and reports progress', async () => {
  const store = limited()
  const progress: Array<ImportProgress> = []
  const options = { inParts: true, onProgress: (at: ImportProgress) => progress.push(at) }
  expect(rightOf(await importLedgerFile(path, store, options)())).toEqual([
    { stream: 'kpiContract-a', added: 1203, known: 0 },
    { stream: 'kpiContract-b', added: 7, known: 0 },
  ])
  expect(await readStreamOf(store, 'kpiContract-a')).toEqual(a)
  expect(await readStreamOf(store, 'kpiContract-b')).toEqual(b)
  const reading = progress.filter(({ doing }) => doing === 'reading').map(({ events }) => events)
  expect(reading).toEqual(Array.from({ length: 1210 }, (_, n) => n + 1))
  const writing = progress.filter(({ doing }) => doing === 'writing').map(({ events }) => events)
  expect(writing).toEqual([500, 1000, 1203, 1210])
})

it('continues where it was cut short', async () => {
  for (const appends of [0, 1, 2, 3]) {
    const held = memoryStore()
    const store = limited(appends, held)
    const cut = await importLedgerFile(path, store, { inParts: true })()
    expect(cut).toEqual(E.left(gone))
    expect(await readAllOf(store)).toHaveLength(Math.min(1203, appends * 500))
    const mended = limited(Infinity, held)
    expect(rightOf(await importLedgerFile(path, mended, { inParts: true })())).toMatchObject([
      { known: Math.min(1203, appends * 500) },
      { known: 0 },
    ])
    expect(await readStreamOf(held, 'kpiContract-a')).toEqual(a)
    expect(await readStreamOf(held, 'kpiContract-b')).toEqual(b)
  }
})
