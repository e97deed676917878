import {
  currentRevision,
  eventsOf,
  isSoftDeleted,
  isTombstoned,
  metadataStreamOf,
  type Log,
  type LoggedEvent,
} from './log'

/** What a writer expects of a stream: a revision, or one of the named states. */
export type Expected = number | 'no-stream' | 'any' | 'stream-exists'

/** What becomes of a write. */
export type Decision =
  | { readonly kind: 'append' }
  /** It was written before; the last of its events as the log has it. */
  | { readonly kind: 'repeat'; readonly last: LoggedEvent }
  /** The stream is not where it was expected to be; its last revision, -1 for none. */
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'deleted' }

const append: Decision = { kind: 'append' }
const deleted: Decision = { kind: 'deleted' }

/**
 * Judges a write of these event ids. The order of the questions is the server's: a tombstone
 * first, then existence, then for `any` and `stream-exists` the ids this process remembers, and
 * for a revision that is past the ids that follow it in the log.
 */
export const decide = (
  log: Log,
  stream: string,
  expected: Expected,
  ids: ReadonlyArray<string>,
): Decision => {
  const current = currentRevision(log, stream)
  if (isTombstoned(log, stream)) return deleted
  if (expected === 'stream-exists') {
    if (isSoftDeleted(log, stream)) return deleted
    if (current === -1 && currentRevision(log, metadataStreamOf(stream)) === -1)
      return { kind: 'conflict', current }
  }
  if (expected === 'any' || expected === 'stream-exists') return remembered(log, stream, ids)

  const after = expected === 'no-stream' ? -1 : expected
  if (after > current) return { kind: 'conflict', current }
  if (after === current) return append
  return repeated(log, stream, after, ids)
}

/** Whether the id cache knows the events; one known and a later one unknown is a conflict. */
const remembered = (log: Log, stream: string, ids: ReadonlyArray<string>): Decision => {
  let last: LoggedEvent | undefined
  for (const [i, id] of ids.entries()) {
    const known = log.ids.get(id)
    if (known?.stream !== stream)
      return i === 0 ? append : { kind: 'conflict', current: currentRevision(log, stream) }
    last = known
  }
  return last === undefined ? append : { kind: 'repeat', last }
}

/** Whether the events that follow a revision are these: then it is the same write once more. */
const repeated = (
  log: Log,
  stream: string,
  after: number,
  ids: ReadonlyArray<string>,
): Decision => {
  const events = eventsOf(log, stream)
  let last: LoggedEvent | undefined
  for (const [i, id] of ids.entries()) {
    const stored = events[after + 1 + i]
    if (stored?.id !== id) {
      const recreates = i === 0 && after === -1 && isSoftDeleted(log, stream)
      return recreates ? append : { kind: 'conflict', current: events.length - 1 }
    }
    last = stored
  }
  return last === undefined
    ? { kind: 'conflict', current: events.length - 1 }
    : { kind: 'repeat', last }
}
