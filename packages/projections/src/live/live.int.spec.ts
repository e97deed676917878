import { memoryCheckpoints, memoryStore } from '@kpi-ledger/adapters'
import type { CheckpointStore, EventStore, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { from, take } from 'rxjs'
import { valueOf } from '../fixture.spec'
import type { Emission } from './emission'
import {
  append,
  asJson,
  isCaughtUp,
  numbers,
  recording,
  settle,
  STREAM,
  emitted,
  watched,
} from './fixture.spec'
import { live } from './live'

const filled = async (length: number): Promise<EventStore> => {
  const store = memoryStore()
  for (let n = 0; n < length; n++) await append(store, n)
  return store
}

const upTo = (length: number): ReadonlyArray<number> => Array.from({ length }, (_, n) => n)

/** An emission in brief: the state, followed by `live` if it is, or the kind of emission. */
const short = (emission: Emission<ReadonlyArray<number>>): string => {
  switch (emission.kind) {
    case 'state':
      return `${emission.state.join(' ')}${emission.live ? ' live' : ''}`
    case 'caught-up':
      return 'caught up'
    case 'failed':
      return emission.error._tag
  }
}

const atPosition = (at: number) => ({ position: { kind: 'store', at: String(at) } })

describe('what is emitted', () => {
  it('is one state on catching up, the end of the past, and then settled states', async () => {
    const store = await filled(300)
    const seen: Array<string> = []
    const subscription = live(store, numbers).subscribe((emission) => seen.push(short(emission)))
    await settle()
    const all = upTo(300).join(' ')
    expect(seen).toEqual([all, 'caught up'])
    await append(store, 300)
    await settle()
    expect(seen.slice(2)).toEqual([`${all} 300 live`])
    await append(store, 301, 5)
    await settle()
    expect(seen.slice(3)).toEqual([`${upTo(306).join(' ')} live`])
    subscription.unsubscribe()
  })

  it('is a state for every event, if asked for', async () => {
    const store = await filled(2)
    const seen: Array<string> = []
    const source = live(store, numbers, { emit: 'every-event' })
    const subscription = source.subscribe((emission) => seen.push(short(emission)))
    await settle()
    await append(store, 2, 2)
    await settle()
    subscription.unsubscribe()
    expect(seen).toEqual(['0', '0 1', 'caught up', '0 1 2 live', '0 1 2 3 live'])
  })

  it.each(['settled', 'every-event'] as const)(
    'is the initial state if there is nothing (%s)',
    async (emit) => {
      const emissions = await emitted(live(memoryStore(), numbers, { emit }), isCaughtUp)
      expect(emissions).toEqual([
        { kind: 'state', state: [], position: null, live: false },
        { kind: 'caught-up', position: null },
      ])
    },
  )

  it('names the position of the last event', async () => {
    const emissions = await emitted(live(await filled(3), numbers), isCaughtUp)
    expect(emissions).toMatchObject([atPosition(2), atPosition(2)])
  })

  it('is of the selected events only', async () => {
    const store = await filled(2)
    await append(store, 2, 1, 'kpiContract-b')
    const filter = { streams: ['kpiContract-b'] }
    const emissions = await emitted(live(store, { ...numbers, filter }), isCaughtUp)
    expect(emissions.map(short)).toEqual(['2', 'caught up'])
    const none = { ...numbers, filter: { types: ['KPIDefined'] } }
    expect((await emitted(live(store, none), isCaughtUp)).map(short)).toEqual(['', 'caught up'])
  })

  it('is a separate state for every subscriber', async () => {
    const { seen, store } = watched(await filled(2))
    const source = live(store, numbers)
    expect(seen.opened).toBe(0)
    const [one, other] = await Promise.all([
      emitted(source, isCaughtUp),
      emitted(source, isCaughtUp),
    ])
    expect(one).toEqual(other)
    expect(one.map(short)).toEqual(['0 1', 'caught up'])
    expect(seen).toMatchObject({ opened: 2, open: 0 })
  })

  it('ends with what the same events give when folded at once, with writers running', async () => {
    const store = memoryStore()
    for (const emit of ['settled', 'every-event'] as const) {
      const before = (await emitted(live(store, numbers), isCaughtUp)).length
      expect(before).toBe(2)
      const from = emit === 'settled' ? 0 : 10_000
      const ends = from + 600
      const following = emitted(
        live(store, numbers, { emit }),
        (emission) =>
          emission.kind === 'state' && emission.state.length >= (from === 0 ? 600 : 1200),
      )
      let next = from
      const writer = async (stream: string): Promise<void> => {
        while (next < ends) {
          const first = next
          next += 3
          await append(store, first, 3, stream)
          if (first % 5 === 0) await settle()
        }
      }
      await Promise.all([writer(STREAM), writer('kpiContract-b')])
      const states = (await following).flatMap((each) =>
        each.kind === 'state' ? [each.state] : [],
      )
      const folded: Array<number> = []
      for await (const page of store.readAll())
        for (const { event } of valueOf(page)) folded.push(parseInt(event.id.slice(-12), 16))
      expect(states.at(-1)).toEqual(folded)
      for (const state of states) expect(state.join()).toBe(folded.slice(0, state.length).join())
    }
  })
})

describe('the pace', () => {
  it('is the subscriber’s: nothing is pulled before it is done with the last emission', async () => {
    const { seen, store } = watched(await filled(20))
    const pulled: Array<number> = []
    const source = live(store, numbers, { emit: 'every-event' })
    await emitted(source, (emission) => {
      pulled.push(seen.pulled)
      return isCaughtUp(emission)
    })
    expect(pulled).toEqual([...upTo(20).map((n) => n + 1), 21])
  })

  it('is that of the checkpoint store', async () => {
    const { seen, store } = watched(await filled(3))
    const waiting: Array<() => void> = []
    const slow: CheckpointStore = {
      load: () => async () => E.right(null),
      save: () => () => new Promise((resolve) => waiting.push(() => resolve(E.right(undefined)))),
    }
    const resume = { checkpoints: slow, codec: asJson, every: 1 }
    const subscription = live(store, numbers, { resume }).subscribe()
    for (let n = 1; n <= 3; n++) {
      await settle()
      expect([seen.pulled, waiting.length]).toEqual([n, n])
      waiting.at(-1)?.()
    }
    subscription.unsubscribe()
  })
})

describe('unsubscribing', () => {
  it('closes the subscription to the store while it waits', async () => {
    const { seen, store } = watched(await filled(2))
    const emissions: Array<string> = []
    const subscription = live(store, numbers).subscribe((each) => emissions.push(short(each)))
    await settle()
    expect(seen.open).toBe(1)
    subscription.unsubscribe()
    expect(seen.open).toBe(0)
    await append(store, 2)
    await settle()
    expect(emissions).toEqual(['0 1', 'caught up'])
  })

  it('from within an emission pulls nothing more', async () => {
    const { seen, store } = watched(await filled(9))
    const emissions = await emitted(live(store, numbers, { emit: 'every-event' }).pipe(take(3)))
    await settle()
    expect(emissions.map(short)).toEqual(['0', '0 1', '0 1 2'])
    expect(seen).toEqual({ pulled: 3, open: 0, opened: 1 })
  })

  it('while the checkpoint is being loaded requests nothing from the store', async () => {
    const { seen, store } = watched(await filled(2))
    const resume = { checkpoints: memoryCheckpoints(), codec: asJson }
    live(store, numbers, { resume }).subscribe().unsubscribe()
    await settle()
    expect(seen.opened).toBe(0)
  })
})

describe('a projection that no event is for', () => {
  it('saves on catching up how far it has read, and resumes there', async () => {
    const { seen, store } = watched(await filled(3))
    const none = { ...numbers, filter: { types: ['ContractRegistered'] } }
    const { checkpoints, positions } = recording(memoryCheckpoints())
    const resume = { checkpoints, codec: asJson }
    const once = () => emitted(live(store, none, { resume }), isCaughtUp)
    await once()
    expect(positions).toEqual(['store:2'])
    await append(store, 3)
    await once()
    expect([positions, seen.open]).toEqual([['store:2', 'store:3'], 0])
    await once()
    expect(positions).toHaveLength(2)
  })
})

describe('a subscription as an observable of rxjs', () => {
  it('is closed by unsubscribing while it waits', async () => {
    const subscription = (await filled(1)).subscribe()
    const seen: Array<unknown> = []
    const observer = from(subscription).subscribe((message) => seen.push(message))
    await settle()
    expect(seen).toHaveLength(2)
    observer.unsubscribe()
    expect(await subscription[Symbol.asyncIterator]().next()).toEqual({
      done: true,
      value: undefined,
    })
  })
})

describe('an error', () => {
  const failed: StoreError = { _tag: 'Unavailable', reason: 'gone' }

  it('of the store is the last value emitted', async () => {
    const store: Pick<EventStore, 'subscribe'> = {
      subscribe: () => ({
        close: () => undefined,
        async *[Symbol.asyncIterator]() {
          yield E.right({ kind: 'caught-up' as const })
          yield E.left(failed)
        },
      }),
    }
    expect((await emitted(live(store, numbers))).slice(2)).toEqual([
      { kind: 'failed', error: failed },
    ])
  })

  it('of the checkpoints is the last value emitted, on loading and on saving', async () => {
    const { seen, store } = watched(await filled(2))
    const gone = (): Promise<E.Either<StoreError, never>> => Promise.resolve(E.left(failed))
    const cannot = (checkpoints: Partial<CheckpointStore>) =>
      emitted(
        live(store, numbers, {
          resume: { checkpoints: { ...memoryCheckpoints(), ...checkpoints }, codec: asJson },
        }),
      )
    expect(await cannot({ load: () => gone })).toEqual([{ kind: 'failed', error: failed }])
    expect(seen.opened).toBe(0)
    expect(await cannot({ save: () => gone })).toEqual([{ kind: 'failed', error: failed }])
    expect(seen.open).toBe(0)
  })

  it('is a checkpoint of another projection or store; it never starts again', async () => {
    const { seen, store } = watched(await filled(2))
    const reasonFor = async (position: string, state: string | null): Promise<string> => {
      const checkpoints = memoryCheckpoints()
      valueOf(await checkpoints.save(numbers, { position, state })())
      const [only] = await emitted(live(store, numbers, { resume: { checkpoints, codec: asJson } }))
      if (only?.kind !== 'failed') throw new Error('it went on')
      return only.error._tag === 'Corrupt'
        ? `${only.error.at}: ${only.error.reason}`
        : only.error._tag
    }
    const at = 'checkpoint of numbers, version 1'
    expect(await reasonFor('store:0', null)).toBe(`${at}: it contains no state`)
    expect(await reasonFor('store:0', '{}')).toBe(`${at}: expected numbers`)
    expect(await reasonFor('0', '[0]')).toBe(`${at}: expected a position, got "0"`)
    expect(seen.opened).toBe(0)
    expect(await reasonFor('stream:0:kpiContract-a', '[0]')).toBe('NotSupported')
  })

  it('that is a bug in the projection becomes rxjs’s error, and closes the subscription', async () => {
    const { seen, store } = watched(await filled(2))
    const apply = (): never => {
      throw new Error('a bug')
    }
    await expect(emitted(live(store, { ...numbers, apply }))).rejects.toThrow('a bug')
    expect(seen.open).toBe(0)
  })
})

describe('resuming', () => {
  it.each(['settled', 'every-event'] as const)(
    'at any point gives the remaining events, once and in order, and the same state (%s)',
    async (emit) => {
      const length = 12
      for (let n = 0; n <= length; n++) {
        const { checkpoints } = recording(memoryCheckpoints())
        const store = await filled(n)
        const resume = { checkpoints, codec: asJson, every: 5 }
        const first = await emitted(live(store, numbers, { emit, resume }), isCaughtUp)
        expect(first.slice(-2).map(short)).toEqual([upTo(n).join(' '), 'caught up'])

        for (let rest = n; rest < length; rest++) await append(store, rest)
        const applied: Array<number> = []
        const counting: typeof numbers = {
          ...numbers,
          apply: (state, event) => {
            const next = numbers.apply(state, event)
            applied.push(...next.slice(-1))
            return next
          },
        }
        const second = await emitted(live(store, counting, { emit, resume }), isCaughtUp)
        expect(applied).toEqual(upTo(length).slice(n))
        expect(second.slice(-2).map(short)).toEqual([upTo(length).join(' '), 'caught up'])
      }
    },
  )

  it('starts from the last checkpoint: after a number of events, and on catching up', async () => {
    const { checkpoints, positions } = recording(memoryCheckpoints())
    const store = await filled(7)
    const resume = { checkpoints, codec: asJson, every: 3 }
    const subscription = live(store, numbers, { resume }).subscribe()
    await settle()
    expect(positions).toEqual(['store:2', 'store:5', 'store:6'])
    await append(store, 7, 4)
    await settle()
    expect(positions.slice(3)).toEqual(['store:9'])
    subscription.unsubscribe()
    const again = await emitted(live(store, numbers, { resume }), isCaughtUp)
    expect(again.map(short)).toEqual([upTo(11).join(' '), 'caught up'])
  })

  it('under a new version starts from the beginning, beside the old one', async () => {
    const checkpoints = memoryCheckpoints()
    const store = await filled(3)
    const resume = { checkpoints, codec: asJson }
    const doubled: typeof numbers = {
      ...numbers,
      version: 2,
      apply: (state, event) => [...state, 2 * (numbers.apply([], event)[0] ?? NaN)],
    }
    const run = async (projection: typeof numbers) =>
      (await emitted(live(store, projection, { resume }), isCaughtUp)).map(short)
    expect(await run(numbers)).toEqual(['0 1 2', 'caught up'])
    expect(await run(doubled)).toEqual(['0 2 4', 'caught up'])
    await append(store, 3)
    expect(await Promise.all([run(numbers), run(doubled)])).toEqual([
      ['0 1 2 3', 'caught up'],
      ['0 2 4 6', 'caught up'],
    ])
  })
})
