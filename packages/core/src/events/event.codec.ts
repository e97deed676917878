import * as E from 'fp-ts/Either'
import { parseJson } from '../schema/json-text'
import type { Codec, Shape } from '../schema/codec'
import { literal, number, struct, tagged } from '../schema/combinators'
import { decodeError, faultsOf, type DecodeError, type Decoder } from '../schema/decode'
import { preview, type Fault } from '../schema/fault'
import { isPlainObject } from '../schema/json'
import type { OlderVersion } from './definition'
import { after, before, Envelope, Metadata, Version, type RecordedEvent } from './envelope'
import { definitions, eventTypes, isEventType, type EventType } from './registry'

/** The versions of each event's data that a decoder accepts. */
export type EventVersions = {
  readonly [Type in EventType]: {
    /** The codec of the data in the current version. */
    readonly data: Shape<unknown>
    /** The older versions, the oldest first. */
    readonly older: ReadonlyArray<OlderVersion>
  }
}

/** The version that is written now. */
export const currentVersion = (type: EventType, versions: EventVersions = definitions): number =>
  versions[type].older.length + 1

const version = (n: number): Codec<number> =>
  number({
    name: `the version ${n}`,
    test: (v) => v === n,
    integer: true,
    minimum: n,
    maximum: n,
  })

/** Codec of events in the current version of their data, checked as a whole. */
const currentEvent = (versions: EventVersions): Codec<RecordedEvent> =>
  tagged(
    'an event',
    'type',
    Object.fromEntries(
      eventTypes.map((type) => [
        type,
        struct(
          `the event ${type}`,
          {
            ...before,
            type: literal(type),
            version: version(currentVersion(type, versions)),
            ...after,
            data: versions[type].data,
          },
          { metadata: Metadata },
        ),
      ]),
    ),
  ) as unknown as Codec<RecordedEvent>

/** Codec of the events of the wire format, each in the current version of its data. */
export const Event: Codec<RecordedEvent> = currentEvent(definitions)

const upcast = (event: Envelope, older: ReadonlyArray<OlderVersion>): RecordedEvent => {
  let data: unknown = event.data
  for (const each of older.slice(event.version - 1)) data = each.upcast(data as never)
  const stored = { version: event.version, data: event.data }
  return { ...event, version: older.length + 1, data, stored } as unknown as RecordedEvent
}

const dataFaults = (versions: EventVersions, json: unknown): ReadonlyArray<Fault> => {
  if (!isPlainObject(json) || typeof json['type'] !== 'string') return []
  const { type, version: n, data } = json
  if (!isEventType(type)) return [{ path: 'type', message: `unknown event type ${preview(type)}` }]
  if (!Version.is(n) || !isPlainObject(data)) return []
  const { older, data: current } = versions[type]
  const codec = [...older.map((each) => each.codec), current][n - 1]
  if (codec !== undefined) return faultsOf(codec, data, ['data'])
  const message = `unknown version ${n} of ${type}; known up to ${older.length + 1}`
  return [{ path: 'version', message }]
}

/**
 * Makes a decoder for these versions: strict (unknown fields, types and versions are faults),
 * reporting all faults with their paths, and upcasting older versions step by step. The result
 * shares the parsed value, which must not be changed.
 */
export const eventDecoder = (versions: EventVersions): Decoder<RecordedEvent> => {
  const current = currentEvent(versions)
  return (json) => {
    if (current.is(json)) return E.right(json)
    const faults = [...faultsOf(Envelope, json), ...dataFaults(versions, json)]
    if (faults.length > 0) return E.left(decodeError('an event', faults))
    const event = json as Envelope
    return E.right(upcast(event, versions[event.type as EventType].older))
  }
}

/** Decodes an event of wire format 1 from parsed JSON. */
export const decodeEvent: Decoder<RecordedEvent> = eventDecoder(definitions)

/** Decodes one line of a ledger file, refusing what JSON.parse would silently drop. */
export const decodeLine =
  (decode: Decoder<RecordedEvent> = decodeEvent) =>
  (line: string): E.Either<DecodeError, RecordedEvent> => {
    const json = parseJson(line)
    return E.isLeft(json) ? E.left(decodeError('an event', json.left)) : decode(json.right)
  }

/** An event just constructed, such as a test's; its text is assumed to be valid. */
export const madeEvent = (made: object): RecordedEvent => made as RecordedEvent

/** The envelope of an event as it is stored: its original version, its fields in wire order. */
export const toEnvelope = (event: RecordedEvent): Envelope => {
  const { version, data } = event.stored ?? event
  const { id, stream, revision, type, recordedAt, metadata } = event
  const envelope = { id, stream, revision, type, version, recordedAt, data }
  return metadata === undefined ? envelope : { ...envelope, metadata }
}

/** One line of a ledger file, without the line ending; the inverse of {@link decodeLine}. */
export const encodeLine = (event: RecordedEvent): string => JSON.stringify(toEnvelope(event))
