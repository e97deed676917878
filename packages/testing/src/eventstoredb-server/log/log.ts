import { noRetention, retentionOf, type Retention } from './retention'

/** An event as a client proposes it. */
export interface ProposedEvent {
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

/** An event as the log holds it. */
export interface LoggedEvent extends ProposedEvent {
  readonly stream: string
  /** Counted from 0 in its stream; Infinity for a tombstone. */
  readonly revision: number
  /** Where it is in the log: strictly increasing, never contiguous. */
  readonly position: number
  /** When it was written, milliseconds since 1970. */
  readonly created: number
}

/** What the server keeps. Nothing is ever scavenged: deleting and retention only hide events. */
export interface Log {
  readonly events: Array<LoggedEvent>
  readonly streams: Map<string, Array<LoggedEvent>>
  /** Ids this process has written: the first event of each. A restart forgets them. */
  readonly ids: Map<string, LoggedEvent>
  readonly tombstoned: Set<string>
  /** What the metadata of a stream says, by the stream's own name. */
  readonly retentions: Map<string, Retention>
}

export const emptyLog = (): Log => ({
  events: [],
  streams: new Map(),
  ids: new Map(),
  tombstoned: new Set(),
  retentions: new Map(),
})

const METADATA_PREFIX = '$$'

export const metadataStreamOf = (stream: string): string => METADATA_PREFIX + stream

/** The stream whose metadata a stream holds, if it is one of those. */
export const originalOf = (stream: string): string | undefined =>
  stream.startsWith(METADATA_PREFIX) ? stream.slice(METADATA_PREFIX.length) : undefined

const none: ReadonlyArray<LoggedEvent> = []

export const eventsOf = (log: Log, stream: string): ReadonlyArray<LoggedEvent> =>
  log.streams.get(stream) ?? none

/** The last revision of a stream, -1 for none. */
export const currentRevision = (log: Log, stream: string): number =>
  eventsOf(log, stream).length - 1

export const retentionIn = (log: Log, stream: string): Retention =>
  originalOf(stream) === undefined
    ? (log.retentions.get(stream) ?? noRetention)
    : { ...noRetention, maxCount: 1 }

export const isSoftDeleted = (log: Log, stream: string): boolean =>
  log.retentions.get(stream)?.truncateBefore === Infinity

/** A tombstone takes the metadata of the stream with it. */
export const isTombstoned = (log: Log, stream: string): boolean =>
  log.tombstoned.has(stream) || log.tombstoned.has(originalOf(stream) ?? stream)

// A log begins with records that are no events, and a record takes more room than its data.
const FIRST_POSITION = 333
const RECORD_OVERHEAD = 81

const positionAfter = (last: LoggedEvent | undefined): number =>
  last === undefined
    ? FIRST_POSITION
    : last.position + RECORD_OVERHEAD + last.type.length + last.data.length + last.metadata.length

const record = (log: Log, stream: string, revision: number, event: ProposedEvent, at: number) => {
  const logged: LoggedEvent = {
    ...event,
    stream,
    revision,
    position: positionAfter(log.events.at(-1)),
    created: at,
  }
  log.events.push(logged)
  return logged
}

/** Writes one event at the end of a stream, whatever is expected of it. */
export const write = (log: Log, stream: string, event: ProposedEvent, at: number): LoggedEvent => {
  const events = log.streams.get(stream) ?? []
  const logged = record(log, stream, events.length, event, at)
  events.push(logged)
  if (events.length === 1) log.streams.set(stream, events)
  if (!log.ids.has(logged.id)) log.ids.set(logged.id, logged)
  const original = originalOf(stream)
  if (original !== undefined) log.retentions.set(original, retentionOf(logged.data))
  return logged
}

/** An id for what the server itself writes: it says the place in the log. */
const systemId = (log: Log): string =>
  `5e54e000-0000-4000-8000-${log.events.length.toString(16).padStart(12, '0')}`

const json = 'application/json'
const nothing = new Uint8Array()

/** Replaces the metadata document of a stream. */
export const writeMetadata = (log: Log, stream: string, document: string, at: number) =>
  write(
    log,
    metadataStreamOf(stream),
    {
      id: systemId(log),
      type: '$metadata',
      contentType: json,
      data: Buffer.from(document),
      metadata: nothing,
    },
    at,
  )

/** Writes the event that ends a stream for ever. */
export const writeTombstone = (log: Log, stream: string, at: number): LoggedEvent => {
  log.tombstoned.add(stream)
  const id = systemId(log)
  const event = { id, type: '$streamDeleted', contentType: json, data: nothing, metadata: nothing }
  return record(log, stream, Infinity, event, at)
}
