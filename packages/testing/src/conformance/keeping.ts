import type { NewEvent } from '@kpi-ledger/core/store'
import {
  asNew,
  event,
  leftOf,
  LIFE,
  life,
  overwrite,
  readAllOf,
  readStreamOf,
  rightOf,
  STREAM,
  storeOf,
  type Framework,
  type OpenStore,
} from './fixture'

/** Tests of how any store must isolate its content from its writers. */
export const keeping = ({ describe, it, expect }: Framework, open: OpenStore): void => {
  describe('reading everything from a store that is written to', () => {
    it('gives what was there when it began, whoever writes meanwhile', async () => {
      const store = await storeOf(open, 300)
      let read = 0
      for await (const page of store.readAll()) {
        read += rightOf(page).length
        rightOf(await store.append(STREAM, [event(1000 + read)], 'any')())
      }
      expect(read).toBe(300)
    })
  })

  describe('what a store keeps', () => {
    it('does not change with the objects that were appended', async () => {
      const store = await open()
      const given = structuredClone(asNew(life))
      rightOf(await store.append(LIFE, given, 'no-stream')())
      given.forEach(overwrite)
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
  })
}
