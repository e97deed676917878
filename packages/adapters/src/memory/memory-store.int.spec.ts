import {
  collect,
  encodeLine,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Pages,
  type Position,
  type StoreError,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import fc from 'fast-check'
import {
  asNew,
  interleaved,
  leftOf,
  notes,
  pssp,
  readAllOf,
  readStreamOf,
  rightOf,
  uuid,
} from '../fixture.spec'
import { memoryStore } from './memory-store'

const STREAM = 'kpiContract-a'
const OTHER = 'kpiContract-b'

/** The nth event of a stream to be; the same content for the same numbers. */
const event = (n: number, series = 7): NewEvent => ({
  id: uuid(series, n),
  type: 'NoteAdded',
  version: 1,
  recordedAt: '2016-04-01T09:00:00.000Z',
  data: { period: '2016-04', text: `Note ${n}` },
})

const range = (length: number, from = 0): ReadonlyArray<NewEvent> =>
  Array.from({ length }, (_, i) => event(from + i))

const storeOf = async (length: number): Promise<EventStore> => {
  const store = memoryStore()
  if (length > 0) rightOf(await store.append(STREAM, range(length), 'no-stream')())
  return store
}

const idsIn = async (store: EventStore, stream = STREAM): Promise<ReadonlyArray<string>> =>
  (await readStreamOf(store, stream)).map(({ id }) => id)

const idsOf = (events: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> =>
  events.map(({ id }) => id)

describe('the expected revision', () => {
  const conflict = (expected: ExpectedRevision, actual: number | 'no-stream'): StoreError => ({
    _tag: 'Conflict',
    stream: STREAM,
    expected,
    actual,
  })

  it.each<readonly [number, ExpectedRevision, 'appended' | 'conflict']>([
    [0, 'no-stream', 'appended'],
    [0, 'any', 'appended'],
    [0, 'stream-exists', 'conflict'],
    [0, 0, 'conflict'],
    [0, 1, 'conflict'],
    [1, 'no-stream', 'conflict'],
    [1, 'any', 'appended'],
    [1, 'stream-exists', 'appended'],
    [1, 0, 'appended'],
    [1, 1, 'conflict'],
    [3, 'no-stream', 'conflict'],
    [3, 'any', 'appended'],
    [3, 'stream-exists', 'appended'],
    [3, 0, 'conflict'],
    [3, 1, 'conflict'],
    [3, 2, 'appended'],
    [3, 3, 'conflict'],
  ])('on a stream of %i events, %p is %s', async (length, expected, outcome) => {
    for (const events of [range(1, 100), range(2, 100), []]) {
      const store = await storeOf(length)
      const answer = await store.append(STREAM, events, expected)()
      const ids = idsOf([...range(length), ...(outcome === 'appended' ? events : [])])
      const last = length + events.length - 1
      const revision = last === -1 ? 'no-stream' : last
      expect(answer).toEqual(
        outcome === 'appended'
          ? E.right({ _tag: 'Appended', stream: STREAM, revision })
          : E.left(conflict(expected, length === 0 ? 'no-stream' : length - 1)),
      )
      expect(await idsIn(store)).toEqual(ids)
    }
  })

  it('is of that stream alone', async () => {
    const store = await storeOf(3)
    expect(await store.append(OTHER, [event(50)], 'no-stream')()).toEqual(
      E.right({ _tag: 'Appended', stream: OTHER, revision: 0 }),
    )
    expect(leftOf(await store.append(OTHER, [event(51)], 2)())._tag).toBe('Conflict')
  })

  it('makes exactly one of many writers win', async () => {
    const store = await storeOf(2)
    const writers = Array.from({ length: 20 }, (_, n) =>
      store.append(STREAM, [event(100 + n)], 1)(),
    )
    const answers = await Promise.all(writers)
    expect(answers.filter(E.isRight)).toHaveLength(1)
    expect(answers.filter(E.isLeft).map(({ left }) => left)).toEqual(
      Array.from({ length: 19 }, () => conflict(1, 2)),
    )
    expect(await idsIn(store)).toHaveLength(3)
  })

  it('does nothing before it is run', async () => {
    const store = await storeOf(0)
    const append = store.append(STREAM, [event(0)], 'no-stream')
    expect(await idsIn(store)).toEqual([])
    expect((await append())._tag).toBe('Right')
    expect(await idsIn(store)).toEqual([event(0).id])
  })
})

describe('a repeat', () => {
  const cases: ReadonlyArray<readonly [number, ReadonlyArray<NewEvent>, ExpectedRevision, number]> =
    [
      [3, range(3), 'no-stream', 2],
      [3, range(1), 'no-stream', 0],
      [3, range(3), 'any', 2],
      [3, range(3), 'stream-exists', 2],
      [3, range(2, 1), 0, 2],
      [3, range(1, 1), 0, 1],
      [3, range(1, 2), 'any', 2],
      [5, range(2, 1), 0, 2],
    ]
  it.each(cases)(
    'on %i events of %j at %p changes nothing',
    async (length, events, expected, revision) => {
      const store = await storeOf(length)
      for (let n = 0; n < 3; n++)
        expect(await store.append(STREAM, events, expected)()).toEqual(
          E.right({ _tag: 'AlreadyAppended', stream: STREAM, revision }),
        )
      expect(await idsIn(store)).toEqual(idsOf(range(length)))
    },
  )

  it('is known by content, whatever the order of the keys', async () => {
    const store = await storeOf(1)
    const { data, recordedAt, version, type, id } = event(0)
    const again = { data, recordedAt, version, type, id } as NewEvent
    expect(rightOf(await store.append(STREAM, [again], 'no-stream')())._tag).toBe('AlreadyAppended')
  })

  it('of only a part, with more to follow, is none', async () => {
    const store = await storeOf(2)
    const answer = await store.append(STREAM, [event(1), event(2)], 0)()
    expect(leftOf(answer)).toEqual({ _tag: 'Conflict', stream: STREAM, expected: 0, actual: 1 })
    const anyhow = await store.append(STREAM, [event(1), event(2)], 'any')()
    expect(leftOf(anyhow)).toEqual({ _tag: 'IdReused', id: event(1).id })
    expect(await idsIn(store)).toEqual(idsOf(range(2)))
  })

  it('in another order or with a gap is none', async () => {
    const store = await storeOf(3)
    for (const events of [
      [event(1), event(0)],
      [event(0), event(2)],
    ]) {
      const answer = leftOf(await store.append(STREAM, events, 'any')())
      expect(answer).toEqual({ _tag: 'IdReused', id: events[0]?.id })
    }
    expect(await idsIn(store)).toEqual(idsOf(range(3)))
  })
})

describe('an id used again', () => {
  const changes: ReadonlyArray<readonly [string, Partial<NewEvent>]> = [
    ['data', { data: { period: '2016-04', text: 'Other' } }],
    ['metadata', { metadata: { actor: 'Somebody' } }],
    ['recordedAt', { recordedAt: '2016-04-01T09:00:00.001Z' }],
  ]
  it.each(changes)('for other %s is refused at every expectation', async (_, change) => {
    for (const expected of ['no-stream', 'any', 'stream-exists', 0, 1, 7] as const) {
      const store = await storeOf(2)
      const events = [{ ...event(0), ...change } as NewEvent]
      expect(await store.append(STREAM, events, expected)()).toEqual(
        E.left({ _tag: 'IdReused', id: event(0).id }),
      )
      expect(await readStreamOf(store, STREAM)).toMatchObject(range(2))
    }
  })

  it('in another stream is refused', async () => {
    const store = await storeOf(2)
    expect(await store.append(OTHER, [event(0)], 'no-stream')()).toEqual(
      E.left({ _tag: 'IdReused', id: event(0).id }),
    )
    expect(await idsIn(store, OTHER)).toEqual([])
  })

  it('at a later place is refused', async () => {
    const store = await storeOf(2)
    expect(await store.append(STREAM, [event(0)], 1)()).toEqual(
      E.left({ _tag: 'IdReused', id: event(0).id }),
    )
  })

  it('within a batch is refused, though nothing is stored yet', async () => {
    const store = await storeOf(0)
    const answer = await store.append(STREAM, [event(0), event(1), event(0)], 'any')()
    expect(answer).toEqual(E.left({ _tag: 'IdReused', id: event(0).id }))
    const together = await store.appendTogether([
      { stream: STREAM, events: [event(0)], expected: 'any' },
      { stream: OTHER, events: [event(0)], expected: 'any' },
    ])()
    expect(together).toEqual(E.left({ _tag: 'IdReused', id: event(0).id }))
    expect(await readAllOf(store)).toEqual([])
  })
})

describe('several batches', () => {
  it('are appended together', async () => {
    const store = await storeOf(1)
    const answer = await store.appendTogether([
      { stream: STREAM, events: range(2, 1), expected: 0 },
      { stream: OTHER, events: [event(50), event(51)], expected: 'no-stream' },
    ])()
    expect(answer).toEqual(
      E.right([
        { _tag: 'Appended', stream: STREAM, revision: 2 },
        { _tag: 'Appended', stream: OTHER, revision: 1 },
      ]),
    )
    const all = await readAllOf(store)
    expect(idsOf(all)).toEqual(idsOf([event(0), event(1), event(2), event(50), event(51)]))
    expect(all.map(({ revision }) => revision)).toEqual([0, 1, 2, 0, 1])
  })

  it.each([0, 1, 2])('are all left out if number %i is refused', async (bad) => {
    const streams = ['kpiContract-a', 'kpiContract-b', 'kpiContract-c']
    const refusals: ReadonlyArray<{ expected: ExpectedRevision; event: NewEvent; tag: string }> = [
      { expected: 4, event: event(60), tag: 'Conflict' },
      { expected: 'any', event: { ...event(0, 8), recordedAt: 'now' }, tag: 'Corrupt' },
      {
        expected: 'any',
        event: { ...event(1000), recordedAt: '2017-01-01T00:00:00.000Z' },
        tag: 'IdReused',
      },
    ]
    for (const refusal of refusals) {
      const store = memoryStore()
      rightOf(await store.append('kpiContract-d', [event(1000)], 'no-stream')())
      const answer = await store.appendTogether(
        streams.map((stream, i) => ({
          stream,
          events: i === bad ? [refusal.event] : [event(100 + i)],
          expected: i === bad ? refusal.expected : 'no-stream',
        })),
      )()
      expect(leftOf(answer)._tag).toBe(refusal.tag)
      expect(idsOf(await readAllOf(store))).toEqual([event(1000).id])
    }
  })

  it('of nothing are nothing', async () => {
    const store = await storeOf(1)
    expect(await store.appendTogether([])()).toEqual(E.right([]))
    expect(await idsIn(store)).toHaveLength(1)
  })

  it('of which one was appended before say so of that one', async () => {
    const store = await storeOf(1)
    const answer = await store.appendTogether([
      { stream: STREAM, events: range(1), expected: 'no-stream' },
      { stream: OTHER, events: [event(50)], expected: 'no-stream' },
    ])()
    expect(rightOf(answer).map(({ _tag }) => _tag)).toEqual(['AlreadyAppended', 'Appended'])
  })

  it('for one stream never give two events the same revision', async () => {
    for (const expected of ['any', 'no-stream'] as const) {
      const store = await storeOf(0)
      const answer = await store.appendTogether([
        { stream: STREAM, events: [event(0)], expected },
        { stream: STREAM, events: [event(1)], expected: expected === 'any' ? 'any' : 0 },
        { stream: STREAM, events: [event(2)], expected },
      ])()
      const revisions = (await readStreamOf(store, STREAM)).map(({ revision }) => revision)
      expect(revisions).toEqual(E.isLeft(answer) ? [] : [0, 1, 2])
    }
  })
})

describe('what cannot be read back', () => {
  const broken: ReadonlyArray<readonly [string, object, string]> = [
    ['an unknown field', { data: { period: '2016-04', text: 'a', kip: '1' } }, 'data.kip'],
    ['a number that is none', { metadata: { n: NaN } }, ''],
    ['-0', { metadata: { n: -0 } }, ''],
    ['an unknown type', { type: 'NoteRemoved' }, 'type'],
    ['an unknown version', { version: 2 }, 'version'],
    ['an id in upper case', { id: uuid(1, 10).toUpperCase() }, 'id'],
    ['a lone surrogate', { metadata: { a: '\ud800' } }, 'metadata.a'],
    [
      'deep metadata',
      { metadata: { a: JSON.parse('['.repeat(65) + ']'.repeat(65)) as unknown } },
      'metadata.a',
    ],
  ]
  it.each(broken.filter(([, , path]) => path !== ''))('is refused: %s', async (_, change, path) => {
    const store = await storeOf(1)
    const answer = leftOf(await store.append(STREAM, [event(1), { ...event(2), ...change }], 0)())
    expect(answer).toMatchObject({ _tag: 'Corrupt', stream: STREAM, revision: 2 })
    expect(answer._tag === 'Corrupt' && answer.reason).toContain(`${path}: `)
    expect(await idsIn(store)).toHaveLength(1)
  })

  it.each(broken.filter(([, , path]) => path === ''))(
    'is never changed in silence: %s',
    async (_, change) => {
      const store = await storeOf(0)
      const answer = await store.append(STREAM, [{ ...event(0), ...change }], 'any')()
      const held = await readStreamOf(store, STREAM)
      expect(held).toMatchObject(E.isRight(answer) ? [{ ...event(0), ...change }] : [])
    },
  )

  it('is refused for a stream that is no contract', async () => {
    const store = memoryStore()
    for (const stream of ['', 'a', 'kpiContract-', 'kpiContract-A', '__proto__', '$all'])
      expect(leftOf(await store.append(stream, [event(0)], 'any')())._tag).toBe('Corrupt')
    expect(await readAllOf(store)).toEqual([])
  })
})

describe('reading a stream', () => {
  const window = (
    length: number,
    from: number | undefined,
    limit: number | undefined,
    backwards: boolean,
  ) => {
    const all = Array.from({ length }, (_, i) => i)
    const selected = backwards
      ? all.filter((i) => i <= (from ?? Infinity)).reverse()
      : all.filter((i) => i >= (from ?? 0))
    return selected.filter((_, i) => i < (limit ?? Infinity))
  }

  it('gives every window in both directions', async () => {
    for (const length of [0, 1, 5]) {
      const store = await storeOf(length)
      for (const from of [undefined, 0, 1, 3, 4, 5, 9])
        for (const limit of [undefined, 0, 1, 2, 5, 6])
          for (const direction of [undefined, 'forwards', 'backwards'] as const) {
            const options = {
              ...(from === undefined ? {} : { from }),
              ...(limit === undefined ? {} : { limit }),
              ...(direction === undefined ? {} : { direction }),
            }
            const read = rightOf(await collect(store.read(STREAM, options))())
            expect([options, read.map(({ revision }) => revision)]).toEqual([
              options,
              window(length, from, limit, direction === 'backwards'),
            ])
          }
    }
  })

  it('gives windows over many pages', async () => {
    const store = await storeOf(700)
    await fc.assert(
      fc.asyncProperty(fc.nat(750), fc.nat(750), fc.boolean(), async (from, limit, backwards) => {
        const direction = backwards ? 'backwards' : 'forwards'
        const read = rightOf(await collect(store.read(STREAM, { from, limit, direction }))())
        expect(read.map(({ revision }) => revision)).toEqual(window(700, from, limit, backwards))
      }),
      { numRuns: 30 },
    )
  })

  it('gives nothing where there is no such stream', async () => {
    const store = await storeOf(2)
    for (const stream of [OTHER, '__proto__', 'constructor', ''])
      expect(await readStreamOf(store, stream)).toEqual([])
  })

  it('gives whole envelopes of every type, as they were appended', async () => {
    const store = memoryStore()
    rightOf(await store.append('kpiContract-pssp', asNew(pssp), 'no-stream')())
    const read = await readStreamOf(store, 'kpiContract-pssp')
    expect(read).toEqual(pssp)
    expect(read.map(encodeLine)).toEqual(pssp.map(encodeLine))
  })
})

describe('reading everything', () => {
  const a = notes('a', 1, 300)
  const b = notes('b', 2, 300)

  const mixed = async (): Promise<EventStore> => {
    const store = memoryStore()
    for (const next of interleaved(a, b)) {
      const { stream, revision } = next
      const expected = revision === 0 ? 'no-stream' : revision - 1
      rightOf(await store.append(stream, asNew([next]), expected)())
    }
    return store
  }

  it('keeps the order in which the store took the events', async () => {
    expect(await readAllOf(await mixed())).toEqual(interleaved(a, b))
  })

  it('resumes after any position', async () => {
    const store = await mixed()
    const all = rightOf(await collect(store.readAll())())
    expect(all).toHaveLength(600)
    for (const i of [0, 1, 254, 255, 256, 257, 511, 512, 598, 599]) {
      const after = all[i]?.position
      if (after === undefined) throw new Error('a position is missing')
      expect(rightOf(await collect(store.readAll({ after }))())).toEqual(all.slice(i + 1))
    }
  })

  it('filters by stream and type without losing its place', async () => {
    const store = await mixed()
    const all = rightOf(await collect(store.readAll())())
    const filters = [
      {},
      { streams: ['kpiContract-b'] },
      { types: ['ContractRegistered'] },
      { streams: ['kpiContract-a'], types: ['NoteAdded'] },
      { streams: [] },
      { types: ['NoteAdded', 'ContractRegistered'], streams: ['kpiContract-a', 'kpiContract-b'] },
      { types: ['Unknown'] },
    ]
    for (const filter of filters) {
      const wanted = all.filter(
        ({ event: { stream, type } }) =>
          (filter.streams === undefined || filter.streams.includes(stream)) &&
          (filter.types === undefined || filter.types.includes(type)),
      )
      expect(rightOf(await collect(store.readAll({ filter }))())).toEqual(wanted)
      const after = all[299]?.position
      if (after === undefined) throw new Error('a position is missing')
      const rest = wanted.filter((positioned) => all.indexOf(positioned) > 299)
      expect(rightOf(await collect(store.readAll({ after, filter }))())).toEqual(rest)
    }
  })

  it('refuses a position that is none of its own', async () => {
    const store = await storeOf(3)
    const foreign: ReadonlyArray<Position> = [
      { kind: 'stream', stream: STREAM, revision: 1 },
      { kind: 'store', at: '' },
      { kind: 'store', at: '-1' },
      { kind: 'store', at: '1.5' },
      { kind: 'store', at: '1e3' },
      { kind: 'store', at: ' 1' },
      { kind: 'store', at: 'C:1/P:1' },
      { kind: 'store', at: '9'.repeat(16) },
    ]
    for (const after of foreign)
      expect(leftOf(await collect(store.readAll({ after }))())._tag).toBe('NotSupported')
  })

  it('gives what there was when it was asked, whoever writes meanwhile', async () => {
    const store = await storeOf(300)
    let read = 0
    for await (const page of store.readAll()) {
      read += rightOf(page).length
      rightOf(await store.append(STREAM, [event(1000 + read)], 'any')())
    }
    expect(read).toBe(300)
  })
})

describe('what is held', () => {
  const change = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const key of Object.keys(value)) {
      change((value as Record<string, unknown>)[key])
      Reflect.set(value, key, 'changed')
    }
  }

  it('does not change with what was returned', async () => {
    const store = memoryStore()
    rightOf(await store.append('kpiContract-pssp', asNew(pssp), 'no-stream')())
    const readers: ReadonlyArray<() => Pages<unknown>> = [
      () => store.read('kpiContract-pssp'),
      () => store.read('kpiContract-pssp', { direction: 'backwards' }),
      () => store.readAll(),
    ]
    for (const read of readers) {
      const returned = rightOf(await collect(read())())
      expect(returned).toHaveLength(pssp.length)
      returned.forEach(change)
      expect(await readAllOf(store)).toEqual(pssp)
    }
  })

  it('does not change with what was given', async () => {
    const store = memoryStore()
    const given = structuredClone(asNew(pssp))
    rightOf(await store.append('kpiContract-pssp', given, 'no-stream')())
    given.forEach(change)
    expect(await readAllOf(store)).toEqual(pssp)
    const again = await store.append('kpiContract-pssp', asNew(pssp), 'no-stream')()
    expect(rightOf(again)._tag).toBe('AlreadyAppended')
  })

  it('keeps odd JSON in metadata: __proto__, empty keys, unicode', async () => {
    const text =
      '{"__proto__":{"a":[1,{"__proto__":null}]},"constructor":1,"":"","é😂\\u2028":{"1":2,"0":[]}}'
    const odd = { ...event(0), metadata: JSON.parse(text) as NonNullable<NewEvent['metadata']> }
    const store = memoryStore()
    rightOf(await store.append(STREAM, [odd], 'no-stream')())
    const [held] = await readStreamOf(store, STREAM)
    expect(Object.keys(held?.metadata ?? {})).toEqual(Object.keys(odd.metadata))
    expect(JSON.stringify(held?.metadata)).toBe(JSON.stringify(JSON.parse(text)))
    expect(Object.getPrototypeOf(held?.metadata)).toBe(Object.prototype)
    const again = await store.append(STREAM, [odd], 'no-stream')()
    expect(rightOf(again)._tag).toBe('AlreadyAppended')
    const other = {
      ...odd,
      metadata: JSON.parse(text.replace('[1,', '[2,')) as typeof odd.metadata,
    }
    expect(leftOf(await store.append(STREAM, [other], 'no-stream')())._tag).toBe('IdReused')
  })

  it('is not shared between stores', async () => {
    await storeOf(3)
    expect(await readAllOf(memoryStore())).toEqual([])
  })
})
