import type { EventLog, LoggedEvent, Retention } from './event-log'

export type Direction = 'forwards' | 'backwards'

/** The events of a stream that its metadata lets be read. */
export const visible = (
  events: ReadonlyArray<LoggedEvent>,
  { truncateBefore, maxCount, maxAgeSeconds }: Retention,
  now: Date,
): ReadonlyArray<LoggedEvent> => {
  const first = Math.max(events.length - maxCount, truncateBefore, 0)
  const kept = first === 0 ? events : events.slice(first)
  if (maxAgeSeconds === Infinity) return kept
  const oldest = BigInt(now.getTime() - maxAgeSeconds * 1000) * 10_000n
  return kept.filter(({ created }) => created >= oldest)
}

/** Events from one place on, which is among them; null is the end of the direction's beginning. */
export const streamWindow = (
  events: ReadonlyArray<LoggedEvent>,
  from: number | 'start' | 'end',
  direction: Direction,
  count: number,
): ReadonlyArray<LoggedEvent> => {
  const first = events[0]?.revision ?? 0
  if (direction === 'forwards') {
    const start = typeof from === 'number' ? Math.max(0, from - first) : 0
    return events.slice(start, start + count)
  }
  const end = from === 'end' ? events.length : from === 'start' ? 1 : from - first + 1
  return events.slice(0, Math.max(0, end)).slice(-count).reverse()
}

/** Events of `$all`: forwards from a position on, which is among them; backwards from before it. */
export const allWindow = (
  { all, indexAfter }: EventLog,
  from: bigint | 'start' | 'end',
  direction: Direction,
  count: number,
): ReadonlyArray<LoggedEvent> => {
  if (direction === 'forwards') {
    if (from === 'end') return []
    const start = from === 'start' ? 0 : indexAfter(from - 1n)
    return all.slice(start, start + count)
  }
  const end = from === 'end' ? all.length : from === 'start' ? 0 : indexAfter(from - 1n)
  return all.slice(Math.max(0, end - count), end).reverse()
}
