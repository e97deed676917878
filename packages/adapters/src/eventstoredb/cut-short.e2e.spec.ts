import { execute, streamOf, type Command } from '@kpi-ledger/core'
import { fixedClock, sequentialIds } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { leftOf, readStreamOf, rightOf } from '../fixture.spec'
import type { EventStoreDBClient } from './client'
import { eventStoreDBStore, type EventStoreDBStore } from './eventstoredb-store'
import { A, clientOf, credentials, ends, note, notes, openOn, serve } from './fixture.spec'

/*
 * A classic append is marked as complete only by the end of the call, and gRPC ends a cancelled
 * call before resetting it: the server can take what it has received by then for the whole append.
 */

const lost = Object.assign(new Error('no answer'), { type: 'deadline-exceeded', code: 4 })

type Append = EventStoreDBClient['appendToStream']

/** A store whose first append is performed by something else. */
const opened = async (
  instead: (append: Append, ...call: Parameters<Append>) => Promise<unknown>,
) => {
  const server = await serve()
  const beside = await openOn(server)
  rightOf(await beside.append(A, notes(1), 'no-stream')())
  const real = clientOf(server)
  const whole: Append = real.appendToStream.bind(real)
  const meddling = Object.assign(real, {
    appendToStream: (async (...call) => {
      Object.assign(real, { appendToStream: whole })
      await instead(whole, ...call)
      throw lost
    }) satisfies Append,
  })
  const given = { client: meddling, credentials }
  const store = rightOf(await eventStoreDBStore(given, { retry: { attempts: 3, delay: 1 } })())
  ends.push(store.close)
  return { server, beside, store }
}

/** Sends only the first few events. */
const only =
  (count: number) =>
  (append: Append, ...[stream, events, options]: Parameters<Append>): Promise<unknown> =>
    append(stream, events.slice(0, count), options)

const rest = [1, 2, 3, 4].map(note)

const numbersIn = async (store: EventStoreDBStore): Promise<ReadonlyArray<number>> =>
  (await readStreamOf(store, A)).map(({ id }) => Number.parseInt(id.slice(-12), 16))

it.each([1, 2, 3])('an append cut short after %s events is completed', async (count) => {
  for (const expected of [0, 'any', 'stream-exists'] as const) {
    const { store, beside } = await opened(only(count))
    expect([expected, await store.append(A, rest, expected)()]).toEqual([
      expected,
      E.right({ _tag: 'Appended', stream: A, revision: 4 }),
    ])
    expect(await numbersIn(beside)).toEqual([0, 1, 2, 3, 4])
    expect(await store.append(A, rest, 0)()).toMatchObject({ right: { _tag: 'AlreadyAppended' } })
  }
})

it('an append cut short and followed by another’s write is a conflict', async () => {
  const { beside, store, server } = await opened(async (...call) => {
    await only(2)(...call)
    rightOf(await (await openOn(server)).append(A, [note(9)], 2)())
  })
  expect(leftOf(await store.append(A, rest, 0)())).toMatchObject({ _tag: 'Conflict', actual: 3 })
  expect(await numbersIn(beside)).toEqual([0, 1, 2, 9])
})

it('the same ids in the same place with different content are not taken for the start of an append', async () => {
  const { store, beside } = await opened(() => {
    const other = { ...note(1), data: { period: '2016-04', text: 'Of another' } } as never
    return beside.append(A, [other], 0)()
  })
  expect(leftOf(await store.append(A, rest, 0)())).toEqual({ _tag: 'IdReused', id: note(1).id })
  expect(await numbersIn(beside)).toEqual([0, 1])
})

it('commands whose append was cut short are recorded once, even if others write in between', async () => {
  const newId = sequentialIds('cut short')
  const recording = (store: EventStoreDBStore, ...commands: ReadonlyArray<Command>) =>
    execute({ store, now: fixedClock(), newId })(commands)()
  const contract = 'c'
  const noted = (text: string): Command => ({ type: 'AddNote', contract, period: '2016-04', text })
  const { store, beside } = await opened(async (...call) => {
    await only(2)(...call)
    rightOf(await recording(beside, noted('between')))
  })
  const parties = { title: 'C', authority: 'A', supplier: 'S', yearStart: 4 }
  rightOf(await recording(beside, { type: 'RegisterContract', contract, ...parties }))
  const recorded = await recording(store, ...['a', 'b', 'c', 'd'].map(noted))
  expect(rightOf(recorded).events).toHaveLength(4)
  const [, ...events] = await readStreamOf(beside, streamOf(contract))
  expect(events.map(({ data }) => 'text' in data && data.text)).toEqual([
    ...['a', 'b', 'between', 'c', 'd'],
  ])
})
