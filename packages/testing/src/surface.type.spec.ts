import type { Plain } from '@kpi-ledger/core/unstable'
import type {
  Command,
  DomainEvent,
  Outcome,
  RecordedEvent,
  Refusal,
  Scheme,
} from '@kpi-ledger/core'
import type { History } from '@kpi-ledger/projections'
import {
  arbitraryOutcome,
  arbitraryScheme,
  type fc,
  generateLedger,
  type given,
  type givenHistory,
  recorded,
  type EventFixture,
} from '@kpi-ledger/testing'
import { expectTypeOf } from 'expect-type'

describe('fixtures', () => {
  it('are events without an envelope', () => {
    expectTypeOf<DomainEvent>().toExtend<EventFixture>()
    expectTypeOf<{
      type: 'NoteAdded'
      data: { period: '2016-04'; text: 'Snow' }
    }>().toExtend<EventFixture>()
  })

  it('have the data of their type', () => {
    expectTypeOf<{ type: 'NoteAdded'; data: { kpi: 'K' } }>().not.toExtend<EventFixture>()
    expectTypeOf<{ type: 'NoteLost'; data: object }>().not.toExtend<EventFixture>()
  })

  it('become what a store returns', () => {
    expectTypeOf(recorded).returns.toEqualTypeOf<ReadonlyArray<RecordedEvent>>()
    expectTypeOf<ReturnType<typeof givenHistory>>().toEqualTypeOf<History>()
    expectTypeOf(generateLedger).returns.toEqualTypeOf<Iterable<RecordedEvent>>()
  })
})

describe('given, when, then', () => {
  type Then = ReturnType<ReturnType<typeof given>['when']>

  it('takes commands and compares with events or a refusal', () => {
    expectTypeOf<ReturnType<typeof given>['when']>().parameters.toEqualTypeOf<[Command]>()
    expectTypeOf<Then['thenEvents']>().parameters.toEqualTypeOf<
      [ReadonlyArray<Plain<DomainEvent>>]
    >()
    expectTypeOf<Then['thenRefused']>().parameters.toEqualTypeOf<[Refusal]>()
  })
})

describe('arbitraries', () => {
  it('have the types of the fast-check that comes with them', () => {
    expectTypeOf(arbitraryOutcome).returns.toEqualTypeOf<fc.Arbitrary<Outcome>>()
    expectTypeOf(arbitraryScheme()).toExtend<Parameters<typeof fc.option<Scheme>>[0]>()
  })
})
