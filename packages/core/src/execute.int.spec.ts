import { memoryStore } from '@kpi-ledger/adapters'
import * as E from 'fp-ts/Either'
import type { Command } from './contract/command.codec'
import { readHistory } from './contract/read-history'
import { describe as describeError } from './describe'
import type { RecordedEvent } from './events/envelope'
import { toNewEvent } from './batch'
import { execute, rehearse, type LedgerEnvironment } from './execute'
import { emptyHistory, historySize } from './history/history'
import type { Retrying } from './retrying'
import type { Batch, EventWriter } from './store/event-store'
import { collect } from './store/pages'
import type { StoreError } from './store/store-error'
import { inOrder } from '../../../scripts/jest/in-order'

const register = (contract: string): Command => ({
  type: 'RegisterContract',
  contract,
  title: 'A contract',
  authority: 'A council',
  supplier: 'A supplier',
  yearStart: 4,
})

const note = (contract: string, text: string): Command => ({
  type: 'AddNote',
  contract,
  period: '2016-04',
  text,
})

const instant = (second: number): string =>
  new Date(Date.UTC(2016, 3, 1, 9, 0, second)).toISOString()

const counted = (): (() => string) => {
  let n = 0
  return () => `00000000-0000-4000-8000-${(n++).toString(16).padStart(12, '0')}`
}

const environment = (more: Partial<LedgerEnvironment> = {}): LedgerEnvironment => {
  let second = 0
  return { store: memoryStore(), now: () => instant(second++), newId: counted(), ...more }
}

const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(`expected a result, got ${JSON.stringify(either.left)}`)
}

const held = async (store: EventWriter): Promise<ReadonlyArray<RecordedEvent>> =>
  rightOf(await collect(store.readAll())()).map(({ event }) => event)

const textsOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> =>
  events.map((event) => (event.type === 'NoteAdded' ? event.data.text : event.type))

/** What a store was asked to append, one entry per attempt. */
interface Attempt {
  readonly batches: ReadonlyArray<Batch>
}

type Append = () => Promise<E.Either<StoreError, unknown>>

/**
 * A store whose appends go through `around`, which is given the number of the attempt, from 1, and
 * the real append to run or not.
 */
const intercepted = (
  inner: EventWriter,
  around: (attempt: number, append: Append) => Promise<E.Either<StoreError, unknown>>,
): { readonly store: EventWriter; readonly attempts: ReadonlyArray<Attempt> } => {
  const attempts: Array<Attempt> = []
  const store: EventWriter = {
    ...inner,
    append: (stream, events, expected) => async () => {
      attempts.push({ batches: [{ stream, events, expected }] })
      const answer = await around(attempts.length, inner.append(stream, events, expected))
      return answer as Awaited<ReturnType<ReturnType<EventWriter['append']>>>
    },
    appendTogether: (batches) => async () => {
      attempts.push({ batches })
      const answer = await around(attempts.length, inner.appendTogether(batches))
      return answer as Awaited<ReturnType<ReturnType<EventWriter['appendTogether']>>>
    },
  }
  return { store, attempts }
}

const idsOf = ({ batches }: Attempt): ReadonlyArray<string> =>
  batches.flatMap(({ events }) => events.map(({ id }) => id))

/** A way of waiting that takes no time: its clock advances by what is waited for. */
const patient = (deadline?: number) => {
  const waits: Array<number> = []
  let now = 1000
  const retrying: Retrying = {
    wait: async (milliseconds) => {
      waits.push(milliseconds)
      now += milliseconds
    },
    random: () => 0.5,
    elapsed: () => now,
    ...(deadline === undefined ? {} : { deadline }),
  }
  const pass = (milliseconds: number): void => {
    now += milliseconds
  }
  return { retrying, waits, pass }
}

const timedOut: StoreError = { _tag: 'TimedOut', reason: 'no answer' }
const unavailable: StoreError = { _tag: 'Unavailable', reason: 'no route' }

