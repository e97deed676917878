import type { StoreError } from '@kpi-ledger/core'
import type { ExpectedRevision, NewEvent } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import {
  event,
  idsIn,
  idsOf,
  leftOf,
  OTHER,
  range,
  readAllOf,
  readStreamOf,
  rightOf,
  STREAM,
  storeOf,
  uuid,
  type Limits,
  type Framework,
  type OpenStore,
} from './fixture'

/** Tests of what any store must do when appending. */
export const appending = (
  { describe, it, expect }: Framework,
  open: OpenStore,
  { together }: Limits,
): void => {
  const conflict = (expected: ExpectedRevision, actual: number | 'no-stream'): StoreError => ({
    _tag: 'Conflict',
    stream: STREAM,
    expected,
    actual,
  })

  describe('the expected revision', () => {
    const table: ReadonlyArray<readonly [number, ExpectedRevision, 'appended' | 'conflict']> = [
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
    ]
    for (const [length, expected, outcome] of table)
      it(`on a stream of ${length} events, ${JSON.stringify(expected)} is ${outcome}`, async () => {
        for (const events of [range(1, 100), range(2, 100), []]) {
          const store = await storeOf(open, length)
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

    it('refers to that stream alone', async () => {
      const store = await storeOf(open, 3)
      expect(await store.append(OTHER, [event(50)], 'no-stream')()).toEqual(
        E.right({ _tag: 'Appended', stream: OTHER, revision: 0 }),
      )
      expect(leftOf(await store.append(OTHER, [event(51)], 2)())._tag).toBe('Conflict')
    })

    it('lets exactly one of many writers win', async () => {
      const store = await storeOf(open, 2)
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
      const store = await storeOf(open, 0)
      const append = store.append(STREAM, [event(0)], 'no-stream')
      expect(await idsIn(store)).toEqual([])
      expect((await append())._tag).toBe('Right')
      expect(await idsIn(store)).toEqual([event(0).id])
    })
  })

  describe('several batches', () => {
    it('are appended together', async () => {
      const store = await storeOf(open, 1)
      const answer = await store.appendTogether([
        { stream: STREAM, events: range(2, 1), expected: 0 },
        { stream: OTHER, events: [event(50), event(51)], expected: 'no-stream' },
      ])()
      const all = await readAllOf(store)
      if (!together) {
        expect(leftOf(answer)._tag).toBe('NotSupported')
        expect(idsOf(all)).toEqual([event(0).id])
        return
      }
      expect(answer).toEqual(
        E.right([
          { _tag: 'Appended', stream: STREAM, revision: 2 },
          { _tag: 'Appended', stream: OTHER, revision: 1 },
        ]),
      )
      expect(idsOf(all)).toEqual(idsOf([event(0), event(1), event(2), event(50), event(51)]))
      expect(all.map(({ revision }) => revision)).toEqual([0, 1, 2, 0, 1])
    })

    for (const bad of [0, 1, 2])
      it(`are all left out if batch ${bad} is refused`, async () => {
        const streams = ['kpiContract-a', 'kpiContract-b', 'kpiContract-c']
        const refusals: ReadonlyArray<{
          expected: ExpectedRevision
          event: NewEvent
          tag: string
        }> = [
          { expected: 4, event: event(60), tag: 'Conflict' },
          {
            expected: 'any',
            event: { ...event(0, 8), recordedAt: branded('now') },
            tag: 'Corrupt',
          },
          {
            expected: 'any',
            event: { ...event(1000), recordedAt: branded('2017-01-01T00:00:00.000Z') },
            tag: 'IdReused',
          },
        ]
        for (const refusal of refusals) {
          const store = await open()
          rightOf(await store.append('kpiContract-d', [event(1000)], 'no-stream')())
          const answer = await store.appendTogether(
            streams.map((stream, i) => ({
              stream,
              events: i === bad ? [refusal.event] : [event(100 + i)],
              expected: i === bad ? refusal.expected : 'no-stream',
            })),
          )()
          expect(leftOf(answer)._tag).toBe(together ? refusal.tag : 'NotSupported')
          expect(idsOf(await readAllOf(store))).toEqual([event(1000).id])
        }
      })

    it('that are only one are treated as that one', async () => {
      const store = await storeOf(open, 1)
      const batch = { stream: STREAM, events: range(2, 1), expected: 0 } as const
      for (const _tag of ['Appended', 'AlreadyAppended'])
        expect(await store.appendTogether([batch])()).toEqual(
          E.right([{ _tag, stream: STREAM, revision: 2 }]),
        )
      const answer = await store.appendTogether([{ ...batch, events: [event(9)] }])()
      expect(leftOf(answer)).toEqual(conflict(0, 2))
    })

    it('without events append nothing', async () => {
      const store = await storeOf(open, 1)
      expect(await store.appendTogether([])()).toEqual(E.right([]))
      expect(await idsIn(store)).toHaveLength(1)
    })

    it('report the one among them that was appended before', async () => {
      const store = await storeOf(open, 1)
      const answer = await store.appendTogether([
        { stream: STREAM, events: range(1), expected: 'no-stream' },
        { stream: OTHER, events: [event(50)], expected: 'no-stream' },
      ])()
      if (together)
        expect(rightOf(answer).map(({ _tag }) => _tag)).toEqual(['AlreadyAppended', 'Appended'])
      else expect(leftOf(answer)._tag).toBe('NotSupported')
    })

    it('for one stream never give two events the same revision', async () => {
      for (const expected of ['any', 'no-stream'] as const) {
        const store = await storeOf(open, 0)
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
      ['a number that is not finite', { metadata: { n: NaN } }, ''],
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
    for (const [what, change, path] of broken.filter(([, , at]) => at !== ''))
      it(`is refused: ${what}`, async () => {
        const store = await storeOf(open, 1)
        const answer = leftOf(
          await store.append(STREAM, [event(1), { ...event(2), ...change }], 0)(),
        )
        expect(answer).toMatchObject({ _tag: 'Corrupt', stream: STREAM, revision: 2 })
        expect(answer._tag === 'Corrupt' && answer.reason).toContain(`${path}: `)
        expect(await idsIn(store)).toHaveLength(1)
      })

    for (const [what, change] of broken.filter(([, , path]) => path === ''))
      it(`is never changed in silence: ${what}`, async () => {
        const store = await storeOf(open, 0)
        const answer = await store.append(STREAM, [{ ...event(0), ...change }], 'any')()
        const held = await readStreamOf(store, STREAM)
        expect(held).toMatchObject(E.isRight(answer) ? [{ ...event(0), ...change }] : [])
      })

    it('is refused for a stream that is not a contract', async () => {
      const store = await open()
      for (const stream of ['', 'a', 'kpiContract-', 'kpiContract-A', '__proto__', '$all'])
        expect(leftOf(await store.append(stream, [event(0)], 'any')())._tag).toBe('Corrupt')
      expect(await readAllOf(store)).toEqual([])
    })
  })
}
