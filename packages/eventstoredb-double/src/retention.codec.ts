import { eventsOf, systemEvent, write, type Log, type LoggedEvent } from './log'

/** The part of a stream's metadata that hides events. */
interface Retention {
  readonly $tb?: number
  readonly $maxCount?: number
}

const metadataStreamOf = (stream: string): string => `$$${stream}`

const retentionOf = (log: Log, stream: string): Retention => {
  const last = eventsOf(log, metadataStreamOf(stream)).at(-1)
  return last === undefined ? {} : (JSON.parse(Buffer.from(last.data).toString()) as Retention)
}

const writeRetention = (log: Log, stream: string, document: string): LoggedEvent =>
  write(log, metadataStreamOf(stream), systemEvent(log, '$metadata', document))

/** Hides a stream until it is written to again. */
export const softDelete = (log: Log, stream: string): LoggedEvent =>
  writeRetention(log, stream, '{"$tb":9223372036854775807}')

// 2^63 - 1 is not a number that JSON.parse can keep.
/** Whether a stream is hidden until it is written to again. */
export const isSoftDeleted = (log: Log, stream: string): boolean =>
  (retentionOf(log, stream).$tb ?? 0) > Number.MAX_SAFE_INTEGER

/** Makes a deleted stream visible again from a revision on, keeping the rest of its metadata. */
export const undelete = (log: Log, stream: string, from: number): LoggedEvent =>
  writeRetention(log, stream, JSON.stringify({ ...retentionOf(log, stream), $tb: from }))

/** The first revision that is still visible. */
export const firstVisible = (log: Log, stream: string): number => {
  const { $tb = 0, $maxCount = Infinity } = retentionOf(log, stream)
  return Math.max($tb, eventsOf(log, stream).length - $maxCount)
}
