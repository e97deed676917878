import { decodeEvent, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import type {
  Appended,
  Batch,
  CurrentRevision,
  ExpectedRevision,
  NewEvent,
} from '@kpi-ledger/core/store'
import { canonicalJson } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

/** Where an event is stored, and its content without the id. */
export interface Place {
  /** Name of the stream. */
  readonly stream: string
  /** Revision of the event. */
  readonly revision: number
  /** Text that is equal for equal events; see `contentOf`. */
  readonly content: string
}

/** What batches are checked against and written to. */
export interface Log {
  /** The places of the ids that are already used; null if the log itself refuses an id used twice. */
  readonly placesOf: ((ids: ReadonlyArray<string>) => ReadonlyMap<string, Place>) | null
  /** Where the stream of a batch ends before it. */
  readonly currentRevision: (batch: Batch) => CurrentRevision
  /**
   * Stores events that passed the check, in their places. After an error, the caller must roll back
   * the log.
   */
  readonly store: (events: ReadonlyArray<RecordedEvent>) => StoreError | null
}

/** The content of an event as text: equal for equal events, regardless of the order of their keys. */
export const contentOf = ({
  type,
  version,
  recordedAt,
  data,
  metadata,
  stored,
}: NewEvent): string =>
  canonicalJson({
    type,
    recordedAt,
    ...(stored ?? { version, data }),
    ...(metadata === undefined ? {} : { metadata }),
  })

const meets = (current: CurrentRevision, expected: ExpectedRevision): boolean => {
  if (expected === 'any') return true
  if (expected === 'stream-exists') return current !== 'no-stream'
  return current === expected
}

/** Whether the stream already has the events of the batch, consecutively and in order. */
const isRepeat = ({ stream, events, expected }: Batch, places: ReadonlyArray<Place>): boolean => {
  const start = typeof expected === 'number' ? expected + 1 : expected === 'no-stream' ? 0 : null
  const first = places[0]
  if (first === undefined || places.length < events.length) return false
  return (
    (start === null || first.revision === start) &&
    places.every((place, i) => place.stream === stream && place.revision === first.revision + i)
  )
}

/** What to do with a batch; for a repeat, the place of its last event. */
type Verdict = { readonly kind: 'new' } | { readonly kind: 'repeated'; readonly last: Place }

/** Checks a batch against what is stored, changing nothing. */
const judge = (log: Log, batch: Batch, actual: CurrentRevision): E.Either<StoreError, Verdict> => {
  const { stream, events, expected } = batch
  const asExpected = meets(actual, expected)
  const conflict = E.left<StoreError>({ _tag: 'Conflict', stream, expected, actual })
  if (log.placesOf === null) return asExpected ? E.right({ kind: 'new' }) : conflict
  const taken = log.placesOf(events.map(({ id }) => id))
  const seen = new Set<string>()
  const places: Array<Place> = []
  let reused: string | null = null
  for (const event of events) {
    const place = taken.get(event.id)
    if (seen.has(event.id) || (place !== undefined && place.content !== contentOf(event)))
      return E.left({ _tag: 'IdReused', id: event.id })
    seen.add(event.id)
    if (place === undefined) continue
    places.push(place)
    reused ??= event.id
  }
  const last = places.at(-1)
  if (last !== undefined && isRepeat(batch, places)) return E.right({ kind: 'repeated', last })
  if (!asExpected) return conflict
  return reused === null ? E.right({ kind: 'new' }) : E.left({ _tag: 'IdReused', id: reused })
}

/** The envelope of a new event in its place, as it is stored. */
const envelopeAt = (stream: string, revision: number, event: NewEvent): unknown => {
  const { id, type, recordedAt, metadata } = event
  const { version, data } = event.stored ?? event
  return metadata === undefined
    ? { id, stream, revision, type, version, recordedAt, data }
    : { id, stream, revision, type, version, recordedAt, data, metadata }
}

/** The events of a batch in their places, as they will be read back; an error if one could not be. */
const place = (
  { stream, events }: Batch,
  current: CurrentRevision,
): E.Either<StoreError, ReadonlyArray<RecordedEvent>> => {
  const first = current === 'no-stream' ? 0 : current + 1
  const placed: Array<RecordedEvent> = []
  for (const [i, event] of events.entries()) {
    const decoded = decodeEvent(envelopeAt(stream, first + i, event))
    if (E.isLeft(decoded)) {
      const reason = decoded.left.faults
        .map(({ path, message }) => `${path}: ${message}`)
        .join('; ')
      const at = `event ${event.id}, to be appended`
      return E.left({ _tag: 'Corrupt', stream, revision: first + i, at, reason })
    }
    placed.push(decoded.right)
  }
  return E.right(placed)
}

const firstRepeated = (names: ReadonlyArray<string>): string | undefined => {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}

/** Why batches cannot be checked one by one: two share a stream or an id. */
const sharedBy = (batches: ReadonlyArray<Batch>): StoreError | null => {
  if (batches.length < 2) return null
  const stream = firstRepeated(batches.map((batch) => batch.stream))
  if (stream !== undefined) {
    const reason = `${stream} is in more than one batch`
    return { _tag: 'NotSupported', operation: 'appending these batches together', reason }
  }
  const ids = batches.flatMap(({ events }) => [...new Set(events.map((event) => event.id))])
  const id = firstRepeated(ids)
  return id === undefined ? null : { _tag: 'IdReused', id }
}

/** Appends batches to a log, all or none, while it has no other writer. */
export const appendBatches = (
  log: Log,
  batches: ReadonlyArray<Batch>,
): E.Either<StoreError, ReadonlyArray<Appended>> => {
  const shared = sharedBy(batches)
  if (shared !== null) return E.left(shared)
  const appended: Array<Appended> = []
  const toStore: Array<RecordedEvent> = []
  for (const batch of batches) {
    const { stream } = batch
    const current = log.currentRevision(batch)
    const verdict = judge(log, batch, current)
    if (E.isLeft(verdict)) return verdict
    const placed = place(batch, current)
    if (E.isLeft(placed)) return placed
    if (verdict.right.kind === 'repeated') {
      const { revision } = verdict.right.last
      appended.push({ _tag: 'AlreadyAppended', stream, revision })
    } else {
      for (const event of placed.right) toStore.push(event)
      const revision = placed.right.at(-1)?.revision ?? current
      appended.push({ _tag: 'Appended', stream, revision })
    }
  }
  const fault = log.store(toStore)
  return fault === null ? E.right(appended) : E.left(fault)
}

/** The result of appending a single batch. */
export const onlyOne = (
  stream: string,
  appended: E.Either<StoreError, ReadonlyArray<Appended>>,
): E.Either<StoreError, Appended> => {
  if (E.isLeft(appended)) return appended
  const [only] = appended.right
  return E.right(only ?? { _tag: 'Appended', stream, revision: 'no-stream' })
}