describe('execute', () => {
  it('records the events of commands in order and returns them as stored', async () => {
    const world = environment()
    const commands = [register('a'), note('a', 'one'), note('a', 'two')]
    const { events: recorded } = rightOf(await execute(world)(commands)())
    expect(
      recorded.map(({ type, revision, stream, version }) => [type, revision, stream, version]),
    ).toEqual([
      ['ContractRegistered', 0, 'kpiContract-a', 1],
      ['NoteAdded', 1, 'kpiContract-a', 1],
      ['NoteAdded', 2, 'kpiContract-a', 1],
    ])
    expect(textsOf(recorded)).toEqual(['ContractRegistered', 'one', 'two'])
    expect(await held(world.store)).toEqual(recorded)
  })

  it('continues from the events there are', async () => {
    const world = environment()
    rightOf(await execute(world)([register('a')])())
    const { events: recorded } = rightOf(await execute(world)([note('a', 'one')])())
    expect(recorded.map(({ revision }) => revision)).toEqual([1])
    expect(textsOf(await held(world.store))).toEqual(['ContractRegistered', 'one'])
  })

  it('keeps metadata, and adds none', async () => {
    const metadata = { actor: 'A. Clerk', occurredAt: '2016-04-01', other: [1] }
    const world = environment()
    const { events: recorded } = rightOf(
      await execute(world)([register('a'), { ...note('a', 'one'), metadata }])(),
    )
    expect(recorded.map((event) => 'metadata' in event)).toEqual([false, true])
    expect((await held(world.store))[1]).toMatchObject({ metadata })
    expect((await held(world.store))[1]?.data).toEqual({ period: '2016-04', text: 'one' })
  })

  it('does nothing without commands', async () => {
    const { store, attempts } = intercepted(memoryStore(), (_, append) => append())
    expect(await execute(environment({ store }))([])()).toEqual(
      E.right({ events: [], already: [], advice: [] }),
    )
    expect(attempts).toEqual([])
  })

  it('does nothing before it is run, and everything again when it is run again', async () => {
    const world = environment()
    rightOf(await execute(world)([register('a')])())
    const addNote = execute(world)([note('a', 'again')])
    expect(await held(world.store)).toHaveLength(1)
    rightOf(await addNote())
    rightOf(await addNote())
    expect(textsOf(await held(world.store))).toEqual(['ContractRegistered', 'again', 'again'])
  })
})

describe('a refused command', () => {
  it.each([0, 1, 2, 3])(
    'at %i is reported with its position, and nothing is recorded',
    async (index) => {
      const world = environment()
      rightOf(await execute(world)([register('a')])())
      const commands = ['one', 'two', 'three'].map((text) => note('a', text))
      commands.splice(index, 0, register('a'))
      const refusal = { _tag: 'ContractAlreadyRegistered', contract: 'a' }
      expect(await execute(world)(commands)()).toEqual(
        E.left({ _tag: 'Refused', index, refusal, further: [] }),
      )
      expect(await held(world.store)).toHaveLength(1)
    },
  )

  it('is judged after the commands before it in the batch', async () => {
    const world = environment()
    const answer = await execute(world)([register('a'), register('a')])()
    expect(E.isLeft(answer) && answer.left).toMatchObject({ _tag: 'Refused', index: 1 })
    expect(await held(world.store)).toEqual([])
  })

  it('for one contract keeps the batch out of every contract', async () => {
    const world = environment()
    const answer = await execute(world)([register('a'), register('b'), note('c', 'one')])()
    expect(answer).toEqual(
      E.left({
        ...{ _tag: 'Refused', index: 2, refusal: { _tag: 'UnknownContract', contract: 'c' } },
        further: [],
      }),
    )
    expect(await held(world.store)).toEqual([])
  })

  it('is not retried', async () => {
    const { store, attempts } = intercepted(memoryStore(), (_, append) => append())
    await execute(environment({ store }))([note('a', 'one')])()
    expect(attempts).toEqual([])
  })
})

