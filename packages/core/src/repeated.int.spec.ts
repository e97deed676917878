import { memoryStore } from '@kpi-ledger/adapters'
import * as E from 'fp-ts/Either'
import type { Executed } from './batch'
import type { Command, CommandOf } from './contract/command.codec'
import { describe as describeError } from './describe'
import type { RecordedEvent } from './events/envelope'
import { readHistory } from './contract/read-history'
import { execute, rehearse, type ExecutionError } from './execute'
import type { EventStore } from './store/event-store'
import { collect } from './store/pages'

const contract = 'c'
const uuid = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`

const register: Command = {
  ...{ type: 'RegisterContract', contract, title: 'T', authority: 'A', supplier: 'S' },
  yearStart: 4,
}
const adopt = (regime: string, effectiveFrom: string): Command => ({
  ...{ type: 'AdoptRegime', contract, regime, title: 'R', effectiveFrom },
  scheme: {
    bands: [
      { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
      { code: 'missed', label: 'Missed', grade: 'inadequate', when: 'otherwise' },
    ],
    notRated: { code: 'none', label: 'None' },
  },
})
const define = (kpi: string): CommandOf<'DefineKPI'> => ({
  ...{ type: 'DefineKPI', contract, regime: 'r', kpi, description: 'D', serviceArea: 'A' },
  ...{ frequency: 'monthly', unit: 'percent', effectiveFrom: '2016-04' },
  target: { comparator: '>=', value: 90 },
})
const figure = (kpi: string, value: number): CommandOf<'RecordActual'> => ({
  ...{ type: 'RecordActual', contract, kpi, period: '2016-04' },
  outcome: { kind: 'measured', value },
})
const correct = (kpi: string, value: number): CommandOf<'CorrectActual'> => ({
  ...figure(kpi, value),
  ...{ type: 'CorrectActual', reason: 'late returns' },
})
const note = (text: string): CommandOf<'AddNote'> => ({
  type: 'AddNote',
  contract,
  period: '2016-04',
  text,
})

let second = 0
let made = 0

const world = (store: EventStore) => ({
  store,
  now: () => new Date(Date.UTC(2016, 4, 1, 9, 0, second++)).toISOString(),
  newId: () => `00000000-0000-4000-8000-${String(made++).padStart(12, '0')}`,
})

const rightOf = <A>(either: E.Either<ExecutionError | { _tag: string }, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

const run = (store: EventStore, ...commands: ReadonlyArray<Command>) =>
  execute(world(store))(commands)()

const held = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> =>
  rightOf(await collect(store.read('kpiContract-c'))())

/** A contract with two KPIs, each with a figure: revisions 0 to 5. */
const opened = async (): Promise<EventStore> => {
  const store = memoryStore()
  const opening = [register, adopt('r', '2016-04'), define('A'), define('B')]
  rightOf(await run(store, ...opening, figure('A', 90), figure('B', 80)))
  return store
}

const refusalIn = (answer: E.Either<ExecutionError, Executed>): object => {
  if (E.isLeft(answer) && answer.left._tag === 'Refused') return answer.left.refusal
  throw new Error(`expected a refusal, got ${JSON.stringify(answer)}`)
}

describe('M39 the same command sent again', () => {
  it('records nothing new, and is answered with what the first one recorded', async () => {
    const store = await opened()
    const sent = { ...note('A wet month'), id: uuid(1) }
    const first = rightOf(await run(store, sent))
    expect(first).toMatchObject({ events: [{ id: uuid(1), revision: 6 }], already: [] })
    rightOf(await run(store, note('Something else')))
    const again = { ...sent, metadata: { correlationId: uuid(9) } }
    const second = rightOf(await run(store, again))
    expect(second).toEqual({ ...first, already: [uuid(1)] })
    expect(rightOf(await rehearse(world(store))([again])())).toEqual(second)
    expect(await held(store)).toHaveLength(8)
  })

  it('is not judged again: a figure recorded once is not "already recorded"', async () => {
    const store = await opened()
    const sent = { ...correct('A', 91), id: uuid(1), expectedRevision: 5 }
    rightOf(await run(store, sent))
    rightOf(await run(store, correct('A', 92)))
    expect(rightOf(await run(store, sent)).already).toEqual([uuid(1)])
  })

  it('in a batch leaves the others to be recorded, in the order of the commands', async () => {
    const store = await opened()
    const sent = { ...note('one'), id: uuid(1) }
    rightOf(await run(store, sent))
    const answer = rightOf(await run(store, note('zero'), sent, note('two'), sent))
    expect(answer.events.map(({ revision }) => revision)).toEqual([7, 6, 8, 6])
    expect(answer.already).toEqual([uuid(1), uuid(1)])
    expect(await held(store)).toHaveLength(9)
  })

  it('is refused if its id is that of another command', async () => {
    const store = await opened()
    rightOf(await run(store, { ...note('one'), id: uuid(1) }))
    const answer = await run(store, { ...note('two'), id: uuid(1) })
    expect(refusalIn(answer)).toEqual({
      ...{ _tag: 'IdTaken', id: uuid(1), type: 'NoteAdded', revision: 6 },
    })
    const [event] = await held(store)
    expect(refusalIn(await run(store, { ...note('two'), id: event?.id ?? '' }))).toMatchObject({
      ...{ _tag: 'IdTaken', type: 'ContractRegistered' },
    })
  })

  it('by two writers at the same time is recorded once, and both get the same answer', async () => {
    const store = await opened()
    const sent = { ...note('A wet month'), id: uuid(1) }
    const answers = (await Promise.all([run(store, sent), run(store, sent)])).map(rightOf)
    expect(answers[1]?.events).toEqual(answers[0]?.events)
    expect(answers.flatMap(({ already }) => already)).toEqual([uuid(1)])
    expect(await held(store)).toHaveLength(7)
  })

  it('after an append that succeeded, though its answer was lost and others have written since', async () => {
    const inner = await opened()
    let appends = 0
    const store: EventStore = {
      ...inner,
      append: (stream, events, expected) => async () => {
        const answer = await inner.append(stream, events, expected)()
        if (appends++ > 0) return answer
        rightOf(await run(inner, note('theirs')))
        return E.left({ _tag: 'Conflict', stream, expected: 5, actual: 7 })
      },
    }
    const answer = rightOf(await run(store, note('mine')))
    expect(answer).toMatchObject({ events: [{ revision: 6 }], already: [] })
    expect(await held(inner)).toHaveLength(8)
  })
})

describe('M39 a command based on a revision', () => {
  it('is Stale for the second of two who correct the same figure, and names what changed', async () => {
    const store = await opened()
    const based = (value: number, actor: string): Command => ({
      ...correct('A', value),
      expectedRevision: 5,
      metadata: { actor },
    })
    const answers = await Promise.all([run(store, based(91, 'Ada')), run(store, based(92, 'Bob'))])
    const [refused] = answers.filter(E.isLeft)
    expect(answers.filter(E.isRight)).toHaveLength(1)
    const [event] = (await held(store)).slice(6)
    if (refused === undefined || event?.type !== 'ActualCorrected') throw new Error('no conflict')
    const { id, recordedAt } = event
    const [actor, value] = [
      event.metadata?.actor ?? '',
      'value' in event.data.outcome ? event.data.outcome.value : 0,
    ]
    const change = { id, revision: 6, type: 'ActualCorrected', recordedAt, actor }
    expect(refusalIn(refused)).toMatchObject({ _tag: 'Stale', kpi: 'A', seen: 5, change })
    expect(describeError(refused.left)).toBe(
      `command 1: KPI "A" for 2016-04 has changed since revision 5, which the command is based on: ActualCorrected at revision 6, recorded at ${recordedAt} by ${actor} (now ${value}); look at it and send the command again, based on revision 6`,
    )
    expect(await held(store)).toHaveLength(7)
  })

  it('is not stale because of its own batch', async () => {
    const store = await opened()
    const based = (command: Command): Command => ({ ...command, expectedRevision: 5 })
    rightOf(
      await run(
        store,
        based(correct('A', 91)),
        based(correct('A', 92)),
        based({ ...note('n'), kpi: 'A' }),
      ),
    )
  })
})

describe('M39 a correction that names what it corrects', () => {
  const naming = (corrects: string, value: number): Command => ({
    ...correct('A', value),
    corrects,
  })

  it('is Stale if another correction came first, even in the same batch', async () => {
    const store = await opened()
    const first = (await held(store))[4]?.id ?? ''
    rightOf(await run(store, naming(first, 91)))
    const refusal = { _tag: 'Stale', seen: 4, change: { revision: 6 } }
    expect(refusalIn(await run(store, naming(first, 92)))).toMatchObject(refusal)
    const latest = (await held(store))[6]?.id ?? ''
    const both = await run(store, naming(latest, 92), naming(latest, 93))
    expect(both).toMatchObject({ left: { index: 1, refusal: { _tag: 'Stale', seen: 6 } } })
    const chained = await run(store, { ...naming(latest, 92), id: uuid(1) }, naming(uuid(1), 93))
    expect(rightOf(chained).events).toHaveLength(2)
  })

  it('of which there is none has nothing to correct, whatever it names', async () => {
    const later: Command = { ...correct('A', 91), corrects: uuid(1), period: '2016-05' }
    expect(refusalIn(await run(await opened(), later))).toEqual({
      ...{ _tag: 'NothingToCorrect', kpi: 'A', period: '2016-05' },
    })
  })

  it('is a field only of corrections', async () => {
    const misplaced = { ...note('n'), corrects: uuid(1) }
    const answer = await run(await opened(), misplaced)
    expect(answer).toMatchObject({
      left: { _tag: 'InvalidCommand', faults: [{ path: 'corrects' }] },
    })
  })
})

describe('commands recorded already', () => {
  it('are found wherever their events are, among others', async () => {
    const store = await opened()
    const all = [note('one'), note('two'), note('three')]
    const identified = all.map((each, i) => ({ ...each, id: uuid(i) }))
    const first = rightOf(await run(store, ...identified)).events
    const again = rightOf(await run(store, ...identified.filter((_, i) => i !== 1)))
    expect(again).toEqual({
      ...{ events: [first[0], first[2]], already: [uuid(0), uuid(2)], advice: [] },
    })
  })

  it('cannot be told apart from new ones by a store that cannot be read: nothing is recorded', async () => {
    const store = await opened()
    const command: Command = { ...note('one'), id: uuid(1) }
    rightOf(await run(store, command))
    const history = await readHistory(store, contract)()
    const failure = E.left({ _tag: 'Unavailable', reason: 'gone' } as const)
    const failing: EventStore = {
      ...store,
      read: async function* () {
        yield await Promise.resolve(failure)
      },
    }
    const opening = { ...world(failing), history: () => () => Promise.resolve(history) }
    expect(await execute(opening)([command, note('two')])()).toEqual(failure)
    expect(await held(store)).toHaveLength(7)
  })
})

describe('M20 an event dated later than the clock by more than a day', () => {
  it('is named in advice on what is recorded after it, once per batch, and not otherwise', async () => {
    const store = await opened()
    const at = (now: string) => ({ ...world(store), now: () => now })
    const last = (await held(store)).at(-1)?.recordedAt ?? ''
    const dayBefore = new Date(Date.parse(last) - 86_400_000).toISOString()
    const quiet = rightOf(await execute(at(dayBefore))([note('one')])())
    expect(quiet.advice).toEqual([])
    rightOf(await execute(at('2126-01-01T00:00:00.000Z'))([note('two')])())
    const answer = rightOf(await execute(at(last))([note('three'), note('four')])())
    expect(answer.events.map(({ recordedAt }) => recordedAt.slice(0, 4))).toEqual(['2126', '2126'])
    const sentence = expect.stringContaining('event 7, NoteAdded') as unknown
    expect(answer.advice).toMatchObject([
      { advice: 'recorded-ahead', rule: 'M20', index: 0, kpi: null, period: null, sentence },
    ])
  })
})
