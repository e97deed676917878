import {
  collect,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import { memoryStore } from './memory-store'

const stream = 'kpiContract-c'
const other = 'kpiContract-d'

const note = (n: number, text = `note ${String(n)}`): NewEvent => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type: 'NoteAdded',
  version: 1,
  recordedAt: '2016-06-01T00:00:00.000Z',
  data: { period: '2016-04', text },
})

const idsOf = (events: ReadonlyArray<{ readonly id: string }>) =>
  events.map(({ id }) => Number(id.slice(-12)))

const rightOf = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const read = async (store: EventStore, options = {}, of = stream) =>
  rightOf(await collect(store.read(of, options))())

const readAll = async (store: EventStore, options = {}) =>
  rightOf(await collect(store.readAll(options))())

const withEvents = async (count: number): Promise<EventStore> => {
  const store = memoryStore()
  const events = Array.from({ length: count }, (_, n) => note(n))
  if (count > 0) rightOf(await store.append(stream, events, 'no-stream')())
  return store
}

describe('append', () => {
  it.each<[number, ExpectedRevision, boolean]>([
    [0, 'no-stream', true],
    [0, 'any', true],
    [0, 'stream-exists', false],
    [0, 0, false],
    [2, 'no-stream', false],
    [2, 'any', true],
    [2, 'stream-exists', true],
    [2, 1, true],
    [2, 0, false],
    [2, 2, false],
  ])('on a stream of %i events expecting %p', async (count, expected, taken) => {
    const store = await withEvents(count)
    const result = await store.append(stream, [note(90), note(91)], expected)()
    if (taken) {
      expect(result).toEqual(E.right({ _tag: 'Appended', stream, revision: count + 1 }))
      expect(idsOf(await read(store)).slice(-2)).toEqual([90, 91])
    } else {
      const actual = count === 0 ? 'no-stream' : count - 1
      expect(result).toEqual(E.left({ _tag: 'Conflict', stream, expected, actual }))
      expect(await read(store)).toHaveLength(count)
    }
  })

  it('of nothing writes nothing', async () => {
    const store = await withEvents(1)
    expect(await store.append(stream, [], 0)()).toMatchObject({ right: { revision: 0 } })
    expect(await store.append(other, [], 'no-stream')()).toMatchObject({
      right: { revision: 'no-stream' },
    })
    expect(await readAll(store)).toHaveLength(1)
  })

  it.each<[ExpectedRevision]>([[1], ['any'], ['stream-exists']])(
    'repeated with the same ids expecting %p changes nothing',
    async (expected) => {
      const store = await withEvents(2)
      const batch = [note(90), note(91)]
      rightOf(await store.append(stream, batch, expected)())
      expect(await store.append(stream, batch, expected)()).toEqual(
        E.right({ _tag: 'AlreadyAppended', stream, revision: 3 }),
      )
      rightOf(await store.append(stream, [note(92)], 3)())
      expect(await store.append(stream, batch, expected)()).toMatchObject({
        right: { _tag: 'AlreadyAppended', revision: 3 },
      })
      expect(await read(store)).toHaveLength(5)
    },
  )

  it('refuses an id that is used for something else', async () => {
    const store = await withEvents(2)
    const refused = [
      store.append(stream, [note(0, 'other text')], 1),
      store.append(other, [note(0)], 'no-stream'),
      store.append(stream, [note(5), note(5)], 1),
      store.append(stream, [note(5), note(0)], 1),
      store.append(stream, [note(0)], 1),
      store.appendTogether([
        { stream, events: [note(7)], expected: 1 },
        { stream: other, events: [note(7)], expected: 'no-stream' },
      ]),
    ]
    for (const append of refused)
      expect(await append()).toMatchObject({ left: { _tag: 'IdReused' } })
    expect(await readAll(store)).toHaveLength(2)
  })

  it('takes several streams together or not at all', async () => {
    const store = await withEvents(1)
    const first = { stream: other, events: [note(5)], expected: 'no-stream' } as const
    const failing = { stream, events: [note(6)], expected: 5 } as const
    expect(await store.appendTogether([first, failing])()).toMatchObject({
      left: { _tag: 'Conflict' },
    })
    expect(await readAll(store)).toHaveLength(1)
    const together = await store.appendTogether([first, { ...failing, expected: 0 }])()
    expect(together).toMatchObject({ right: [{ revision: 0 }, { revision: 1 }] })
    expect(await store.appendTogether([])()).toEqual(E.right([]))
  })

  it('refuses what could never be read back', async () => {
    const store = memoryStore()
    const bad = note(1, 'control \u0000')
    expect(await store.append(stream, [note(0), bad], 'any')()).toMatchObject({
      left: { _tag: 'Corrupt', at: `event ${bad.id}, to be appended` },
    })
    expect(await readAll(store)).toEqual([])
  })

  it('lets exactly one of many writers win', async () => {
    const store = await withEvents(1)
    const writers = Array.from({ length: 50 }, (_, n) => store.append(stream, [note(100 + n)], 0)())
    const results = await Promise.all(writers)
    expect(results.filter(E.isRight)).toHaveLength(1)
    expect(await read(store)).toHaveLength(2)
  })
})

