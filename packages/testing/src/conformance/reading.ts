import { collect, encodeLine } from '@kpi-ledger/core'
import type { Pages, Position } from '@kpi-ledger/core/store'
import fc from 'fast-check'
import {
  interleaved,
  leftOf,
  LIFE,
  life,
  notes,
  beyond,
  OTHER,
  overwrite,
  present,
  readAllOf,
  readStreamOf,
  rightOf,
  STREAM,
  type Framework,
  type OpenReader,
} from './fixture'
import { runs } from './runs'

const window = (
  length: number,
  from: number | undefined,
  limit: number | undefined,
  backwards: boolean,
): ReadonlyArray<number> => {
  const all = Array.from({ length }, (_, i) => i)
  const selected = backwards
    ? all.filter((i) => i <= (from ?? Infinity)).reverse()
    : all.filter((i) => i >= (from ?? 0))
  return selected.filter((_, i) => i < (limit ?? Infinity))
}

/** Tests of what any reader of events must return. */
export const reading = ({ describe, it, expect }: Framework, open: OpenReader): void => {
  describe('reading a stream', () => {
    it('returns every window in both directions', async () => {
      for (const length of [0, 1, 5]) {
        const reader = await open(notes('a', 7, length))
        for (const from of [undefined, -1, 0, 1, 3, 4, 5, 9])
          for (const limit of [undefined, 0, 1, 2, 5, 6])
            for (const direction of [undefined, 'forwards', 'backwards'] as const) {
              const options = {
                ...(from === undefined ? {} : { from }),
                ...(limit === undefined ? {} : { limit }),
                ...(direction === undefined ? {} : { direction }),
              }
              const read = rightOf(await collect(reader.read(STREAM, options))())
              expect([options, read.map(({ revision }) => revision)]).toEqual([
                options,
                window(length, from, limit, direction === 'backwards'),
              ])
            }
      }
    })

    it('returns windows over many pages', async () => {
      const reader = await open(notes('a', 7, 700))
      await fc.assert(
        fc.asyncProperty(fc.nat(750), fc.nat(750), fc.boolean(), async (from, limit, backwards) => {
          const direction = backwards ? 'backwards' : 'forwards'
          const read = rightOf(await collect(reader.read(STREAM, { from, limit, direction }))())
          expect(read.map(({ revision }) => revision)).toEqual(window(700, from, limit, backwards))
        }),
        { numRuns: runs(30) },
      )
    })

    it('returns nothing if there is no such stream', async () => {
      const reader = await open(notes('a', 7, 2))
      for (const stream of [OTHER, '__proto__', 'constructor', ''])
        expect(await readStreamOf(reader, stream)).toEqual([])
    })

    it('returns whole envelopes of every type, as they were recorded', async () => {
      const read = await readStreamOf(await open(life), LIFE)
      expect(read).toEqual(life)
      expect(read.map(encodeLine)).toEqual(life.map(encodeLine))
    })

    it('can be left off after any page, and started again', async () => {
      const all = notes('a', 7, 700)
      const reader = await open(all)
      for (const direction of ['forwards', 'backwards'] as const)
        for await (const page of reader.read(STREAM, { direction })) {
          const ordered = direction === 'forwards' ? all : [...all].reverse()
          const { length } = rightOf(page)
          expect(length > 0).toBe(true)
          expect(rightOf(page)).toEqual(ordered.slice(0, length))
          break
        }
      expect(await readStreamOf(reader, STREAM)).toEqual(all)
    })
  })

  describe('reading everything', () => {
    const mixed = interleaved(notes('a', 1, 300), notes('b', 2, 300))

    it('keeps the order in which the events were appended', async () => {
      expect(await readAllOf(await open(mixed))).toEqual(mixed)
    })

    it('resumes after any position', async () => {
      const reader = await open(mixed)
      const all = rightOf(await collect(reader.readAll())())
      expect(all).toHaveLength(600)
      for (const i of [0, 1, 254, 255, 256, 257, 511, 512, 598, 599]) {
        const after = present(all[i]).position
        expect(rightOf(await collect(reader.readAll({ after }))())).toEqual(all.slice(i + 1))
      }
    })

    it('filters by stream and type without losing its place', async () => {
      const reader = await open(mixed)
      const all = rightOf(await collect(reader.readAll())())
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
        expect(rightOf(await collect(reader.readAll({ filter }))())).toEqual(wanted)
        const after = present(all[299]).position
        const rest = wanted.filter((positioned) => all.indexOf(positioned) > 299)
        expect(rightOf(await collect(reader.readAll({ after, filter }))())).toEqual(rest)
      }
    })

    it('refuses a position that is not its own', async () => {
      const reader = await open(notes('a', 7, 3))
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
        expect(leftOf(await collect(reader.readAll({ after }))())._tag).toBe('NotSupported')
    })

    it('reports a position beyond the end, as after an older copy was restored', async () => {
      const reader = await open(notes('a', 7, 3))
      const after = beyond(rightOf(await collect(reader.readAll())()).at(-1)?.position)
      const error = leftOf(await collect(reader.readAll({ after }))())
      expect(error).toEqual({ _tag: 'BeyondEnd', position: `store:${after.at}` })
    })

    it('returns everything to each of many readers', async () => {
      const reader = await open(mixed)
      const readers = Array.from({ length: 5 }, () => readAllOf(reader))
      for (const read of await Promise.all(readers)) expect(read).toEqual(mixed)
    })
  })

  describe('what a reader keeps', () => {
    it('does not change with what was returned', async () => {
      const reader = await open(life)
      const readers: ReadonlyArray<() => Pages<unknown>> = [
        () => reader.read(LIFE),
        () => reader.read(LIFE, { direction: 'backwards' }),
        () => reader.readAll(),
      ]
      for (const read of readers) {
        const returned = rightOf(await collect(read())())
        expect(returned).toHaveLength(life.length)
        returned.forEach(overwrite)
        expect(await readAllOf(reader)).toEqual(life)
      }
    })

    it('is not shared between readers', async () => {
      await open(notes('a', 7, 3))
      expect(await readAllOf(await open([]))).toEqual([])
    })
  })
}
