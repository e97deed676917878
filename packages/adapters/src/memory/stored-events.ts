import {
  canonicalJson,
  decodeEvent,
  decodeLine,
  encodeLine,
  toEnvelope,
  type Batch,
  type CurrentRevision,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'

interface Place {
  readonly stream: string
  readonly revision: number
  readonly content: string
}

/** What the store holds: lines of text, as a disk would, and indexes to find them by. */
export interface StoredEvents {
  /** Encoded events in the order the store took them. */
  readonly lines: Array<string>
  /** For each stream, where its events are in `lines`, by revision. */
  readonly streams: Map<string, Array<number>>
  readonly ids: Map<string, Place>
}

export const emptyStoredEvents = (): StoredEvents => ({
  lines: [],
  streams: new Map(),
  ids: new Map(),
})

const decode = decodeLine()

/** Decodes one line; a fresh value each time, so that nobody can change what is held. */
export const eventAt = (
  stored: StoredEvents,
  index: number,
): E.Either<StoreError, RecordedEvent> => {
  const decoded = decode(stored.lines[index] ?? '')
  if (E.isRight(decoded)) return decoded
  const [fault] = decoded.left.faults
  const reason = fault === undefined ? 'does not decode' : `${fault.path}: ${fault.message}`
  return E.left({
    _tag: 'Corrupt',
    stream: null,
    revision: null,
    at: `event ${String(index)}`,
    reason,
  })
}

export const currentRevision = (stored: StoredEvents, stream: string): CurrentRevision => {
  const events = stored.streams.get(stream)
  return events === undefined ? 'no-stream' : events.length - 1
}

const meets = (current: CurrentRevision, expected: ExpectedRevision): boolean => {
  if (expected === 'any') return true
  if (expected === 'stream-exists') return current !== 'no-stream'
  return current === expected
}

const contentOf = ({ id: _, ...content }: NewEvent): string => canonicalJson(content)

type Verdict = 'new' | 'repeated' | StoreError

/** Whether the events of a batch stand in the stream one after another, as the batch has them. */
const isRepeat = ({ stream, events, expected }: Batch, places: ReadonlyArray<Place>): boolean => {
  const start = typeof expected === 'number' ? expected + 1 : expected === 'no-stream' ? 0 : null
  const first = places[0]
  if (first === undefined || places.length < events.length) return false
  return (
    (start === null || first.revision === start) &&
    places.every((place, i) => place.stream === stream && place.revision === first.revision + i)
  )
}

/** Judges a batch against what is stored, changing nothing. */
export const judgeBatch = (stored: StoredEvents, batch: Batch): Verdict => {
  const { stream, events, expected } = batch
  const seen = new Set<string>()
  const places: Array<Place> = []
  for (const event of events) {
    const place = stored.ids.get(event.id)
    if (seen.has(event.id) || (place !== undefined && place.content !== contentOf(event)))
      return { _tag: 'IdReused', id: event.id }
    seen.add(event.id)
    if (place !== undefined) places.push(place)
  }
  if (isRepeat(batch, places)) return 'repeated'
  const actual = currentRevision(stored, stream)
  if (!meets(actual, expected)) return { _tag: 'Conflict', stream, expected, actual }
  const reused = events.find(({ id }) => stored.ids.has(id))
  return reused === undefined ? 'new' : { _tag: 'IdReused', id: reused.id }
}

const placed = (event: NewEvent, stream: string, revision: number): RecordedEvent => ({
  ...event,
  stream,
  revision,
})

/** The lines of a batch as they will be stored, or why one could never be read back. */
export const encodeBatch = (
  stored: StoredEvents,
  { stream, events }: Batch,
): E.Either<StoreError, ReadonlyArray<string>> => {
  const first = stored.streams.get(stream)?.length ?? 0
  const lines: Array<string> = []
  for (const [i, event] of events.entries()) {
    const recorded = placed(event, stream, first + i)
    const decoded = decodeEvent(toEnvelope(recorded))
    if (E.isLeft(decoded)) {
      const reason = decoded.left.faults
        .map(({ path, message }) => `${path}: ${message}`)
        .join('; ')
      const at = `event ${event.id}, to be appended`
      return E.left({ _tag: 'Corrupt', stream, revision: first + i, at, reason })
    }
    lines.push(encodeLine(recorded))
  }
  return E.right(lines)
}

/** Takes a batch that was judged new and has been encoded. */
export const storeBatch = (
  stored: StoredEvents,
  { stream, events }: Batch,
  lines: ReadonlyArray<string>,
): void => {
  if (events.length === 0) return
  let places = stored.streams.get(stream)
  if (places === undefined) stored.streams.set(stream, (places = []))
  for (const [i, event] of events.entries()) {
    const line = lines[i] ?? ''
    stored.ids.set(event.id, { stream, revision: places.length, content: contentOf(event) })
    places.push(stored.lines.length)
    stored.lines.push(line)
  }
}
