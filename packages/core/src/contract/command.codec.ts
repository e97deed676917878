import * as t from 'io-ts'
import * as E from 'fp-ts/lib/Either'
import { decoder } from '../codec/decode'
import type { Fault } from '../codec/fault'
import { Identifier } from '../codec/text'
import { record } from '../codec/record'
import { eventData, type EventData } from '../events/data'
import {
  contractOf,
  Metadata,
  type Metadata as MetadataOf,
  type RecordedEvent,
} from '../events/envelope'
import { shapeOf } from '../codec/shape'

/** The event that each command gives, if it is not refused. */
export const eventOf = {
  RegisterContract: 'ContractRegistered',
  AdoptRegime: 'RegimeAdopted',
  DefineKPI: 'KPIDefined',
  ReviseTarget: 'TargetRevised',
  RetireKPI: 'KPIRetired',
  RecordActual: 'ActualRecorded',
  CorrectActual: 'ActualCorrected',
  AddNote: 'NoteAdded',
  PublishScorecard: 'ScorecardPublished',
} as const

export type CommandType = keyof typeof eventOf

/**
 * What somebody asks the ledger to record: plain JSON with the fields of the event it gives,
 * beside `type`, the `contract` it is for and, if wanted, `metadata`.
 */
export type Command = {
  readonly [Type in CommandType]: {
    readonly type: Type
    readonly contract: string
    readonly metadata?: MetadataOf
  } & EventData<(typeof eventOf)[Type]>
}[CommandType]

export type CommandOf<Type extends CommandType> = Extract<Command, { readonly type: Type }>

/** Why something is no command: every fault in it, each with its path. */
export interface InvalidCommand {
  readonly _tag: 'InvalidCommand'
  readonly faults: ReadonlyArray<Fault>
}

const commandCodec = (type: CommandType): t.Any => {
  const shape = shapeOf(eventData[eventOf[type]])
  return record(
    `the command ${type}`,
    {
      type: t.literal(type),
      contract: Identifier,
      ...Object.fromEntries(shape?.required ?? []),
    },
    { metadata: Metadata, ...Object.fromEntries(shape?.optional ?? []) },
  )
}

const [first, second, ...others] = (Object.keys(eventOf) as Array<CommandType>).map(commandCodec)

const decodeAny = decoder(
  t.union([first, second, ...others] as unknown as [t.Any, t.Any, ...Array<t.Any>], 'a command'),
)

const commandTypes: ReadonlyMap<string, string> = new Map(
  Object.entries(eventOf).map(([command, event]) => [event, command]),
)

/** The command that gives an event: the inverse of what deciding does. */
export const commandOf = (event: RecordedEvent): Command =>
  ({
    ...event.data,
    type: commandTypes.get(event.type),
    contract: contractOf(event.stream),
  }) as unknown as Command

/** Reads a command from parsed JSON, strictly: unknown fields are faults. */
export const decodeCommand = (json: unknown): E.Either<InvalidCommand, Command> => {
  const decoded = decodeAny(json)
  return E.isLeft(decoded)
    ? E.left({ _tag: 'InvalidCommand', faults: decoded.left })
    : E.right(decoded.right as Command)
}
