import * as E from 'fp-ts/lib/Either'
import { compile } from '../codec/compile'
import { preview, type Fault } from '../codec/fault'
import { isPlainObject } from '../codec/json'
import { parseJson } from '../codec/json-text'
import { faultsOf, type Check } from '../codec/report'
import { Envelope, type RecordedEvent } from './envelope'
import { eventSchema, type EventSchema, type OlderVersion } from './schema'

/** Why an event was refused: every fault in it, each with its path. */
export interface InvalidEvent {
  readonly _tag: 'InvalidEvent'
  readonly faults: ReadonlyArray<Fault>
}

const invalid = (faults: ReadonlyArray<Fault>): InvalidEvent => ({ _tag: 'InvalidEvent', faults })

export type EventDecoder = (json: unknown) => E.Either<InvalidEvent, RecordedEvent>

interface Version {
  readonly check: Check
  readonly upcast: OlderVersion['upcast'] | null
}

const versionsOf = (schema: EventSchema): ReadonlyMap<string, ReadonlyArray<Version>> =>
  new Map(
    Object.entries(schema).map(([type, { older, current }]) => [
      type,
      [
        ...older.map(({ codec, upcast }) => ({ check: compile(codec), upcast })),
        { check: compile(current), upcast: null },
      ],
    ]),
  )

/**
 * Makes the decoder of a schema: strict (unknown fields, types and versions are faults), with
 * every fault and its path, and upcasting older versions one step at a time. The result shares
 * the parsed value; it is not to be changed.
 */
export const eventDecoder = (schema: EventSchema): EventDecoder => {
  const envelope = compile(Envelope)
  const versions = versionsOf(schema)

  const upcast = (event: Envelope, known: ReadonlyArray<Version>): RecordedEvent => {
    let data: unknown = event.data
    for (const version of known.slice(event.version - 1))
      if (version.upcast !== null) data = version.upcast(data as never)
    const stored = { version: event.version, data: event.data }
    return { ...event, version: known.length, data, stored } as unknown as RecordedEvent
  }

  const dataFaults = (json: unknown): ReadonlyArray<Fault> => {
    if (!isPlainObject(json) || typeof json['type'] !== 'string') return []
    const { type, version, data } = json
    const known = versions.get(type)
    if (known === undefined)
      return [{ path: 'type', message: `unknown event type ${preview(type)}` }]
    if (!Number.isInteger(version) || Number(version) < 1 || !isPlainObject(data)) return []
    const schemaVersion = known[Number(version) - 1]
    if (schemaVersion !== undefined) return faultsOf(schemaVersion.check, data, 'data')
    const upTo = String(known.length)
    return [
      {
        path: 'version',
        message: `unknown version ${preview(version)} of ${type}; known up to ${upTo}`,
      },
    ]
  }

  return (json) => {
    if (envelope.accepts(json)) {
      const event = json as Envelope
      const known = versions.get(event.type) ?? []
      const version = known[event.version - 1]
      if (version?.check.accepts(event.data) === true)
        return E.right(
          version.upcast === null ? (event as unknown as RecordedEvent) : upcast(event, known),
        )
    }
    return E.left(invalid([...faultsOf(envelope, json), ...dataFaults(json)]))
  }
}

/** Decodes an event of wire format 1 from parsed JSON. */
export const decodeEvent: EventDecoder = eventDecoder(eventSchema)

/** Decodes one line of a ledger file, refusing what JSON.parse would pass over in silence. */
export const decodeLine =
  (decode: EventDecoder = decodeEvent) =>
  (line: string): E.Either<InvalidEvent, RecordedEvent> => {
    const json = parseJson(line)
    return E.isLeft(json) ? E.left(invalid(json.left)) : decode(json.right)
  }

/** The envelope of an event as it is stored: its original version, its fields in wire order. */
export const toEnvelope = (event: RecordedEvent): Envelope => {
  const { version, data } = event.stored ?? event
  const { id, stream, revision, type, recordedAt, metadata } = event
  const envelope = { id, stream, revision, type, version, recordedAt, data }
  return metadata === undefined ? envelope : { ...envelope, metadata }
}

/** One line of a ledger file, without its line end; the inverse of {@link decodeLine}. */
export const encodeLine = (event: RecordedEvent): string => JSON.stringify(toEnvelope(event))