describe('several contracts in one batch', () => {
  it('are recorded together, each in its stream, and returned in the order of the commands', async () => {
    const { store, attempts } = intercepted(memoryStore(), (_, append) => append())
    const commands = [
      register('a'),
      register('b'),
      note('a', 'a1'),
      note('b', 'b1'),
      note('a', 'a2'),
    ]
    const { events: recorded } = rightOf(await execute(environment({ store }))(commands)())
    expect(textsOf(recorded)).toEqual([
      'ContractRegistered',
      'ContractRegistered',
      'a1',
      'b1',
      'a2',
    ])
    expect(recorded.map(({ stream, revision }) => `${stream} ${revision}`)).toEqual([
      'kpiContract-a 0',
      'kpiContract-b 0',
      'kpiContract-a 1',
      'kpiContract-b 1',
      'kpiContract-a 2',
    ])
    expect(attempts).toHaveLength(1)
    const read = rightOf(await collect(store.read('kpiContract-a'))())
    expect(textsOf(read)).toEqual(['ContractRegistered', 'a1', 'a2'])
  })

  it('pass on the error of a store that cannot do it', async () => {
    const error: StoreError = { _tag: 'NotSupported', operation: 'several streams', reason: 'no' }
    const store: EventWriter = { ...memoryStore(), appendTogether: () => async () => E.left(error) }
    const run = execute(environment({ store }))
    expect(await run([register('a'), register('b')])()).toEqual(E.left(error))
    expect(E.isRight(await run([register('a'), note('a', 'one')])())).toBe(true)
  })
})

describe('M20 recordedAt', () => {
  const times = async (clock: ReadonlyArray<number>): Promise<ReadonlyArray<string>> => {
    const left = clock.map(instant)
    const world = environment({ now: () => left.shift() ?? 'too late' })
    rightOf(await execute(world)([register('a'), note('a', '1')])())
    rightOf(await execute(world)([note('a', '2'), note('a', '3')])())
    return (await held(world.store)).map(({ recordedAt }) => recordedAt)
  }

  it('is the present instant', async () => {
    expect(await times([1, 2, 3, 4])).toEqual([1, 2, 3, 4].map(instant))
    expect(await times([1, 1, 1, 1])).toEqual([1, 1, 1, 1].map(instant))
  })

  it('never decreases, whatever the clock does', async () => {
    expect(await times([5, 3, 4, 9])).toEqual([5, 5, 5, 9].map(instant))
    expect(await times([1, 9, 2, 10])).toEqual([1, 9, 9, 10].map(instant))
    expect(await times([9, 8, 7, 6])).toEqual([9, 9, 9, 9].map(instant))
  })

  it('is kept for each contract separately', async () => {
    const left = [50, 10, 20].map(instant)
    const world = environment({ now: () => left.shift() ?? 'too late' })
    rightOf(await execute(world)([register('a'), register('b'), note('b', 'one')])())
    const recorded = (await held(world.store)).map(({ stream, recordedAt }) => [stream, recordedAt])
    expect(recorded).toEqual([
      ['kpiContract-a', instant(50)],
      ['kpiContract-b', instant(10)],
      ['kpiContract-b', instant(20)],
    ])
  })
})

