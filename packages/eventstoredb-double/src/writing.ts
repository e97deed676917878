import {
  eventsOf,
  write,
  writeTombstone,
  type Log,
  type LoggedEvent,
  type ProposedEvent,
} from './log'
import { isSoftDeleted, softDelete, undelete } from './retention.codec'

/** What a writer expects of a stream: a revision, no events, or anything. */
export type Expected = number | 'no-stream' | 'any'

/** Which stream to write to, and what is expected of it. */
export interface WriteOptions {
  readonly stream: string
  readonly expected: Expected
}

/** An append of events to a stream. */
export interface AppendRequest extends WriteOptions {
  readonly events: ReadonlyArray<ProposedEvent>
}

/** The last event of an append that is now, or was already, written. */
export interface Written {
  readonly kind: 'written'
  readonly last: LoggedEvent
}

/** The stream was not as expected. */
export interface Conflict {
  readonly kind: 'conflict'
  readonly expected: Exclude<Expected, 'any'>
  /** The last revision of the stream; -1 for none. */
  readonly current: number
}

/** The stream was ended permanently. */
export interface StreamGone {
  readonly kind: 'deleted'
}

/** The outcome of an append. */
export type Outcome = Written | Conflict | StreamGone | { readonly kind: 'too-large' }

/** The most bytes of data that one append may have. */
export const MAX_APPEND_SIZE = 1024 * 1024

const gone: StreamGone = { kind: 'deleted' }

/**
 * The outcome of an append at a past revision: if the events after it have these ids, it is a
 * repeat of the same append.
 */
const repeated = (
  log: Log,
  { stream, events }: AppendRequest,
  expected: Conflict['expected'],
): Written | Conflict => {
  const after = expected === 'no-stream' ? -1 : expected
  const stored = eventsOf(log, stream)
  const last = stored[after + events.length]
  const isRepeat = events.every(({ id }, i) => stored[after + 1 + i]?.id === id)
  return isRepeat && last !== undefined && events.length > 0
    ? { kind: 'written', last }
    : { kind: 'conflict', expected, current: stored.length - 1 }
}

const writeAll = (log: Log, { stream, events }: AppendRequest): Outcome => {
  const recreated = isSoftDeleted(log, stream)
  const first = eventsOf(log, stream).length
  let last: LoggedEvent | undefined
  for (const event of events) last = write(log, stream, event)
  if (recreated) undelete(log, stream, first)
  if (last === undefined) throw new Error('an append of nothing')
  return { kind: 'written', last }
}

/**
 * Appends all of the events or none, with the server's checks in the server's order. Event ids are
 * not remembered, as after a restart of the server, so an append at `any` is always written.
 */
export const append = (log: Log, request: AppendRequest): Outcome => {
  const { stream, expected, events } = request
  const size = events.reduce((sum, { data }) => sum + data.length, 0)
  if (size > MAX_APPEND_SIZE) return { kind: 'too-large' }
  if (log.tombstoned.has(stream)) return gone
  if (expected === 'any') return writeAll(log, request)

  const current = eventsOf(log, stream).length - 1
  const after = expected === 'no-stream' ? -1 : expected
  if (after === current) return writeAll(log, request)
  if (after > current) return { kind: 'conflict', expected, current }
  const answer = repeated(log, request, expected)
  const recreates = expected === 'no-stream' && isSoftDeleted(log, stream)
  return answer.kind === 'conflict' && recreates ? writeAll(log, request) : answer
}

/** Hides a stream until it is written to again, or ends it permanently. */
export const deletions = {
  delete: (log: Log, stream: string): Written | StreamGone =>
    log.tombstoned.has(stream) ? gone : { kind: 'written', last: softDelete(log, stream) },
  tombstone: (log: Log, stream: string): Written | StreamGone =>
    log.tombstoned.has(stream) ? gone : { kind: 'written', last: writeTombstone(log, stream) },
}
