import { memoryCheckpoints, memoryStore } from '@kpi-ledger/adapters'
import type { EventStore } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { take } from 'rxjs'
import { append, isCaughtUp, numberOf, recording, settle, emitted, watched } from './fixture.spec'
import { liveHandler, type Handler } from './live-handler'

const filled = async (length: number): Promise<EventStore> => {
  const store = memoryStore()
  for (let n = 0; n < length; n++) await append(store, n)
  return store
}

const upTo = (length: number): ReadonlyArray<number> => Array.from({ length }, (_, n) => n)

/**
 * A table that notes every event it is given, and fails at one of them as many times as it is set
 * to.
 */
const table = (failing = -1, times = Infinity) => {
  const given: Array<number> = []
  const rows = new Map<string, number>()
  let left = times
  const handler: Handler<string> = {
    name: 'table',
    version: 1,
    handle: (event) => async () => {
      const n = numberOf(event)
      given.push(n)
      if (n === failing && left-- > 0) return E.left('the table is locked')
      rows.set(event.id, n)
      return E.right(undefined)
    },
  }
  return { given, rows, handler }
}

const short = (emission: { readonly kind: string; readonly event?: { readonly id: string } }) =>
  emission.event === undefined ? emission.kind : numberOf(emission.event)

it('handles every event in order, reports it, catches up and continues live', async () => {
  const store = await filled(3)
  const { given, handler } = table()
  const source = liveHandler(store, handler, { emit: 'every-event' })
  const seen: Array<unknown> = []
  const subscription = source.subscribe((emission) =>
    seen.push(emission.kind === 'handled' && emission.live ? [short(emission)] : short(emission)),
  )
  await settle()
  await append(store, 3, 2)
  await settle()
  subscription.unsubscribe()
  expect(seen).toEqual([0, 1, 2, 'caught-up', [3], [4]])
  expect(given).toEqual(upTo(5))
})

it('emits the last event handled of each settled batch, and nothing if there was none', async () => {
  const store = await filled(3)
  const { handler } = table()
  const seen: Array<unknown> = []
  const subscription = liveHandler(store, handler).subscribe((each) => seen.push(short(each)))
  await settle()
  await append(store, 3, 4)
  await settle()
  subscription.unsubscribe()
  expect(seen).toEqual([2, 'caught-up', 6])
  const nothing = await emitted(liveHandler(memoryStore(), handler), isCaughtUp)
  expect(nothing).toEqual([{ kind: 'caught-up', position: null }])
})

it('pulls the next event only when the work for the last is done', async () => {
  const { seen, store } = watched(await filled(3))
  const waiting: Array<() => void> = []
  const handler: Handler<never> = {
    name: 'slow',
    version: 1,
    handle: () => () => new Promise((resolve) => waiting.push(() => resolve(E.right(undefined)))),
  }
  const { checkpoints, positions } = recording(memoryCheckpoints())
  const subscription = liveHandler(store, handler, { resume: { checkpoints } }).subscribe()
  for (let n = 0; n < 3; n++) {
    await settle()
    expect([seen.pulled, waiting.length]).toEqual([n + 1, n + 1])
    expect(positions).toEqual(upTo(n).map((each) => `store:${each}`))
    waiting[n]?.()
  }
  await settle()
  expect(positions).toEqual(['store:0', 'store:1', 'store:2'])
  subscription.unsubscribe()
})

it('stops at a failure before its checkpoint, and gets the event again', async () => {
  for (const every of [1, 3]) {
    const store = await filled(6)
    const { given, rows, handler } = table(4, 1)
    const { checkpoints, positions } = recording(memoryCheckpoints())
    const resume = { checkpoints, every }
    const emissions = await emitted(liveHandler(store, handler, { resume }))
    expect(emissions.at(-1)).toMatchObject({
      kind: 'failed',
      error: {
        _tag: 'HandlerFailed',
        event: { revision: 4 },
        position: { kind: 'store', at: '4' },
        error: 'the table is locked',
      },
    })
    expect(positions.at(-1)).toBe(every === 1 ? 'store:3' : 'store:2')
    await emitted(liveHandler(store, handler, { resume }), isCaughtUp)
    expect(given).toEqual(every === 1 ? [0, 1, 2, 3, 4, 4, 5] : [0, 1, 2, 3, 4, 3, 4, 5])
    expect([...rows.values()]).toEqual(upTo(6))
    expect(positions.at(-1)).toBe('store:5')
  }
})

it('cut off after any event, continues with the remaining ones, each once', async () => {
  const length = 12
  for (let n = 1; n <= length; n++) {
    const store = await filled(length)
    const { given, handler } = table()
    const resume = { checkpoints: memoryCheckpoints() }
    const source = liveHandler(store, handler, { emit: 'every-event', resume })
    await emitted(source.pipe(take(n)))
    expect(given).toEqual(upTo(n))
    await append(store, length)
    await emitted(source, isCaughtUp)
    expect(given).toEqual(upTo(length + 1))
  }
})

it('cut off in the middle of its work, gets that event again', async () => {
  const store = await filled(4)
  const { given, rows, handler } = table()
  const resume = { checkpoints: memoryCheckpoints() }
  const stopped: Handler<string> = {
    ...handler,
    handle: (event, position) => async () => {
      const done = await handler.handle(event, position)()
      if (numberOf(event) === 2) subscription.unsubscribe()
      return done
    },
  }
  const subscription = liveHandler(store, stopped, { resume }).subscribe()
  await settle()
  expect(given).toEqual([0, 1, 2])
  await emitted(liveHandler(store, handler, { resume }), isCaughtUp)
  expect(given).toEqual([0, 1, 2, 2, 3])
  expect([...rows.values()]).toEqual(upTo(4))
})

it('loses and repeats nothing over many short runs while others write', async () => {
  const store = memoryStore()
  const { given, handler } = table()
  const resume = { checkpoints: memoryCheckpoints() }
  const source = liveHandler(store, handler, { emit: 'every-event', resume })
  const writer = async (stream: string): Promise<void> => {
    for (let n = 0; n < 100; n++) {
      await append(store, stream === 'kpiContract-a' ? n : 1000 + n, 1, stream)
      if (n % 7 === 0) await settle()
    }
  }
  const writers = Promise.all([writer('kpiContract-a'), writer('kpiContract-b')])
  while (given.length < 200) {
    const left = 200 - given.length
    let handled = 0
    await emitted(source, ({ kind }) => kind === 'handled' && ++handled === Math.min(left, 13))
  }
  await writers
  const stored: Array<number> = []
  for await (const page of store.readAll())
    if (E.isRight(page)) stored.push(...page.right.map(({ event }) => numberOf(event)))
  expect(given).toEqual(stored)
})

it('runs beside its next version, which starts from the beginning', async () => {
  const store = await filled(3)
  const [old, rebuilt] = [table(), table()]
  const resume = { checkpoints: memoryCheckpoints() }
  await emitted(liveHandler(store, old.handler, { resume }), isCaughtUp)
  await append(store, 3)
  await Promise.all([
    emitted(liveHandler(store, old.handler, { resume }), isCaughtUp),
    emitted(liveHandler(store, { ...rebuilt.handler, version: 2 }, { resume }), isCaughtUp),
  ])
  expect(old.given).toEqual(upTo(4))
  expect(rebuilt.given).toEqual(upTo(4))
})
