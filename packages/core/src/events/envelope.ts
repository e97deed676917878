import * as t from 'io-ts'
import { Instant, InstantOrDate } from '../codec/instant'
import { JsonValue, PlainObject, type Json } from '../codec/json'
import { integer, Revision } from '../codec/number'
import { record, type Immutable } from '../codec/record'
import { Text, Uuid } from '../codec/text'
import { patternLeaf, recurring, stringLeaf } from '../codec/leaf'
import type { EventData, EventType } from './data'

const Key = stringLeaf('a field name without lone surrogates', (key) => key.isWellFormed())

/** Who and why, beside the fact itself; other keys are kept as they are (wire format). */
export const Metadata = t.intersection(
  [
    t.partial({
      actor: Text,
      correlationId: Uuid,
      causationId: Uuid,
      occurredAt: InstantOrDate,
    }),
    t.record(Key, JsonValue),
  ],
  'metadata',
)
export interface Metadata {
  readonly actor?: string
  readonly correlationId?: string
  readonly causationId?: string
  readonly occurredAt?: string
  readonly [other: string]: Json | undefined
}

const STREAM_PREFIX = 'kpiContract-'

/** Codec of a stream's name: `kpiContract-` and the contract's id. */
export const StreamName = recurring(
  patternLeaf(
    'a stream such as kpiContract-pssp',
    /^kpiContract-[a-z0-9]+(?:[.-][a-z0-9]+)*$/,
    STREAM_PREFIX.length + 64,
  ),
)

/** The stream of a contract. */
export const streamOf = (contract: string): string => `${STREAM_PREFIX}${contract}`

/** The contract of a stream. */
export const contractOf = (stream: string): string => stream.slice(STREAM_PREFIX.length)

/** The envelope as it is stored, before its data is looked at. */
export const Envelope = record(
  'an event',
  {
    id: Uuid,
    stream: StreamName,
    revision: Revision,
    type: t.string,
    version: integer('a version', 1, Number.MAX_SAFE_INTEGER),
    recordedAt: Instant,
    data: PlainObject,
  },
  { metadata: Metadata },
)
export type Envelope = Immutable<Omit<t.TypeOf<typeof Envelope>, 'metadata'>> & {
  readonly metadata?: Metadata
}

/** Data as an older version stored it; kept so that the event is hashed and exported as it was. */
export interface StoredForm {
  readonly version: number
  readonly data: Readonly<Record<string, unknown>>
}

/** What happened: an event's type and data in their current version. */
export type DomainEvent = {
  readonly [Type in EventType]: { readonly type: Type; readonly data: EventData<Type> }
}[EventType]

/** A domain event with the envelope it has in the ledger. */
export type RecordedEvent = DomainEvent & {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly version: number
  readonly recordedAt: string
  readonly metadata?: Metadata
  /** Present only where an upcast changed the data on its way in. */
  readonly stored?: StoredForm
}

/** An event on its way to a store, which gives it its revision. */
export type NewEvent = RecordedEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'stream' | 'revision'>
    : never
  : never
