import { branded } from '@kpi-ledger/core/unstable'
import { encodeLine, type EventStore, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import { eventLeaf, toHex } from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import {
  asNew,
  fileOf,
  interleaved,
  leftOf,
  notes,
  pssp,
  readAllOf,
  readStreamOf,
  rightOf,
  temporaryFiles,
  uuid,
} from '../fixture.spec'
import { memoryStore } from '../memory'
import { importLedgerFile } from './import'
import { ledgerFile } from './ledger-file'

const file = temporaryFiles()

const a = notes('a', 1, 5)
const b = notes('b', 2, 5)

const taken = (stream: string, added: number, known: number) => ({
  stream: `kpiContract-${stream}`,
  added,
  known,
})

const storeWith = async (
  ...contents: ReadonlyArray<ReadonlyArray<RecordedEvent>>
): Promise<EventStore> => {
  const store = memoryStore()
  for (const events of contents) rightOf(await importLedgerFile(file(fileOf(events)), store)())
  return store
}

const linesIn = async (store: EventStore, stream: string): Promise<ReadonlyArray<string>> =>
  (await readStreamOf(store, `kpiContract-${stream}`)).map(encodeLine)

/** Imports into a store, expecting a refusal and an unchanged store. */
const refused = async (store: EventStore, content: string): Promise<StoreError> => {
  const before = await readAllOf(store)
  const error = leftOf(await importLedgerFile(file(content), store)())
  expect(await readAllOf(store)).toEqual(before)
  return error
}

describe('importing a ledger file', () => {
  it('imports every event with its envelope unchanged', async () => {
    const store = memoryStore()
    const events = interleaved(a, pssp, b)
    expect(await importLedgerFile(file(fileOf(events)), store)()).toEqual(
      E.right([taken('a', 5, 0), taken('pssp', pssp.length, 0), taken('b', 5, 0)]),
    )
    expect(await linesIn(store, 'a')).toEqual(a.map(encodeLine))
    expect(await linesIn(store, 'b')).toEqual(b.map(encodeLine))
    expect(await linesIn(store, 'pssp')).toEqual(pssp.map(encodeLine))
    expect(await readAllOf(store)).toHaveLength(events.length)
  })

  it('gives the same file when exported', async () => {
    const path = file(fileOf([...a, ...pssp, ...b]))
    const store = memoryStore()
    rightOf(await importLedgerFile(path, store)())
    const exported = fileOf(await readAllOf(store))
    expect(exported).toBe(fileOf([...a, ...pssp, ...b]))
    expect(await readAllOf(ledgerFile(file(exported)))).toEqual(await readAllOf(store))
  })

  it('keeps the leaf of an event, however its line was written', async () => {
    const shuffled = a.map((event) =>
      JSON.stringify(Object.fromEntries(Object.entries(event).reverse())),
    )
    const store = memoryStore()
    rightOf(await importLedgerFile(file(shuffled.join('\n')), store)())
    const leaves = (await readStreamOf(store, 'kpiContract-a')).map((event) =>
      toHex(eventLeaf(event)),
    )
    expect(leaves).toEqual(a.map((event) => toHex(eventLeaf(event))))
  })

  it('with nothing in it does nothing', async () => {
    const store = await storeWith(a)
    expect(await importLedgerFile(file(''), store)()).toEqual(E.right([]))
    expect(await readAllOf(store)).toEqual(a)
  })

  it('twice changes nothing the second time', async () => {
    const store = await storeWith(interleaved(a, b))
    for (let n = 0; n < 2; n++)
      expect(await importLedgerFile(file(fileOf(interleaved(a, b))), store)()).toEqual(
        E.right([taken('a', 0, 5), taken('b', 0, 5)]),
      )
    expect(await readAllOf(store)).toHaveLength(10)
  })

  it('adds what a longer file has in addition', async () => {
    const store = await storeWith(a.slice(0, 2))
    expect(await importLedgerFile(file(fileOf(interleaved(a, b))), store)()).toEqual(
      E.right([taken('a', 3, 2), taken('b', 5, 0)]),
    )
    expect(await readStreamOf(store, 'kpiContract-a')).toEqual(a)
    expect(await readStreamOf(store, 'kpiContract-b')).toEqual(b)
  })

  it('skips a file of which the store has everything and more', async () => {
    const store = await storeWith(a)
    expect(await importLedgerFile(file(fileOf(a.slice(0, 3))), store)()).toEqual(
      E.right([taken('a', 0, 3)]),
    )
    expect(await readAllOf(store)).toEqual(a)
  })
})

describe('a history that diverges from the store’s', () => {
  const other = (revision: number): ReadonlyArray<RecordedEvent> =>
    a.map((event) =>
      event.revision < revision
        ? event
        : { ...event, recordedAt: branded('2017-01-01T00:00:00.000Z') },
    )

  it.each([1, 2, 4])('at revision %i is a conflict, and nothing is imported', async (revision) => {
    const store = await storeWith(a)
    expect(await refused(store, fileOf([...b, ...other(revision)]))).toEqual({
      _tag: 'Conflict',
      stream: 'kpiContract-a',
      expected: revision - 1,
      actual: 4,
    })
  })

  it('from the start is a conflict with a stream that should not exist', async () => {
    const store = await storeWith(a)
    expect(await refused(store, fileOf([...b, ...other(0)]))).toEqual({
      _tag: 'Conflict',
      stream: 'kpiContract-a',
      expected: 'no-stream',
      actual: 4,
    })
  })

  it.each<readonly [string, (event: RecordedEvent) => RecordedEvent]>([
    ['id', (event) => ({ ...event, id: branded(uuid(9, event.revision)) })],
    ['metadata', (event) => ({ ...event, metadata: { actor: 'Somebody else' } })],
    ['recordedAt', (event) => ({ ...event, recordedAt: branded('2018-01-01T00:00:00.000Z') })],
    ['text', (event) => ({ ...event, data: { period: '2016-04', text: 'Else' } }) as RecordedEvent],
  ])('by a single %s is a conflict', async (_, change) => {
    const store = await storeWith(a)
    const changed = a.map((event) => (event.revision === 4 ? change(event) : event))
    expect((await refused(store, fileOf(changed)))._tag).toBe('Conflict')
  })

  it('by an id that the store has in another stream is refused', async () => {
    const store = await storeWith(b)
    const stolen = a.map((event, i) =>
      i === 0 ? { ...event, id: b[3]?.id ?? branded('') } : event,
    )
    expect(await refused(store, fileOf(stolen))).toEqual({ _tag: 'IdReused', id: b[3]?.id })
  })
})

describe('a bad ledger file', () => {
  it('is refused as a whole, by line', async () => {
    for (const store of [memoryStore(), await storeWith(a.slice(0, 2))]) {
      const good = fileOf(interleaved(a, b))
      expect(await refused(store, `${good}hello\n`)).toMatchObject({
        _tag: 'Corrupt',
        at: 'line 11',
      })
      expect(await refused(store, good.slice(0, -20))).toMatchObject({
        _tag: 'Corrupt',
        at: 'line 10',
      })
      const gap = fileOf([...b, ...a.filter(({ revision }) => revision !== 3)])
      expect(await refused(store, gap)).toMatchObject({
        _tag: 'Corrupt',
        at: 'line 9',
        revision: 4,
      })
    }
  })

  it('that does not exist is unavailable', async () => {
    const store = await storeWith(a)
    const answer = await importLedgerFile(`${file('')}.missing`, store)()
    expect(leftOf(answer)._tag).toBe('Unavailable')
    expect(await readAllOf(store)).toEqual(a)
  })
})

describe('a store that fails', () => {
  const failing: StoreError = { _tag: 'TimedOut', reason: 'slow' }

  it('has its error from reading passed on', async () => {
    const store = {
      ...memoryStore(),
      read: async function* () {
        yield E.left(failing)
      },
    }
    expect(await importLedgerFile(file(fileOf(a)), store)()).toEqual(E.left(failing))
  })

  it('has its error from writing passed on', async () => {
    const store: EventStore = {
      ...memoryStore(),
      appendTogether: () => async () => E.left(failing),
    }
    expect(await importLedgerFile(file(fileOf(a)), store)()).toEqual(E.left(failing))
  })

  it('reports a conflict if somebody writes meanwhile, and keeps what they wrote', async () => {
    const inner = await storeWith(a.slice(0, 2))
    const store: EventStore = {
      ...inner,
      appendTogether: (batches) => async () => {
        const mine = asNew([{ ...a[2], id: uuid(9, 9) } as RecordedEvent])
        rightOf(await inner.append('kpiContract-a', mine, 1)())
        return inner.appendTogether(batches)()
      },
    }
    const error = leftOf(await importLedgerFile(file(fileOf([...b, ...a])), store)())
    expect(error).toEqual({ _tag: 'Conflict', stream: 'kpiContract-a', expected: 1, actual: 2 })
    expect((await readAllOf(inner)).map(({ id }) => id)).toEqual([a[0]?.id, a[1]?.id, uuid(9, 9)])
  })
})

describe('M20 the clock of an import', () => {
  const [last] = b.slice(-1)
  const dayAfter = (days: number, milliseconds = 0): string =>
    new Date(Date.parse(last?.recordedAt ?? '') - days * 86_400_000 + milliseconds).toISOString()

  it('refuses an event dated more than a day after it, and names its line', async () => {
    const store = memoryStore()
    const path = file(fileOf(b))
    const early = await importLedgerFile(path, store, { now: () => dayAfter(1, -1) })()
    expect(leftOf(early)).toMatchObject({ _tag: 'Corrupt', at: 'line 5', revision: 4 })
    expect(await readAllOf(store)).toEqual([])
    rightOf(await importLedgerFile(path, store, { now: () => dayAfter(1) })())
  })
})
