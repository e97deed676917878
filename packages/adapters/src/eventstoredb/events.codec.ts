import { decodeEvent, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import type { NewEvent, Position } from '@kpi-ledger/core/store'
import { formatFaults } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { ClientEvent, ClientFilter, ClientNewEvent, LogPosition } from './client'

/*
 * An event of the ledger as an event of EventStoreDB. Its id, type and data are the same, its
 * stream and revision are the server's, and the rest of its envelope is in the metadata. The `$`
 * keys are the server's own convention, by which its projections trace causes and effects.
 */

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !ArrayBuffer.isView(u)

/**
 * The metadata of an event: the envelope's fields that the server has no place for, and the ids it
 * correlates by.
 */
const serverMetadata = (
  version: number,
  { recordedAt, metadata }: NewEvent,
): Record<string, unknown> => {
  if (metadata === undefined) return { version, recordedAt }
  const { correlationId, causationId } = metadata
  if (correlationId === undefined && causationId === undefined)
    return { version, recordedAt, metadata }
  return {
    version,
    recordedAt,
    metadata,
    ...(correlationId === undefined ? {} : { $correlationId: correlationId }),
    ...(causationId === undefined ? {} : { $causationId: causationId }),
  }
}

/** The event in the form the client takes. */
export const encodeNewEvent = (event: NewEvent): ClientNewEvent => {
  const { id, type } = event
  const { version, data } = event.stored ?? event
  const metadata = serverMetadata(version, event)
  return {
    contentType: 'application/json',
    id,
    type,
    data: data as Readonly<Record<string, unknown>>,
    metadata,
  }
}

/** The event delivered by the client, or why it is not an event of a ledger. */
export const decodeClientEvent = (
  event: ClientEvent,
  stream: string,
): E.Either<StoreError, RecordedEvent> => {
  const { id, type, data } = event
  const revision = Number(event.revision)
  const { version, recordedAt, metadata } = isObject(event.metadata) ? event.metadata : {}
  const decoded = decodeEvent(
    metadata === undefined
      ? { id, stream, revision, type, version, recordedAt, data }
      : { id, stream, revision, type, version, recordedAt, data, metadata },
  )
  if (E.isRight(decoded)) return decoded
  const at = `${stream} at revision ${String(revision)}`
  const reason = formatFaults(decoded.left.faults)
  return E.left({ _tag: 'Corrupt', stream, revision, at, reason })
}

/** The position from which to continue reading the whole store. */
export const encodePosition = ({ commit, prepare }: LogPosition): Position => ({
  kind: 'store',
  at: `${String(commit)}/${String(prepare)}`,
})

const LARGEST = 2n ** 63n - 1n

/** The place in `$all` of a position; fails if the position is not of this kind of store. */
export const decodePosition = (position: Position): E.Either<StoreError, LogPosition> => {
  const at = position.kind === 'store' ? position.at : ''
  const [, ...numbers] = /^(\d{1,19})\/(\d{1,19})$/.exec(at) ?? []
  const [commit, prepare] = numbers.map(BigInt)
  if (commit !== undefined && prepare !== undefined && commit <= LARGEST && prepare <= commit)
    return E.right({ commit, prepare })
  const reason = 'it is not a position of an EventStoreDB store'
  return E.left({ _tag: 'NotSupported', operation: 'reading from this position', reason })
}

const SEARCH_WINDOW = 32
const WINDOWS_A_REPORT = 4

/** How many events the server considers, wanted or not, between two reports of its progress. */
export const REPORT_INTERVAL = SEARCH_WINDOW * WINDOWS_A_REPORT

/** The part of a filter that the server supports: prefixes of stream names. */
export const clientFilter = (prefixes: Array<string>): ClientFilter => ({
  filterOn: 'streamName',
  prefixes,
  checkpointInterval: WINDOWS_A_REPORT,
  maxSearchWindow: SEARCH_WINDOW,
})

/** The type of the event that ends a stream permanently. */
const TOMBSTONE = '$streamDeleted'

/** Whether an event ends its stream permanently. */
export const isTombstone = ({ type }: ClientEvent): boolean => type === TOMBSTONE

/** The error for a missing event, which a ledger must have. */
export const eventGone = (stream: string, revision: number): StoreError => ({
  _tag: 'Corrupt',
  stream,
  revision,
  at: `${stream} at revision ${String(revision)}`,
  reason: 'the event is gone: the stream was truncated, or deleted and started again',
})

/** The revision before which a stream is truncated, according to its metadata; 0 if it is not. */
export const truncateBefore = (metadata: ClientEvent | undefined): number => {
  const before = isObject(metadata?.data) ? metadata.data['$tb'] : undefined
  return typeof before === 'number' ? before : 0
}
