import type { RecordedEvent, StoreError, StreamName } from '@kpi-ledger/core'
import type {
  Appended,
  Batch,
  EventFilter,
  ExpectedRevision,
  NewEvent,
  ReadOptions,
} from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

/** The model of a store: all its events in order. */
export type Log = ReadonlyArray<RecordedEvent>

/** The events of a stream. */
export const ofStream = (log: Log, stream: string): Log =>
  log.filter((event) => event.stream === stream)

/** The events that match a filter, with their indexes in the log. */
export const wanted = (
  log: Log,
  from: number,
  { streams, types }: EventFilter,
): ReadonlyArray<readonly [number, RecordedEvent]> =>
  [...log.entries()]
    .slice(from)
    .filter(([, { stream }]) => streams?.includes(stream) ?? true)
    .filter(([, { type }]) => types?.includes(type) ?? true)

/** The events that a reading of a stream must return. */
export const windowOf = (log: Log, stream: string, options: ReadOptions): Log => {
  const { from, limit = Infinity } = options
  const events = ofStream(log, stream)
  const ordered =
    options.direction === 'backwards'
      ? events.filter(({ revision }) => from === undefined || revision <= from).reverse()
      : events.filter(({ revision }) => from === undefined || revision >= from)
  return ordered.filter((_, i) => i < limit)
}

const contentOf = ({ type, data, recordedAt, metadata }: NewEvent): string =>
  JSON.stringify([type, data, recordedAt, metadata])

/** The first event of a batch whose id has another event, in the log or in the batch. */
const impostor = (log: Log, events: ReadonlyArray<NewEvent>): NewEvent | undefined =>
  events.find(
    (event, i) =>
      events.slice(0, i).some(({ id }) => id === event.id) ||
      log.some(
        ({ id, ...held }) => id === event.id && contentOf(event) !== contentOf({ id, ...held }),
      ),
  )

/** The revision at which a batch began when it was first appended; -1 if it is not a repeat. */
const repeatAt = (held: Log, { events, expected }: Batch): number => {
  if (expected === 'no-stream') return 0
  if (typeof expected === 'number') return expected + 1
  return held.findIndex(({ id }) => id === events[0]?.id)
}

const isMet = (expected: ExpectedRevision, length: number): boolean => {
  switch (expected) {
    case 'any':
      return true
    case 'no-stream':
      return length === 0
    case 'stream-exists':
      return length > 0
    default:
      return length === expected + 1
  }
}

/** The result that appending a batch must have. */
export const answerTo = (log: Log, batch: Batch): E.Either<StoreError, Appended> => {
  const { stream, events, expected } = batch
  const held = ofStream(log, stream)
  const other = impostor(log, events)
  if (other !== undefined) return E.left({ _tag: 'IdReused', id: other.id })
  const start = repeatAt(held, batch)
  if (events.length > 0 && start >= 0 && events.every(({ id }, i) => held[start + i]?.id === id))
    return E.right({ _tag: 'AlreadyAppended', stream, revision: start + events.length - 1 })
  const actual = held.at(-1)?.revision ?? 'no-stream'
  if (!isMet(expected, held.length)) return E.left({ _tag: 'Conflict', stream, expected, actual })
  const known = events.find(({ id }) => log.some((event) => event.id === id))
  if (known !== undefined) return E.left({ _tag: 'IdReused', id: known.id })
  const length = held.length + events.length
  return E.right({ _tag: 'Appended', stream, revision: length === 0 ? 'no-stream' : length - 1 })
}

/** The log after a batch has been appended. */
export const withBatch = (log: Log, { stream, events }: Batch): Log => {
  const { length } = ofStream(log, stream)
  return [
    ...log,
    ...events.map((event, i) => ({
      ...event,
      stream: branded<StreamName>(stream),
      revision: length + i,
    })),
  ]
}
