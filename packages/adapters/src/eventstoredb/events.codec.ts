import {
  decodeEvent,
  formatFault,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import type { ClientEvent, ClientFilter, ClientNewEvent, LogPosition } from './client'

/*
 * An event of the ledger as an event of EventStoreDB: its id, type and data are those, its stream
 * and revision are the server's, and the rest of its envelope is the metadata. The `$` keys are
 * the server's own convention, by which its projections follow what caused what.
 */

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !ArrayBuffer.isView(u)

/** The event as the client takes it. */
export const encodeNewEvent = (event: NewEvent): ClientNewEvent => {
  const { id, type, recordedAt, metadata } = event
  const { version, data } = event.stored ?? event
  return {
    contentType: 'application/json',
    id,
    type,
    data,
    metadata: {
      version,
      recordedAt,
      ...(metadata === undefined ? {} : { metadata }),
      ...(metadata?.correlationId === undefined ? {} : { $correlationId: metadata.correlationId }),
      ...(metadata?.causationId === undefined ? {} : { $causationId: metadata.causationId }),
    },
  }
}

/** The event that the client gave of a stream, or why it is none of a ledger's. */
export const decodeClientEvent = (
  event: ClientEvent,
  stream: string,
): E.Either<StoreError, RecordedEvent> => {
  const { id, type, data } = event
  const revision = Number(event.revision)
  const { version, recordedAt, metadata } = isObject(event.metadata) ? event.metadata : {}
  const envelope = { id, stream, revision, type, version, recordedAt, data }
  const decoded = decodeEvent(metadata === undefined ? envelope : { ...envelope, metadata })
  if (E.isRight(decoded)) return decoded
  const at = `${stream} at revision ${String(revision)}`
  const reason = decoded.left.faults.map(formatFault).join('; ')
  return E.left({ _tag: 'Corrupt', stream, revision, at, reason })
}

/** The position after which the whole store is read on. */
export const encodePosition = ({ commit, prepare }: LogPosition): Position => ({
  kind: 'store',
  at: `${String(commit)}/${String(prepare)}`,
})

const LARGEST = 2n ** 63n - 1n

/** A place in `$all`, or why the position is none. */
export const decodePosition = (position: Position): E.Either<StoreError, LogPosition> => {
  const match = position.kind === 'store' ? /^(\d{1,19})\/(\d{1,19})$/.exec(position.at) : null
  if (match !== null) {
    const [commit, prepare] = [BigInt(match[1] ?? 0), BigInt(match[2] ?? 0)]
    if (commit <= LARGEST && prepare <= commit) return E.right({ commit, prepare })
  }
  const reason = 'it is not a position of an EventStoreDB store'
  return E.left({ _tag: 'NotSupported', operation: 'reading from this position', reason })
}

/** The server tells how far it is, where nothing passes the filter, every so many searches. */
const CHECKPOINT_INTERVAL = 1000

/** As much of a filter as the server knows: how the names of streams begin. */
export const clientFilter = (prefixes: Array<string>): ClientFilter => ({
  filterOn: 'streamName',
  prefixes,
  checkpointInterval: CHECKPOINT_INTERVAL,
})

/** The revision a stream's metadata truncates it before; 0 where it does not. */
export const truncateBefore = (metadata: ClientEvent | undefined): number => {
  const before = isObject(metadata?.data) ? metadata.data['$tb'] : undefined
  return typeof before === 'number' ? before : 0
}