describe('a faster rival writer', () => {
  const sneaking = (sneak: (attempt: number) => Promise<unknown>, inner = memoryStore()) =>
    intercepted(inner, async (attempt, append) => {
      await sneak(attempt)
      return append()
    })

  it('has the commands judged again on the events there are now', async () => {
    const inner = memoryStore()
    rightOf(await execute(environment({ store: inner }))([register('a')])())
    const rival = execute(
      environment({ store: inner, newId: () => 'ffffffff-0000-4000-8000-000000000000' }),
    )
    const { store, attempts } = sneaking(async (attempt) => {
      if (attempt === 1) rightOf(await rival([note('a', 'theirs')])())
    }, inner)
    const newId = counted()
    for (let n = 0; n < 10; n++) newId()
    const { events: recorded } = rightOf(
      await execute(environment({ store, newId }))([note('a', 'mine')])(),
    )
    expect(recorded.map(({ revision }) => revision)).toEqual([2])
    expect(textsOf(await held(inner))).toEqual(['ContractRegistered', 'theirs', 'mine'])
    expect(attempts.map(({ batches }) => batches[0]?.expected)).toEqual([0, 1])
  })

  it('may be the reason for a refusal', async () => {
    const inner = memoryStore()
    const { store } = sneaking(async (attempt) => {
      if (attempt === 1) rightOf(await execute(environment({ store: inner }))([register('a')])())
    }, inner)
    const newId = (): string => 'ffffffff-0000-4000-8000-000000000000'
    const answer = await execute(environment({ store, newId }))([register('a')])()
    const refusal = { _tag: 'ContractAlreadyRegistered', contract: 'a' }
    expect(answer).toEqual(E.left({ _tag: 'Refused', index: 0, refusal, further: [] }))
    expect(await held(inner)).toHaveLength(1)
  })

  it('keeps the time from going back', async () => {
    const inner = memoryStore()
    rightOf(await execute(environment({ store: inner, now: () => instant(1) }))([register('a')])())
    const rival = {
      store: inner,
      now: () => instant(30),
      newId: () => 'ffffffff-0000-4000-8000-000000000000',
    }
    const { store } = sneaking(async (attempt) => {
      if (attempt === 1) rightOf(await execute(rival)([note('a', 'theirs')])())
    }, inner)
    const mine = {
      store,
      now: () => instant(20),
      newId: () => 'eeeeeeee-0000-4000-8000-000000000000',
    }
    const {
      events: [recorded],
    } = rightOf(await execute(mine)([note('a', 'mine')])())
    expect(recorded?.recordedAt).toBe(instant(30))
  })

  it('who wins every time is given up on at the deadline, after growing waits', async () => {
    const inner = memoryStore()
    rightOf(await execute(environment({ store: inner }))([register('a')])())
    const ids = counted()
    const rival = { store: inner, now: () => instant(1), newId: () => ids().replace('0', 'f') }
    const { store, attempts } = sneaking(
      async (attempt) => rightOf(await execute(rival)([note('a', `theirs ${attempt}`)])()),
      inner,
    )
    const newId = counted()
    const { retrying, waits } = patient(100)
    const mine = environment({ store, retrying, newId: () => newId().replace('0', 'e') })
    expect(await execute(mine)([note('a', 'mine')])()).toEqual(
      E.left({ _tag: 'Conflict', stream: 'kpiContract-a', expected: 6, actual: 7 }),
    )
    // Half of 5, 10, 20, 40, 80 ms, and then what is left until the deadline.
    expect(waits).toEqual([2.5, 5, 10, 20, 40, 22.5])
    expect(attempts).toHaveLength(7)
    expect(textsOf(await held(inner))).not.toContain('mine')
  })

  it('is tried against five times if nothing can be waited for', async () => {
    const conflict: StoreError = {
      _tag: 'Conflict',
      stream: 'kpiContract-a',
      expected: 0,
      actual: 1,
    }
    const { store, attempts } = intercepted(memoryStore(), async () => E.left(conflict))
    expect(await execute(environment({ store }))([register('a')])()).toEqual(E.left(conflict))
    expect(attempts).toHaveLength(5)
  })

  it('in one of several contracts has all of them judged again', async () => {
    const inner = memoryStore()
    const rival = environment({ store: inner, newId: () => 'ffffffff-0000-4000-8000-000000000000' })
    rightOf(await execute(environment({ store: inner }))([register('a')])())
    const { store, attempts } = sneaking(async (attempt) => {
      if (attempt === 1) rightOf(await execute(rival)([note('a', 'theirs')])())
    }, inner)
    const newId = counted()
    const mine = environment({ store, newId: () => newId().replace('0', 'e') })
    const { events: recorded } = rightOf(await execute(mine)([register('b'), note('a', 'mine')])())
    expect(recorded.map(({ stream, revision }) => `${stream} ${revision}`)).toEqual([
      'kpiContract-b 0',
      'kpiContract-a 2',
    ])
    expect(attempts).toHaveLength(2)
    expect(await held(inner)).toHaveLength(4)
  })

  it('never lets two of many writers have the same revision', async () => {
    const store = memoryStore()
    rightOf(await execute(environment({ store }))([register('a')])())
    const ids = counted()
    const world = environment({
      store,
      newId: () => ids().replace('0', 'c'),
      retrying: patient(1e6).retrying,
    })
    const writers = Array.from({ length: 20 }, (_, n) => execute(world)([note('a', `n${n}`)])())
    expect((await Promise.all(writers)).filter(E.isLeft)).toEqual([])
    const events = await held(store)
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 21 }, (_, n) => n))
    expect(new Set(textsOf(events)).size).toBe(21)
  })
})

