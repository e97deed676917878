import {
  decodeEvent,
  type EventFilter,
  type Positioned,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import type { SqliteValue } from './driver'

/** A row of the table `events`; columns of a file somebody else wrote may hold anything. */
interface Row {
  readonly position: number
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly version: number
  readonly recorded_at: string
  readonly data: string
  readonly metadata: string | null
}

const corrupt = ({ position, stream, revision }: Row, reason: string): StoreError => ({
  _tag: 'Corrupt',
  stream,
  revision,
  at: `position ${position}`,
  reason,
})

const envelopeOf = ({ id, stream, revision, type, version, ...row }: Row): unknown => {
  const data: unknown = JSON.parse(row.data)
  const envelope = { id, stream, revision, type, version, recordedAt: row.recorded_at, data }
  return row.metadata === null
    ? envelope
    : { ...envelope, metadata: JSON.parse(row.metadata) as unknown }
}

/** The event a row holds, with its place in the store. */
export const decodeRow = (u: unknown): E.Either<StoreError, Positioned> => {
  const row = u as Row
  let envelope: unknown
  try {
    envelope = envelopeOf(row)
  } catch (e) {
    return E.left(corrupt(row, String(e)))
  }
  const event = decodeEvent(envelope)
  if (E.isRight(event))
    return E.right({ event: event.right, position: { kind: 'store', at: String(row.position) } })
  const reason = event.left.faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return E.left(corrupt(row, reason))
}

/** The columns of an event, in the order of {@link INSERT}. */
export const encodeRow = (event: RecordedEvent): Array<SqliteValue> => {
  const { id, stream, revision, type, recordedAt, metadata } = event
  const { version, data } = event.stored ?? event
  return [
    stream,
    revision,
    id,
    type,
    version,
    recordedAt,
    JSON.stringify(data),
    metadata === undefined ? null : JSON.stringify(metadata),
  ]
}

export const INSERT = `INSERT INTO events
  (stream, revision, id, type, version, recorded_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

/** A filter's two lists as JSON, for `json_each`; null wants all. */
export const encodeFilter = ({ streams, types }: EventFilter = {}): Array<SqliteValue> =>
  [streams, types].map((names) => (names === undefined ? null : JSON.stringify(names)))

/** The number in the only column, named `n`, of a row; null where there is none. */
export const numberIn = (row: unknown): number | null => {
  const n = (row as { readonly n?: unknown } | undefined)?.n
  return typeof n === 'number' ? n : null
}