describe('read', () => {
  it.each([
    [{}, [0, 1, 2, 3, 4]],
    [{ from: 3 }, [3, 4]],
    [{ from: 5 }, []],
    [{ from: 1, limit: 2 }, [1, 2]],
    [{ limit: 0 }, []],
    [{ direction: 'backwards' }, [4, 3, 2, 1, 0]],
    [{ direction: 'backwards', from: 2 }, [2, 1, 0]],
    [{ direction: 'backwards', from: 9, limit: 1 }, [4]],
  ])('%j gives %j', async (options, expected) => {
    expect(idsOf(await read(await withEvents(5), options))).toEqual(expected)
  })

  it('of no stream gives nothing', async () => {
    expect(await read(await withEvents(1), {}, other)).toEqual([])
  })

  it('goes on over many pages', async () => {
    const store = await withEvents(1000)
    expect(idsOf(await read(store))).toEqual(Array.from({ length: 1000 }, (_, n) => n))
    expect(await readAll(store)).toHaveLength(1000)
  })

  it('gives events that nobody can change', async () => {
    const store = memoryStore()
    const metadata = JSON.parse('{"__proto__":{"a":1},"actor":"x"}') as NonNullable<
      NewEvent['metadata']
    >
    const given = { ...note(0), metadata }
    rightOf(await store.append(stream, [given], 'any')())
    const [first] = await read(store)
    Object.assign(first as object, { id: 'changed' })
    Object.assign(first?.data as object, { text: 'changed' })
    const [again] = await read(store)
    expect(JSON.stringify(again?.metadata)).toBe('{"__proto__":{"a":1},"actor":"x"}')
    expect([again?.id, again?.data]).toEqual([given.id, given.data])
  })
})

describe('readAll', () => {
  const mixed = async () => {
    const store = memoryStore()
    rightOf(await store.append(stream, [note(0)], 'any')())
    rightOf(await store.append(other, [note(1)], 'any')())
    rightOf(await store.append(stream, [note(2)], 'any')())
    return store
  }
  const ids = (found: ReadonlyArray<{ readonly event: RecordedEvent }>) =>
    idsOf(found.map(({ event }) => event))

  it('gives all streams in the order they were taken, after a position', async () => {
    const store = await mixed()
    const all = await readAll(store)
    expect(ids(all)).toEqual([0, 1, 2])
    expect(ids(await readAll(store, { after: all[0]?.position }))).toEqual([1, 2])
    expect(ids(await readAll(store, { after: all[2]?.position }))).toEqual([])
  })

  it('filters by stream and type', async () => {
    const store = await mixed()
    expect(ids(await readAll(store, { filter: { streams: [stream] } }))).toEqual([0, 2])
    expect(ids(await readAll(store, { filter: { types: ['NoteAdded'] } }))).toEqual([0, 1, 2])
    expect(ids(await readAll(store, { filter: { types: [] } }))).toEqual([])
  })

  it('takes no position of another kind', async () => {
    const store = await mixed()
    for (const after of [
      { kind: 'stream', stream, revision: 0 } as const,
      { kind: 'store', at: '-1' } as const,
    ]) {
      expect(await collect(store.readAll({ after }))()).toMatchObject({
        left: { _tag: 'NotSupported' },
      })
      for await (const message of store.subscribe({ after }))
        expect(message).toMatchObject({ left: { _tag: 'NotSupported' } })
    }
  })
})

describe('subscribe', () => {
  it('catches up, says so once, and goes on live until it is closed', async () => {
    const store = await withEvents(300)
    const subscription = store.subscribe()
    const seen: Array<number | string> = []
    let next = 300
    for await (const message of subscription) {
      const value = rightOf<StoreError, { kind: string }>(message)
      if (value.kind === 'caught-up') seen.push('caught-up')
      else seen.push(...idsOf([(value as unknown as { event: RecordedEvent }).event]))
      if (seen.length > 300 && next < 305)
        rightOf(await store.append(stream, [note(next++)], 'any')())
      if (seen.length === 306) subscription.close()
    }
    const numbers = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => from + n)
    expect(seen).toEqual([...numbers(0, 300), 'caught-up', ...numbers(300, 305)])
  })

  it('loses and repeats nothing while others write', async () => {
    const store = await withEvents(10)
    const subscription = store.subscribe({ filter: { streams: [stream] } })
    const writing = (async () => {
      for (let n = 10; n < 500; n++) {
        rightOf(await store.append(n % 2 === 0 ? stream : other, [note(n)], 'any')())
        if (n % 7 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const seen: Array<number> = []
    for await (const message of subscription) {
      const value = rightOf(message)
      if (value.kind === 'event') seen.push(...idsOf([value.event]))
      if (seen.at(-1) === 498) subscription.close()
    }
    await writing
    expect(seen).toEqual(idsOf(await read(store)))
  })

  it('resumes after a position, and ends when closed while it waits', async () => {
    const store = await withEvents(3)
    const [, second] = await readAll(store)
    const subscription = store.subscribe(second ? { after: second.position } : {})
    const seen: Array<string> = []
    for await (const message of subscription) {
      const value = rightOf(message)
      seen.push(value.kind === 'event' ? value.event.id.slice(-1) : value.kind)
      if (value.kind === 'caught-up') setImmediate(() => subscription.close())
    }
    expect(seen).toEqual(['2', 'caught-up'])
  })
})