describe('an outage', () => {
  it.each([timedOut, unavailable])('is retried with the same events: %j', async (error) => {
    const inner = memoryStore()
    const { store, attempts } = intercepted(inner, async (attempt, append) =>
      attempt < 3 ? E.left(error) : append(),
    )
    const { events: recorded } = rightOf(
      await execute(environment({ store }))([register('a'), note('a', '1')])(),
    )
    expect(attempts).toHaveLength(3)
    expect(attempts[1]).toEqual(attempts[0])
    expect(attempts[2]).toEqual(attempts[0])
    expect(await held(inner)).toEqual(recorded)
  })

  it('that hid a success does not record twice', async () => {
    const inner = memoryStore()
    const { store, attempts } = intercepted(inner, async (attempt, append) => {
      const answer = await append()
      return attempt === 1 ? E.left(timedOut) : answer
    })
    const { events: recorded } = rightOf(
      await execute(environment({ store }))([register('a'), note('a', '1')])(),
    )
    expect(attempts).toHaveLength(2)
    expect(await held(inner)).toEqual(recorded)
  })

  it('that hid a success over several contracts does not record twice', async () => {
    const inner = memoryStore()
    const { store } = intercepted(inner, async (attempt, append) => {
      const answer = await append()
      return attempt === 1 ? E.left(timedOut) : answer
    })
    const commands = [register('a'), register('b'), note('a', '1')]
    const { events: recorded } = rightOf(await execute(environment({ store }))(commands)())
    expect(recorded).toHaveLength(3)
    expect(await held(inner)).toHaveLength(3)
  })

  it('during which another writer was faster is followed by judging again, with the same ids', async () => {
    const inner = memoryStore()
    rightOf(await execute(environment({ store: inner }))([register('a')])())
    const rival = environment({ store: inner, newId: () => 'ffffffff-0000-4000-8000-000000000000' })
    const { store, attempts } = intercepted(inner, async (attempt, append) => {
      if (attempt > 1) return append()
      rightOf(await execute(rival)([note('a', 'theirs')])())
      return E.left(timedOut)
    })
    const newId = counted()
    const mine = environment({ store, newId: () => newId().replace('0', 'e') })
    rightOf(await execute(mine)([note('a', 'mine')])())
    expect(textsOf(await held(inner))).toEqual(['ContractRegistered', 'theirs', 'mine'])
    expect(attempts).toHaveLength(3)
    const [first, second, third] = attempts.map((attempt) => idsOf(attempt).join())
    expect(second).toBe(first)
    expect(third).toBe(first)
  })

  it('that does not end is given up on at the deadline', async () => {
    for (const error of [timedOut, unavailable]) {
      const { store, attempts } = intercepted(memoryStore(), async () => E.left(error))
      const { retrying, waits } = patient()
      const world = environment({ store, retrying })
      expect(await execute(world)([register('a')])()).toEqual(E.left(error))
      expect(waits.reduce((sum, each) => sum + each, 0)).toBeCloseTo(10_000)
      expect(Math.max(...waits)).toBe(500)
      expect(attempts).toHaveLength(waits.length + 1)
    }
  })

  it('that takes longer than the deadline is not retried again', async () => {
    const { retrying, waits, pass } = patient(100)
    const { store, attempts } = intercepted(memoryStore(), async () => {
      pass(101)
      return E.left(timedOut)
    })
    expect(await execute(environment({ store, retrying }))([register('a')])()).toEqual(
      E.left(timedOut),
    )
    expect([waits, attempts.length]).toEqual([[], 1])
  })

  it('is tried against five times if nothing can be waited for', async () => {
    const { store, attempts } = intercepted(memoryStore(), async () => E.left(unavailable))
    expect(await execute(environment({ store }))([register('a')])()).toEqual(E.left(unavailable))
    expect(attempts).toHaveLength(5)
    expect(new Set(attempts.map((attempt) => idsOf(attempt).join())).size).toBe(1)
  })
})

