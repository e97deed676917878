import { memoryStore } from '@kpi-ledger/adapters'
import { collect, streamOf, type StoreError } from '@kpi-ledger/core'
import type { NewEvent } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { madeOnAppend } from './made-on-append'

const unavailable: StoreError = { _tag: 'Unavailable', reason: 'gone' }
const stream = streamOf('c')
const note: NewEvent = {
  id: branded('00000000-0000-4000-8000-000000000001'),
  type: 'NoteAdded',
  version: 1,
  recordedAt: branded('2016-04-01T09:00:00.000Z'),
  data: { period: '2016-04', text: 'Snow' },
}

it('a store whose file is made with its first append has no events before, and them after', async () => {
  const made = { ...memoryStore(), appendEach: () => TE.left(unavailable) }
  let [exists, opened] = [false, 0]
  const store = madeOnAppend(
    () => exists,
    () => {
      opened++
      exists = true
      return Promise.resolve(E.right(made))
    },
  )
  expect(await collect(store.read(stream))()).toEqual(E.right([]))
  expect(await collect(store.readAll())()).toEqual(E.right([]))
  expect(opened).toBe(0)
  expect(E.isRight(await store.append(stream, [note], 'no-stream')())).toBe(true)
  expect(await collect(store.read(stream))()).toMatchObject({ right: [{ revision: 0 }] })
  expect(await collect(store.readAll())()).toMatchObject({ right: [{ event: { revision: 0 } }] })
})

it('that cannot be made or opened fails with the reason, whatever is asked of it', async () => {
  const store = madeOnAppend(
    () => true,
    () => Promise.resolve(E.left(unavailable)),
  )
  const batch = { stream, events: [note], expected: 'no-stream' } as const
  const answers = [
    await collect(store.read(stream))(),
    await collect(store.readAll())(),
    await store.append(stream, [note], 'no-stream')(),
    await store.appendTogether([batch])(),
    await store.appendEach([E.right(batch)])(),
  ]
  expect(answers).toEqual(answers.map(() => E.left(unavailable)))
})
