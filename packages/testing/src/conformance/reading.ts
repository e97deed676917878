import {
  collect,
  encodeLine,
  type EventStore,
  type NewEvent,
  type Pages,
  type Position,
} from '@kpi-ledger/core'
import fc from 'fast-check'
import { generateLedger } from '../generator/generate-ledger'
import {
  asNew,
  event,
  interleaved,
  leftOf,
  notes,
  OTHER,
  readAllOf,
  readStreamOf,
  rightOf,
  STREAM,
  storeOf,
  type Framework,
  type OpenStore,
} from './fixture'

/** The first events of a generated contract: targets, levels and margins among them. */
const life = [...generateLedger({ events: 2000, contracts: 1 })]
const LIFE = life[0]?.stream ?? ''

/** What any store must give back. */
export const reading = ({ describe, it, expect }: Framework, open: OpenStore): void => {
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
        const store = await storeOf(open, length)
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
      const store = await storeOf(open, 700)
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
      const store = await storeOf(open, 2)
      for (const stream of [OTHER, '__proto__', 'constructor', ''])
        expect(await readStreamOf(store, stream)).toEqual([])
    })

    it('gives whole envelopes of every type, as they were appended', async () => {
      const store = await open()
      rightOf(await store.append(LIFE, asNew(life), 'no-stream')())
      const read = await readStreamOf(store, LIFE)
      expect(read).toEqual(life)
      expect(read.map(encodeLine)).toEqual(life.map(encodeLine))
    })
  })

  describe('reading everything', () => {
    const a = notes('a', 1, 300)
    const b = notes('b', 2, 300)

    const mixed = async (): Promise<EventStore> => {
      const store = await open()
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
      const store = await storeOf(open, 3)
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
      const store = await storeOf(open, 300)
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
      const store = await open()
      rightOf(await store.append(LIFE, asNew(life), 'no-stream')())
      const readers: ReadonlyArray<() => Pages<unknown>> = [
        () => store.read(LIFE),
        () => store.read(LIFE, { direction: 'backwards' }),
        () => store.readAll(),
      ]
      for (const read of readers) {
        const returned = rightOf(await collect(read())())
        expect(returned).toHaveLength(life.length)
        returned.forEach(change)
        expect(await readAllOf(store)).toEqual(life)
      }
    })

    it('does not change with what was given', async () => {
      const store = await open()
      const given = structuredClone(asNew(life))
      rightOf(await store.append(LIFE, given, 'no-stream')())
      given.forEach(change)
      expect(await readAllOf(store)).toEqual(life)
      const again = await store.append(LIFE, asNew(life), 'no-stream')()
      expect(rightOf(again)._tag).toBe('AlreadyAppended')
    })

    it('keeps odd JSON in metadata: __proto__, empty keys, unicode', async () => {
      const text =
        '{"__proto__":{"a":[1,{"__proto__":null}]},"constructor":1,"":"","é😂\\u2028":{"1":2,"0":[]}}'
      const odd = { ...event(0), metadata: JSON.parse(text) as NonNullable<NewEvent['metadata']> }
      const store = await open()
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
      await storeOf(open, 3)
      expect(await readAllOf(await open())).toEqual([])
    })
  })
}