describe('what is not a command', () => {
  const untyped = (commands: unknown): ReadonlyArray<Command> => commands as ReadonlyArray<Command>

  it('is refused with every fault, its position and its path, and nothing is recorded', async () => {
    const world = environment()
    const outcome = { kind: 'measured', value: 'many' }
    const figure = { type: 'RecordActual', contract: 'a', kpi: 'K', period: '2016-4', outcome }
    const answer = await execute(world)(untyped([register('a'), figure, null]))()
    const faults = [
      { index: 1, path: 'period', message: expect.stringContaining('2016-04') as unknown },
      { index: 1, path: 'outcome.value', message: expect.any(String) as unknown },
      { index: 2, path: '', message: 'expected an object, got null' },
    ]
    expect(answer).toEqual(E.left({ _tag: 'InvalidCommand', faults }))
    expect(E.isLeft(answer) && describeError(answer.left)).toMatch(
      /^command 2: period: expected .*; command 2: outcome.value: .*; command 3: expected an object/,
    )
    expect(await rehearse(world)(untyped([null]))()).toMatchObject({
      left: { _tag: 'InvalidCommand' },
    })
    expect(await held(world.store)).toEqual([])
  })

  it('may have an unknown type, which is named', async () => {
    const world = environment()
    const answer = await execute(world)(untyped([register('a'), { type: 'Nope', contract: 'a' }]))()
    expect(answer).toMatchObject({
      left: {
        _tag: 'InvalidCommand',
        faults: [{ index: 1, path: 'type', message: expect.stringContaining('"Nope"') as unknown }],
      },
    })
    expect(await held(world.store)).toEqual([])
  })

  it('may not even be a list', async () => {
    const message = 'expected a list of commands, got an object'
    expect(await execute(environment())(untyped({}))()).toEqual(
      E.left({ _tag: 'InvalidCommand', faults: [{ index: null, path: '', message }] }),
    )
  })
})

