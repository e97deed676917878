import { decodeLine, encodeLine, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import type { CurrentRevision } from '@kpi-ledger/core/store'
import { formatFaults } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { contentOf, type Log, type Place } from '../appending'
import type { Kind } from '../filter'
import { tooLong } from '../line-length'

/** An encoded event, and what is known about it without decoding. */
export interface StoredEvent extends Kind {
  /** The event as a line of a ledger file. */
  readonly line: string
}

/** The content of the store: lines of text, as on a disk, with indexes. */
export interface StoredEvents {
  /** Encoded events in the order the store accepted them. */
  readonly events: Array<StoredEvent>
  /** Indexes into `events` of the events of each stream, by revision. */
  readonly streams: Map<string, Array<number>>
  /** The place of each event, by id. */
  readonly ids: Map<string, Place>
}

/** The content of a new store. */
export const emptyStoredEvents = (): StoredEvents => ({
  events: [],
  streams: new Map(),
  ids: new Map(),
})

const decode = decodeLine()

/** Decodes one line into a fresh value, so callers cannot change what is stored. */
export const eventAt = (
  stored: StoredEvents,
  index: number,
): E.Either<StoreError, RecordedEvent> => {
  const decoded = decode(stored.events[index]?.line ?? '')
  if (E.isRight(decoded)) return decoded
  const reason = formatFaults(decoded.left.faults)
  return E.left({
    _tag: 'Corrupt',
    stream: null,
    revision: null,
    at: `event ${String(index)}`,
    reason,
  })
}

const currentRevision = (stored: StoredEvents, stream: string): CurrentRevision => {
  const events = stored.streams.get(stream)
  return events === undefined ? 'no-stream' : events.length - 1
}

/** The log of an in-memory store. */
export const logOf = (stored: StoredEvents): Log => ({
  placesOf: (ids) => {
    const places = new Map<string, Place>()
    for (const id of ids) {
      const place = stored.ids.get(id)
      if (place !== undefined) places.set(id, place)
    }
    return places
  },
  currentRevision: ({ stream }) => currentRevision(stored, stream),
  store: (events) => {
    const encoded = events.map((event) => ({ event, line: encodeLine(event) }))
    const fault = tooLong(encoded.map(({ line }) => line))
    if (fault !== null) return fault
    for (const { event, line } of encoded) {
      const { stream, revision } = event
      const places = stored.streams.get(stream)
      if (places === undefined) stored.streams.set(stream, [stored.events.length])
      else places.push(stored.events.length)
      stored.ids.set(event.id, { stream, revision, content: contentOf(event) })
      stored.events.push({ stream, type: event.type, line })
    }
    return null
  },
})
