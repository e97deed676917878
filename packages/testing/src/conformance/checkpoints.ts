import type { CheckpointStore } from '@kpi-ledger/core'
import type { Checkpoint, CheckpointKey } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { rightOf, type Framework } from './fixture'

/** Opens an empty checkpoint store. Called for every test. */
export type OpenCheckpointStore = () => Promise<CheckpointStore>

const key = (name: string, version = 1): CheckpointKey => ({ name, version })
const at = (position: string, state: string | null = null): Checkpoint => ({ position, state })

/** Names that a folder, a table or an object might mistake for something else. */
const names: ReadonlyArray<string> = [
  ...['scorecard', 'Scorecard', 'scorecard ', 'scorecard-1', 'scorecard 1', '1 scorecard'],
  ...['kpiContract-a', 'kpiContract-a.b', 'kpiContract-a-b', '../scorecard', '/etc', 'a/b', 'a\\b'],
  ...['', '.', '..', '__proto__', 'constructor', 'NUL', '%2e', "'; DROP TABLE checkpoints; --"],
  ...['Prüfung', 'Pru\u0308fung', '😂', 'a\nb', 'x'.repeat(300), `${'x'.repeat(300)}y`],
]

const states: ReadonlyArray<readonly [string, string | null]> = [
  ['none', null],
  ['an empty one', ''],
  ['JSON', '{"__proto__":{"a":[1,null]}}'],
  ['several lines', '{\n  "a": 1\r\n}\n'],
  ['text of many scripts', 'Prüfung 會計 😂 \u2028 \ufeff'],
  ['two million characters', `["${'0123456789'.repeat(200_000)}"]`],
]

/**
 * Runs the conformance suite against a checkpoint store: it loads what was saved last, each name
 * and version is independent, and concurrent saves never leave a torn checkpoint.
 */
export const describeCheckpointStore = (
  { describe, it, expect }: Framework,
  name: string,
  open: OpenCheckpointStore,
): void => {
  describe(name, () => {
    it('has no checkpoint before one is saved', async () => {
      const store = await open()
      for (const each of names) expect(await store.load(key(each))()).toEqual(E.right(null))
    })

    for (const [what, state] of states)
      it(`loads a checkpoint as it was saved, with a state: ${what}`, async () => {
        const store = await open()
        for (const position of ['store:41', 'stream:12:kpiContract-a', 'store:\n"\\😂']) {
          rightOf(await store.save(key('scorecard'), { position, state })())
          expect(await store.load(key('scorecard'))()).toEqual(E.right({ position, state }))
        }
      })

    it('loads the one saved last', async () => {
      const store = await open()
      for (let n = 0; n < 20; n++)
        rightOf(await store.save(key('a'), at(`store:${n}`, n % 3 === 0 ? null : `[${n}]`))())
      expect(await store.load(key('a'))()).toEqual(E.right(at('store:19', '[19]')))
    })

    it('keeps every name and version apart', async () => {
      const store = await open()
      const keys = names.flatMap((each) => [1, 2, 11, 1_000_000].map((n) => key(each, n)))
      for (const [n, each] of keys.entries()) rightOf(await store.save(each, at(`store:${n}`))())
      for (const [n, each] of keys.entries())
        expect(await store.load(each)()).toEqual(E.right(at(`store:${n}`)))
      expect(await store.load(key('scorecard', 3))()).toEqual(E.right(null))
    })

    it('does nothing before it is run', async () => {
      const store = await open()
      const save = store.save(key('a'), at('store:1'))
      const load = store.load(key('a'))
      expect(await load()).toEqual(E.right(null))
      rightOf(await save())
      expect(await load()).toEqual(E.right(at('store:1')))
    })

    it('loads one of them, complete, if many are saved at once', async () => {
      const store = await open()
      const saved = Array.from({ length: 20 }, (_, n) => at(`store:${n}`, `${n} `.repeat(10_000)))
      const saves = saved.map((each) => store.save(key('a'), each)())
      const loads = saved.map(() => store.load(key('a'))())
      for (const answer of await Promise.all(saves)) rightOf(answer)
      const last = rightOf(await store.load(key('a'))())
      expect(saved.filter(({ position }) => position === last?.position)).toEqual([last])
      for (const answer of await Promise.all(loads)) {
        const found = rightOf(answer)
        if (found !== null)
          expect(saved.filter(({ position }) => position === found.position)).toEqual([found])
      }
    })
  })
}
