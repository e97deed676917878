import * as E from 'fp-ts/Either'
import type { DomainEvent } from '../events/envelope'
import { Metadata } from '../events/envelope'
import {
  definitions,
  eventTypes,
  type CommandName,
  type EventData,
  type EventType,
} from '../events/registry'
import { PeriodText } from '../period/period'
import { ledgerForm, WrittenPeriodText } from '../period/written'
import type { Plain } from '../schema/brand'
import type { Codec } from '../schema/codec'
import { literal, struct, tagged, type Described } from '../schema/combinators'
import { decodeError, decoder, type Decoder } from '../schema/decode'
import { isPlainObject } from '../schema/json'
import { Revision } from '../schema/number'
import { EventId, Identifier } from '../schema/text'

/** What a correction may say beyond its event's fields. */
interface Corrects {
  /** Id of the event its author corrects: it is refused if that is not the latest figure (M39). */
  readonly corrects?: string
}

type Requests = {
  readonly [Type in EventType]: {
    readonly type: CommandName<Type>
    /** Id of the contract it is for. */
    readonly contract: string
    /** Who requests it and why; stored with the event. */
    readonly metadata?: Metadata
    /** A lower-case UUID: the same command sent again records nothing new (M39). */
    readonly id?: string
    /** The revision its author saw: it is refused if what it is about has changed since (M39). */
    readonly expectedRevision?: number
  } & Plain<EventData<Type>> &
    (Type extends 'ActualCorrected' ? Corrects : unknown)
}

/**
 * A request to record something: plain JSON with the fields of the event it leads to, beside
 * `type`, the `contract` it is for and, optionally, `metadata`, `id` and `expectedRevision`. Its
 * period may be written as people do, `2016/17-Q1`; the event has it as `FY2016-Q1` (M1a).
 */
export type Command = Requests[Exclude<EventType, 'ScorecardPublished'>]

/**
 * A request to sign a scorecard off. It is not a {@link Command}: only `publish` makes one, since
 * its digest, size and root must be those of the ledger (M25a).
 */
export type PublishScorecard = Requests['ScorecardPublished']

/** The type of a command, such as `RecordActual`. */
export type CommandType = Command['type']

/** The command of a type. */
export type CommandOf<Type extends CommandType> = Extract<Command, { readonly type: Type }>

/** The fields of an event, with its period as people may write it (M1a). */
const asWritten = (required: Described): Described =>
  required['period'] === PeriodText ? { ...required, period: WrittenPeriodText } : required

const requestFor = (eventType: EventType, required: Described) => {
  const { command, optional } = definitions[eventType]
  const fields = { type: literal(command), contract: Identifier, ...required }
  return struct(`the command ${command}`, fields, {
    metadata: Metadata,
    id: EventId,
    expectedRevision: Revision,
    ...(eventType === 'ActualCorrected' ? { corrects: EventId } : {}),
    ...optional,
  })
}

const codecs = eventTypes
  .filter((type) => type !== 'ScorecardPublished')
  .map((type) => {
    const { command, required } = definitions[type]
    return [command, requestFor(type, asWritten(required))] as const
  })

/** The codec of a command of any type. */
export const Command = tagged(
  'a command',
  'type',
  Object.fromEntries(codecs),
) as unknown as Codec<Command>

const PublishScorecard = requestFor(
  'ScorecardPublished',
  definitions.ScorecardPublished.required,
) as unknown as Codec<PublishScorecard>

/** Reads the request of `publish`, strictly. */
export const decodePublishScorecard: Decoder<PublishScorecard> = decoder(PublishScorecard)

const asksToPublish = (u: unknown): boolean =>
  isPlainObject(u) && u['type'] === definitions.ScorecardPublished.command

/** The answer to a publication among commands (M25a). */
const onlyByPublish = decodeError('a command', [
  {
    path: 'type',
    message:
      'PublishScorecard cannot be recorded: use publish, which draws the digest it signs from the ledger',
  },
])

const decodeAsIs = decoder(Command)

/** Deeper than any command is. */
const MAX_DEPTH = 16

/** A value whose texts have the line ends of a ledger; web forms send those of Windows. */
const withLineFeeds = (u: unknown, depth = 0): unknown => {
  if (typeof u === 'string') return u.replaceAll('\r\n', '\n')
  if (depth === MAX_DEPTH) return u
  if (Array.isArray(u)) return u.map((each) => withLineFeeds(each, depth + 1))
  if (!isPlainObject(u)) return u
  const changed = Object.entries(u).map(
    ([key, value]) => [key, key === 'metadata' ? value : withLineFeeds(value, depth + 1)] as const,
  )
  return Object.fromEntries(changed)
}

/**
 * Reads a command from parsed JSON, strictly: unknown fields are faults. CRLF in its texts becomes
 * a line feed; metadata is kept as it is. A publication is refused: only `publish` makes one (M25a).
 */
export const decodeCommand: Decoder<Command> = (u) => {
  if (asksToPublish(u)) return E.left(onlyByPublish)
  const decoded = decodeAsIs(u)
  return E.isRight(decoded) ? decoded : decodeAsIs(withLineFeeds(u))
}

const eventTypeOf: ReadonlyMap<string, EventType> = new Map(
  eventTypes.map((type) => [definitions[type].command, type]),
)

/** The event requested by a command: the same fields, without those of the envelope. */
export const eventFor = (command: Command | PublishScorecard): DomainEvent => {
  const { type: name, contract, metadata: _, id: __, expectedRevision: ___, ...rest } = command
  const { corrects: ____, ...given } = { corrects: undefined, ...rest }
  const fields = 'period' in given ? { ...given, period: ledgerForm(given.period) } : given
  const type = eventTypeOf.get(name)
  const data = type === 'ContractRegistered' ? { contract, ...fields } : fields
  return { type, data } as unknown as DomainEvent
}
