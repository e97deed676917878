import {
  Command,
  decide,
  decodeCommand,
  decodeEvent,
  type decodeLine,
  type encodeLine,
  Event,
  execute,
  foldHistory,
  Margin,
  Metadata,
  Outcome,
  parsePeriod,
  readHistory,
  Scheme,
  Target,
  type Codec,
  type CommandType,
  type DecodeError,
  type Decoder,
  type DomainEvent,
  type EventData,
  type EventType,
  type History,
  type Period,
  type RecordedEvent,
  type Refusal,
} from '@kpi-ledger/core'
import {
  Consistency,
  decodeDigest,
  Digest,
  Inclusion,
  verifyDigest,
  verifyInclusion,
  type Verification,
} from '@kpi-ledger/core/proofs'
import { expectTypeOf } from 'expect-type'
import type * as E from 'fp-ts/Either'
import type * as t from 'io-ts'

describe('codecs', () => {
  it('are io-ts types of the interfaces that bear their names', () => {
    expectTypeOf(Target).toEqualTypeOf<Codec<Target>>()
    expectTypeOf(Scheme).toEqualTypeOf<Codec<Scheme>>()
    expectTypeOf(Outcome).toEqualTypeOf<Codec<Outcome>>()
    expectTypeOf(Margin).toEqualTypeOf<Codec<Margin>>()
    expectTypeOf(Metadata).toEqualTypeOf<Codec<Metadata>>()
    expectTypeOf(Command).toEqualTypeOf<Codec<Command>>()
    expectTypeOf(Event).toEqualTypeOf<Codec<RecordedEvent>>()
    expectTypeOf(Digest).toEqualTypeOf<Codec<Digest>>()
    expectTypeOf(Inclusion).toEqualTypeOf<Codec<Inclusion>>()
    expectTypeOf(Consistency).toEqualTypeOf<Codec<Consistency>>()
    expectTypeOf(Target).toExtend<t.Type<Target>>()
    expectTypeOf<t.TypeOf<typeof Scheme>>().toEqualTypeOf<Scheme>()
  })

  it('do not accept an interface of another shape', () => {
    expectTypeOf<Codec<{ readonly a: number }>>().not.toExtend<Codec<{ readonly a: string }>>()
    expectTypeOf<Codec<{ readonly a?: number }>>().not.toExtend<Codec<{ readonly a: number }>>()
    expectTypeOf<Codec<{ readonly a: number }>>().not.toExtend<Codec<{ readonly a?: number }>>()
  })

  it('decode to a value or an error, never by throwing', () => {
    expectTypeOf(decodeEvent).toEqualTypeOf<Decoder<RecordedEvent>>()
    expectTypeOf(decodeCommand).toEqualTypeOf<Decoder<Command>>()
    expectTypeOf(decodeDigest).toEqualTypeOf<Decoder<Digest>>()
    expectTypeOf(parsePeriod).returns.toEqualTypeOf<E.Either<DecodeError, Period>>()
    expectTypeOf<ReturnType<typeof decodeLine>>().returns.toEqualTypeOf<
      E.Either<DecodeError, RecordedEvent>
    >()
    expectTypeOf<typeof encodeLine>().toEqualTypeOf<(event: RecordedEvent) => string>()
  })
})

describe('events and commands', () => {
  it('are distinguished by their type', () => {
    expectTypeOf<DomainEvent['type']>().toEqualTypeOf<EventType>()
    expectTypeOf<DomainEvent<'NoteAdded'>['data']>().toEqualTypeOf<EventData<'NoteAdded'>>()
    expectTypeOf<Command['type']>().toEqualTypeOf<CommandType>()
    expectTypeOf<Extract<Command, { type: 'AddNote' }>>().toExtend<EventData<'NoteAdded'>>()
    expectTypeOf<RecordedEvent>().toExtend<DomainEvent>()
  })

  it('are read-only', () => {
    expectTypeOf<Target>().toEqualTypeOf<Readonly<Target>>()
    expectTypeOf<Scheme['bands']>().not.toExtend<Array<unknown>>()
    expectTypeOf<Digest>().toEqualTypeOf<Readonly<Digest>>()
  })

  it('go one way: a command is decided on a history and gives an event or a refusal', () => {
    expectTypeOf(decide).parameter(0).toEqualTypeOf<History>()
    expectTypeOf<Command>().toExtend<Parameters<typeof decide>[1]>()
    expectTypeOf(decide).returns.toEqualTypeOf<E.Either<Refusal, DomainEvent>>()
    expectTypeOf(foldHistory).returns.toEqualTypeOf<History>()
    expectTypeOf(readHistory).toBeFunction()
    expectTypeOf(execute).toBeFunction()
  })
})

describe('proofs', () => {
  it('are verified with an answer, not an exception', () => {
    expectTypeOf(verifyInclusion).returns.toEqualTypeOf<Verification>()
    expectTypeOf(verifyDigest).returns.toEqualTypeOf<Verification>()
  })
})
