import { memoryStore } from '@kpi-ledger/adapters'
import {
  execute,
  streamOf,
  type Command,
  type DomainEvent,
  type EventStore,
  type RecordedEvent,
} from '@kpi-ledger/core'
import { branded, toNewEvent } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { runs } from '../../../../scripts/jest/runs'
import { arbitraryFact, arbitraryRule } from '../arbitrary/command'
import { arbitraryLedger } from '../arbitrary/ledger'
import { fixedClock } from '../environment/fixed-clock'
import { sequentialIds } from '../environment/sequential-ids'
import { psspScheme } from '../schemes/pssp'
import { given, type Then } from './given'

const contract = 'pssp'
const draft = { regime: 'third', effectiveFrom: '2016-04', scheme: psspScheme }

const registration: Command = {
  ...{ type: 'RegisterContract', contract, title: 'T', authority: 'A', supplier: 'S' },
  yearStart: 4,
}

/** Commands that are unchanged, for another contract, or malformed. */
const commands = fc
  .tuple(
    fc.oneof(arbitraryFact(contract), arbitraryRule(contract, draft), fc.constant([registration])),
    fc.constantFrom<object>(
      ...[{}, {}, {}, {}, { contract: 'other' }, { contract: 'No id' }],
      ...[{ yearStart: 99 }, { period: 'rubbish' }, { kpi: 'Cafe\u0301' }, { type: 'Unheard of' }],
    ),
  )
  .map(([[command], change]) => ({ ...command, ...change }))

/** A command that is recorded, one that is refused and one that is malformed, whatever is drawn. */
const ONE_OF_EACH: Array<[Array<RecordedEvent>, Command]> = [
  [[], registration],
  [[], { type: 'AddNote', contract, period: branded('2016-06'), text: branded('Late') }],
  [[], { ...registration, contract: 'No id' }],
]

/** A store with these events. */
const storeOf = async (events: ReadonlyArray<RecordedEvent>) => {
  const store = memoryStore()
  const [first] = events
  if (first !== undefined) await store.append(first.stream, events.map(toNewEvent), 'no-stream')()
  return store
}

const recordedIn = async (store: EventStore, of: string, from: number) => {
  const found: Array<unknown> = []
  for await (const page of store.read(streamOf(of), { from }))
    if (E.isRight(page)) found.push(...page.right.map(({ type, data }) => ({ type, data })))
  return found as Array<DomainEvent>
}

const passes = (when: () => Then, then: (outcome: Then) => void): boolean => {
  try {
    then(when())
    return true
  } catch {
    return false
  }
}

it('gives the same verdict as execute on a store with the same events', async () => {
  const verdicts = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(arbitraryLedger({ maxCommands: 10 }), fc.constant([])),
      commands,
      async (events, command) => {
        const store = await storeOf(events)
        const environment = { store, now: fixedClock(), newId: sequentialIds() }
        const executed = await execute(environment)([command])()
        const when = () => given(...events).when(command)
        verdicts.add(E.isRight(executed) ? 'recorded' : executed.left._tag)
        const from = command.contract === contract ? events.length : 0
        const after = E.isRight(executed) ? await recordedIn(store, command.contract, from) : []
        const isRecorded = passes(when, (then) => {
          then.thenEvents(after)
        })
        expect(isRecorded).toBe(E.isRight(executed))
        if (E.isRight(executed)) return
        const { left } = executed
        const refusal = left._tag === 'Refused' ? left.refusal : null
        const paths = left._tag === 'InvalidCommand' ? left.faults.map(({ path }) => path) : null
        const isRefused = passes(when, (then) => {
          then.thenRefused(refusal ?? { _tag: 'UnknownContract', contract })
        })
        const isInvalid = passes(when, (then) => {
          then.thenInvalid(paths ?? [])
        })
        expect([isRefused, isInvalid]).toEqual([refusal !== null, paths !== null])
      },
    ),
    { numRuns: runs(300), examples: ONE_OF_EACH },
  )
  expect([...verdicts].sort()).toEqual(['InvalidCommand', 'Refused', 'recorded'])
})
