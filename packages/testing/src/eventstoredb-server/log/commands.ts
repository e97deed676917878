import { decide, type Expected } from './decision'
import {
  currentRevision,
  eventsOf,
  isSoftDeleted,
  isTombstoned,
  metadataStreamOf,
  originalOf,
  write,
  writeMetadata,
  writeTombstone,
  type Log,
  type ProposedEvent,
} from './log'
import { DELETED, truncatedBefore } from './retention'

export interface AppendRequest {
  readonly stream: string
  readonly expected: Expected
  readonly events: ReadonlyArray<ProposedEvent>
}

/** What came of a write: of an append, or of deleting a stream. */
export type Outcome =
  /** The stream's revision (-1 for none) and the last event's position, if there is one. */
  | { readonly kind: 'written'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'conflict'; readonly expected: Expected; readonly current: number }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'bad-request'; readonly reason: string }

export interface Limits {
  /** How many bytes of data one append may have. */
  readonly maxAppendSize: number
}

const ZERO_ID = /^[0-]*$/

const faultIn = ({ stream, events }: AppendRequest): string | undefined => {
  if (stream === '' || stream === '$$') return `invalid stream name '${stream}'`
  for (const { id, type } of events) {
    if (type === '') return `event ${id} has an empty type`
    if (ZERO_ID.test(id)) return `an event of '${stream}' has an empty id`
  }
  return undefined
}

/** Shows a stream that was deleted from a revision on, and keeps the rest of its metadata. */
const undelete = (log: Log, stream: string, from: number, at: number): void => {
  const document = eventsOf(log, metadataStreamOf(stream)).at(-1)?.data ?? new Uint8Array()
  writeMetadata(log, stream, truncatedBefore(document, from), at)
}

/** Appends all of the events or none. */
export const append = (log: Log, request: AppendRequest, at: number, limits: Limits): Outcome => {
  const { stream, expected, events } = request
  const reason = faultIn(request)
  if (reason !== undefined) return { kind: 'bad-request', reason }
  const size = events.reduce((sum, { data }) => sum + data.length, 0)
  if (size > limits.maxAppendSize) return { kind: 'too-large', limit: limits.maxAppendSize }

  const ids = events.map(({ id }) => id)
  const decision = decide(log, stream, expected, ids)
  if (decision.kind === 'deleted') return decision
  if (decision.kind === 'conflict') return { ...decision, expected }
  if (decision.kind === 'repeat') {
    const { revision, position } = decision.last
    // A remembered id says where it was first written; a revision, where the repeat ends.
    return { kind: 'written', revision, position }
  }
  if (events.length === 0)
    return { kind: 'written', revision: currentRevision(log, stream), position: undefined }

  const first = currentRevision(log, stream) + 1
  const recreates = isSoftDeleted(log, stream)
  const original = originalOf(stream)
  const recreatesOriginal = original !== undefined && isSoftDeleted(log, original)
  let position: number | undefined
  for (const event of events) position = write(log, stream, event, at).position
  if (recreates) undelete(log, stream, first, at)
  if (recreatesOriginal) undelete(log, original, currentRevision(log, original) + 1, at)
  return { kind: 'written', revision: first + events.length - 1, position }
}

/** Hides a stream until it is written to again. */
export const deleteStream = (log: Log, stream: string, expected: Expected, at: number): Outcome => {
  const current = currentRevision(log, stream)
  if (current === -1 && !isTombstoned(log, stream)) return { kind: 'conflict', expected, current }
  const decision = decide(log, stream, expected, [])
  if (decision.kind === 'deleted') return decision
  if (decision.kind === 'conflict') return { ...decision, expected }
  const { position } = writeMetadata(log, stream, DELETED, at)
  return { kind: 'written', revision: current, position }
}

/** Ends a stream for ever, also one that never was. */
export const tombstone = (log: Log, stream: string, expected: Expected, at: number): Outcome => {
  const decision = decide(log, stream, expected, [])
  if (decision.kind === 'deleted') return decision
  if (decision.kind === 'conflict') return { ...decision, expected }
  const { position } = writeTombstone(log, stream, at)
  return { kind: 'written', revision: currentRevision(log, stream), position }
}
