import type { Branded } from 'io-ts'
import { branded } from '../schema/brand'
import { inRuns } from '../schema/characters'
import type { Codec } from '../schema/codec'
import { anyText, integer, open, refinedText, struct } from '../schema/combinators'
import { Instant, InstantOrDate } from '../schema/instant'
import type { Json } from '../schema/json'
import { JsonValue, PlainObject } from '../schema/json-value'
import { Revision } from '../schema/number'
import { EventId, Text, Uuid } from '../schema/text'
import type { EventData, EventType } from './registry'

/** Who and why, beside the fact itself; other keys are preserved (wire format). */
export interface Metadata {
  /** Who recorded it. */
  readonly actor?: string
  /** UUID shared by everything done for one purpose. */
  readonly correlationId?: string
  /** UUID of what caused it. */
  readonly causationId?: string
  /** When the fact was reported in the world: an instant or a date (M20). */
  readonly occurredAt?: string
  readonly [other: string]: Json | undefined
}

/** The codec of an event's metadata. */
export const Metadata: Codec<Metadata> = open(
  'metadata',
  { actor: Text, correlationId: Uuid, causationId: Uuid, occurredAt: InstantOrDate },
  refinedText({
    name: 'a field name without lone surrogates',
    test: (key) => key.isWellFormed(),
    pattern: String.raw`^\P{Cs}*$`,
  }),
  JsonValue,
)

const STREAM_PREFIX = 'kpiContract-'
const STREAM = /^kpiContract-[a-z0-9]+(?:[.-][a-z0-9]+)*$/
const STREAM_LENGTH = STREAM_PREFIX.length + 64

interface StreamNameBrand {
  readonly StreamName: unique symbol
}

/** Name of a contract's stream: `kpiContract-` and the contract's id. */
export type StreamName = Branded<string, StreamNameBrand>

/** The codec of the name of a stream. */
export const StreamName: Codec<StreamName> = refinedText({
  name: 'a stream such as kpiContract-pssp',
  test: inRuns((s) => s.length <= STREAM_LENGTH && STREAM.test(s)),
  maxLength: STREAM_LENGTH,
  pattern: STREAM.source,
})

/** The stream of a contract. */
export const streamOf = (contract: string): StreamName => branded(`${STREAM_PREFIX}${contract}`)

/** The contract of a stream. */
export const contractOf = (stream: string): string => stream.slice(STREAM_PREFIX.length)

/** The fields around an event's type, version and data, in the order of the wire format. */
export const before = { id: EventId, stream: StreamName, revision: Revision }
/** The fields of an envelope that come after its data. */
export const after = { recordedAt: Instant }

/** An event as it is stored, before its data is decoded. */
export interface Envelope {
  /** UUID, unique in the ledger. */
  readonly id: EventId
  /** `kpiContract-` and the contract's id. */
  readonly stream: StreamName
  /** Place in the stream, from 0. */
  readonly revision: number
  /** The type of the event. */
  readonly type: string
  /** Version of the shape of `data`, from 1. */
  readonly version: number
  /** UTC instant at which the ledger recorded it; never decreases within a stream (M20). */
  readonly recordedAt: Instant
  /** The data of the event. */
  readonly data: object
  /** Who recorded it and why, if stated. */
  readonly metadata?: Metadata
}

/** The codec of the version of an event's data. */
export const Version = integer('a version', 1, Number.MAX_SAFE_INTEGER)

/** The codec of an envelope, whatever its data. */
export const Envelope: Codec<Envelope> = struct(
  'an event',
  {
    ...before,
    type: anyText,
    version: Version,
    ...after,
    data: PlainObject,
  },
  { metadata: Metadata },
)

/** The stored data of an older version; kept so that the event is hashed and exported unchanged. */
export type StoredForm = Pick<Envelope, 'version' | 'data'>

/** What happened: an event's type and data in their current version. */
export type DomainEvent<Type extends EventType = EventType> = {
  readonly [T in Type]: { readonly type: T; readonly data: EventData<T> }
}[Type]

/** A domain event with the envelope it has in the ledger. */
export type RecordedEvent<Type extends EventType = EventType> = DomainEvent<Type> &
  Omit<Envelope, 'type' | 'data'> & {
    /** Present only if the event was upcast when it was read. */
    readonly stored?: StoredForm
  }

/** An event to append; the store assigns its revision. */
export type NewEvent = RecordedEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'stream' | 'revision'>
    : never
  : never