describe('a history that is shared', () => {
  it('is judged on, and left as it was', async () => {
    const store = memoryStore()
    const world = environment({ store })
    rightOf(await execute(world)([register('a'), note('a', 'one')])())
    const shared = rightOf(await readHistory(store, 'a')())
    const before = inOrder(rightOf(await readHistory(store, 'a')()))
    const asking = environment({
      store,
      newId: world.newId,
      history: () => async () => E.right(shared),
    })
    const refused = await execute(asking)([note('a', 'two'), register('a')])()
    expect(E.isLeft(refused) && refused.left).toMatchObject({ _tag: 'Refused', index: 1 })
    const { events: recorded } = rightOf(
      await execute(asking)([note('a', 'two'), note('a', 'three')])(),
    )
    expect(recorded.map(({ revision }) => revision)).toEqual([2, 3])
    expect(inOrder(shared)).toBe(before)
  })

  it('is left as it was if an id is malformed', async () => {
    const store = memoryStore()
    rightOf(await execute(environment({ store }))([register('a')])())
    const shared = rightOf(await readHistory(store, 'a')())
    const ids = counted()
    let left = 1
    const newId = (): string => (left-- > 0 ? ids() : 'none')
    const asking = environment({ store, newId, history: () => async () => E.right(shared) })
    await expect(execute(asking)([note('a', 'one'), note('a', 'two')])()).rejects.toThrow('newId')
    expect(historySize(shared)).toBe(1)
  })
})

describe('rehearse', () => {
  it('gives what would be recorded, and records nothing', async () => {
    const world = environment()
    const commands = [register('a'), note('a', 'one')]
    const { events: rehearsed } = rightOf(await rehearse(world)(commands)())
    expect(rehearsed.map(({ revision, type }) => [revision, type])).toEqual([
      [0, 'ContractRegistered'],
      [1, 'NoteAdded'],
    ])
    expect(await held(world.store)).toEqual([])
    expect(rightOf(await execute(world)(commands)()).events).toHaveLength(2)
    expect(await rehearse(world)([register('a')])()).toMatchObject({
      left: { _tag: 'Refused', index: 0 },
    })
  })
})

describe('any other error of the store', () => {
  it.each<StoreError>([
    { _tag: 'IdReused', id: '00000000-0000-4000-8000-000000000000' },
    { _tag: 'StreamDeleted', stream: 'kpiContract-a' },
    { _tag: 'AccessDenied', reason: 'no' },
    { _tag: 'TooLarge', limit: 1 },
    { _tag: 'Corrupt', stream: null, revision: null, at: 'row 1', reason: 'no' },
    { _tag: 'NotSupported', operation: 'writing', reason: 'no' },
  ])('is returned at once: %j', async (error) => {
    const { store, attempts } = intercepted(memoryStore(), async () => E.left(error))
    expect(await execute(environment({ store }))([register('a')])()).toEqual(E.left(error))
    expect(attempts).toHaveLength(1)
  })

  it('in reading is returned, and nothing is appended', async () => {
    const { store, attempts } = intercepted(memoryStore(), (_, append) => append())
    const error: StoreError = { _tag: 'AccessDenied', reason: 'no' }
    const unreadable: EventWriter = {
      ...store,
      read: async function* () {
        yield E.left(error)
      },
    }
    expect(await execute(environment({ store: unreadable }))([register('a')])()).toEqual(
      E.left(error),
    )
    expect(await readHistory(unreadable, 'a')()).toEqual(E.left(error))
    expect(attempts).toEqual([])
  })
})

describe('readHistory', () => {
  it('folds a stream into the history its commands are judged by', async () => {
    const world = environment()
    rightOf(await execute(world)([register('a'), note('a', 'one'), register('b')])())
    const history = rightOf(await readHistory(world.store, 'a')())
    expect([...history.origins].map(({ recordedAt }) => recordedAt)).toEqual([
      ...[instant(0), instant(1)],
    ])
    expect(history.contract?.contract).toBe('a')
    expect(inOrder(rightOf(await readHistory(world.store, 'none')()))).toBe(inOrder(emptyHistory()))
  })
})

describe('toNewEvent', () => {
  it('is the event without its place in the store', async () => {
    const {
      events: [event],
    } = rightOf(await execute(environment())([register('a')])())
    if (event === undefined) throw new Error('an event is missing')
    const { stream, revision, ...rest } = event
    expect([stream, revision]).toEqual(['kpiContract-a', 0])
    expect(toNewEvent(event)).toEqual(rest)
    expect(Object.keys(toNewEvent(event))).not.toContain('stream')
  })
})
