/** An event as a client proposes it. */
export interface ProposedEvent {
  readonly id: string
  readonly type: string
  /** The type of the data, such as `application/json`. */
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

/** An event in the log. */
export interface LoggedEvent extends ProposedEvent {
  readonly stream: string
  /** Counted from 0 in its stream; Infinity for a tombstone. */
  readonly revision: number
  /** Its place in the log: strictly increasing, never contiguous. */
  readonly position: number
}

/** What the server stores. Deletion and retention only hide events until they are scavenged. */
export interface Log {
  /** All events, in order of position. */
  readonly events: Array<LoggedEvent>
  /** The events of each stream, by revision. */
  readonly streams: Map<string, Array<LoggedEvent>>
  /** The streams that were ended permanently. */
  readonly tombstoned: Set<string>
  /** Events that have been removed; revisions and positions are unchanged. */
  readonly scavenged: Set<LoggedEvent>
}

const none: ReadonlyArray<LoggedEvent> = []

/** The events of a stream, by revision; empty if there is none. */
export const eventsOf = (log: Log, stream: string): ReadonlyArray<LoggedEvent> =>
  log.streams.get(stream) ?? none

// A log begins with records that are not events, and a record takes up more room than its data.
const FIRST_POSITION = 333
const RECORD_OVERHEAD = 81

const positionAfter = (last: LoggedEvent | undefined): number =>
  last === undefined
    ? FIRST_POSITION
    : last.position + RECORD_OVERHEAD + last.data.length + last.metadata.length

const record = (log: Log, stream: string, revision: number, event: ProposedEvent): LoggedEvent => {
  const position = positionAfter(log.events.at(-1))
  const logged = { ...event, stream, revision, position }
  log.events.push(logged)
  return logged
}

/** Writes one event at the end of a stream, without checking expectations. */
export const write = (log: Log, stream: string, event: ProposedEvent): LoggedEvent => {
  const events = log.streams.get(stream) ?? []
  log.streams.set(stream, events)
  const logged = record(log, stream, events.length, event)
  events.push(logged)
  return logged
}

/** An event written by the server; its id is its place in the log. */
export const systemEvent = (
  log: Log,
  type: string,
  data: string,
  metadata = '',
): ProposedEvent => ({
  id: `5e54e000-0000-4000-8000-${log.events.length.toString(16).padStart(12, '0')}`,
  type,
  contentType: 'application/json',
  data: Buffer.from(data),
  metadata: Buffer.from(metadata),
})

/** The log of an unused server, which has already written about itself. */
export const newLog = (): Log => {
  const log = {
    events: [],
    streams: new Map(),
    tombstoned: new Set<string>(),
    scavenged: new Set<LoggedEvent>(),
  }
  write(log, '$$$scavenges', systemEvent(log, '$metadata', '{"$maxAge":2592000}'))
  return log
}

/** Writes the event that ends a stream permanently. */
export const writeTombstone = (log: Log, stream: string): LoggedEvent => {
  log.tombstoned.add(stream)
  return record(log, stream, Infinity, systemEvent(log, '$streamDeleted', ''))
}

/** Brings a copy of a log up to date. */
export const replicate = (from: Log, to: Log): void => {
  for (const event of from.events.slice(to.events.length)) {
    to.events.push(event)
    if (event.revision === Infinity) to.tombstoned.add(event.stream)
    else to.streams.set(event.stream, [...eventsOf(to, event.stream), event])
  }
  for (const event of from.scavenged) to.scavenged.add(event)
}

/** The index of the first event at or after a position. */
export const indexAt = ({ events }: Log, position: number): number => {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((events[middle]?.position ?? Infinity) < position) low = middle + 1
    else high = middle
  }
  return low
}
