import {
  decodeEvent,
  type EventFilter,
  type Positioned,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import { formatFault } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
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

const envelopeOf = (row: Row): unknown => {
  const { id, stream, revision, type, version, recorded_at: recordedAt } = row
  const data: unknown = JSON.parse(row.data)
  if (row.metadata === null) return { id, stream, revision, type, version, recordedAt, data }
  const metadata: unknown = JSON.parse(row.metadata)
  return { id, stream, revision, type, version, recordedAt, data, metadata }
}

const parse = (row: Row): E.Either<StoreError, unknown> => {
  try {
    return E.right(envelopeOf(row))
  } catch (e) {
    return E.left(corrupt(row, String(e)))
  }
}

const decode = (row: Row, envelope: unknown): E.Either<StoreError, Positioned> => {
  const event = decodeEvent(envelope)
  if (E.isRight(event))
    return E.right({ event: event.right, position: { kind: 'store', at: String(row.position) } })
  const reason = event.left.faults.map(formatFault).join('; ')
  return E.left(corrupt(row, reason))
}

/** The event a row holds, with its place in the store. */
export const decodeRow = (u: unknown): E.Either<StoreError, Positioned> => {
  const row = u as Row
  const envelope = parse(row)
  return E.isLeft(envelope) ? envelope : decode(row, envelope.right)
}

/** The events of a page's rows. */
export interface DecodedRows {
  readonly events: ReadonlyArray<Positioned>
  /** The row after these holds no event: a page that begins with it has its error. */
  readonly cut: boolean
}

/**
 * The events of a page's rows up to the first that holds none; its error where it is the first of
 * all. All are parsed, then all decoded: taking turns costs the processor's caches a fifth of the
 * time.
 */
export const decodeRows = (us: ReadonlyArray<unknown>): E.Either<StoreError, DecodedRows> => {
  const rows = us as ReadonlyArray<Row>
  const envelopes = rows.map(parse)
  const events: Array<Positioned> = []
  for (const [i, envelope] of envelopes.entries()) {
    const row = rows[i]
    if (row === undefined) break
    const event = E.isLeft(envelope) ? envelope : decode(row, envelope.right)
    if (E.isLeft(event)) return i === 0 ? event : E.right({ events, cut: true })
    events.push(event.right)
  }
  return E.right({ events, cut: false })
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

/** The id of a row that may hold no event. */
export const idIn = (row: unknown): string => (row as Row).id
