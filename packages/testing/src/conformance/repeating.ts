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
  type Limits,
  type Framework,
  type OpenStore,
} from './fixture'

/** Tests of how any store must treat ids it has seen before. */
export const repeating = (
  { describe, it, expect }: Framework,
  open: OpenStore,
  { together, uniqueIds }: Limits,
): void => {
  describe('a repeat', () => {
    const cases: ReadonlyArray<
      readonly [number, ReadonlyArray<NewEvent>, ExpectedRevision, number]
    > = [
      [3, range(3), 'no-stream', 2],
      [3, range(1), 'no-stream', 0],
      [3, range(3), 'any', 2],
      [3, range(3), 'stream-exists', 2],
      [3, range(2, 1), 0, 2],
      [3, range(1, 1), 0, 1],
      [3, range(1, 2), 'any', 2],
      [5, range(2, 1), 0, 2],
    ]
    for (const [n, [length, events, expected, revision]] of cases.entries())
      it(`changes nothing, as in case ${n}`, async () => {
        const store = await storeOf(open, length)
        for (let repeat = 0; repeat < 3; repeat++)
          expect(await store.append(STREAM, events, expected)()).toEqual(
            E.right({ _tag: 'AlreadyAppended', stream: STREAM, revision }),
          )
        expect(await idsIn(store)).toEqual(idsOf(range(length)))
      })

    it('is recognised by its content, whatever the order of the keys', async () => {
      const store = await storeOf(open, 1)
      const { data, recordedAt, version, type, id } = event(0)
      const again = { data, recordedAt, version, type, id } as NewEvent
      expect(rightOf(await store.append(STREAM, [again], 'no-stream')())._tag).toBe(
        'AlreadyAppended',
      )
    })

    it('of only a part, with more to follow, does not count as one', async () => {
      const store = await storeOf(open, 2)
      const answer = await store.append(STREAM, [event(1), event(2)], 0)()
      expect(leftOf(answer)).toEqual({ _tag: 'Conflict', stream: STREAM, expected: 0, actual: 1 })
      const anyhow = await store.append(STREAM, [event(1), event(2)], 'any')()
      expect(leftOf(anyhow)).toEqual({ _tag: 'IdReused', id: event(1).id })
      expect(await idsIn(store)).toEqual(idsOf(range(2)))
    })

    it('in another order or with a gap does not count as one', async () => {
      const store = await storeOf(open, 3)
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

  describe('an id that is used again', () => {
    const changes: ReadonlyArray<readonly [string, Partial<NewEvent>]> = [
      ['data', { data: { period: '2016-04', text: 'Other' } }],
      ['metadata', { metadata: { actor: 'Somebody' } }],
      ['recordedAt', { recordedAt: branded('2016-04-01T09:00:00.001Z') }],
    ]
    for (const [what, change] of changes)
      it(`for other ${what} is refused at every expectation`, async () => {
        for (const expected of ['no-stream', 'any', 'stream-exists', 0, 1, 7] as const) {
          const store = await storeOf(open, 2)
          const events = [{ ...event(0), ...change } as NewEvent]
          expect(await store.append(STREAM, events, expected)()).toEqual(
            E.left({ _tag: 'IdReused', id: event(0).id }),
          )
          expect(await readStreamOf(store, STREAM)).toMatchObject(range(2))
        }
      })

    const elsewhere = uniqueIds === 'in the store' ? 'refused' : 'taken'
    it(`in another stream is ${elsewhere}`, async () => {
      const store = await storeOf(open, 2)
      const answer = await store.append(OTHER, [event(0)], 'no-stream')()
      expect(answer).toEqual(
        elsewhere === 'refused'
          ? E.left({ _tag: 'IdReused', id: event(0).id })
          : E.right({ _tag: 'Appended', stream: OTHER, revision: 0 }),
      )
      expect(await idsIn(store, OTHER)).toEqual(elsewhere === 'refused' ? [] : [event(0).id])
      expect(await readStreamOf(store, STREAM)).toMatchObject(range(2))
    })

    it('is refused at a later place', async () => {
      const store = await storeOf(open, 2)
      expect(await store.append(STREAM, [event(0)], 1)()).toEqual(
        E.left({ _tag: 'IdReused', id: event(0).id }),
      )
    })

    it('is the one that is reported, among others that would be refused as well', async () => {
      const store = await storeOf(open, 1)
      const altered = { ...event(0), metadata: { actor: 'Somebody' } }
      const events = [altered, event(1), event(1)]
      const answers = [
        await store.append(STREAM, events, 'any')(),
        await store.appendTogether([{ stream: STREAM, events, expected: 'any' }])(),
        await store.appendTogether([
          { stream: STREAM, events, expected: 'any' },
          { stream: OTHER, events: [], expected: 'any' },
        ])(),
      ]
      for (const answer of answers.slice(0, together ? 3 : 2))
        expect(answer).toEqual(E.left({ _tag: 'IdReused', id: event(0).id }))
    })

    it('within a batch is refused, even if nothing is stored yet', async () => {
      const store = await storeOf(open, 0)
      const answer = await store.append(STREAM, [event(0), event(1), event(0)], 'any')()
      expect(answer).toEqual(E.left({ _tag: 'IdReused', id: event(0).id }))
      const both = await store.appendTogether([
        { stream: STREAM, events: [event(0)], expected: 'any' },
        { stream: OTHER, events: [event(0)], expected: 'any' },
      ])()
      if (together) expect(both).toEqual(E.left({ _tag: 'IdReused', id: event(0).id }))
      else expect(leftOf(both)._tag).toBe('NotSupported')
      expect(await readAllOf(store)).toEqual([])
    })
  })
}
