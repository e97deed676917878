import { eventsOf, retentionIn, type Log, type LoggedEvent } from './log'

export type Direction = 'forwards' | 'backwards'

/** Gives the next event each time it is asked, as long as there is one. */
export type Cursor = () => LoggedEvent | undefined

/** Goes through events as they are when it gets there: what is appended meanwhile is read too. */
const cursor = (
  events: ReadonlyArray<LoggedEvent>,
  from: number,
  direction: Direction,
  first = 0,
): Cursor => {
  let index = direction === 'forwards' ? Math.max(from, first) : Math.min(from, events.length - 1)
  const step = direction === 'forwards' ? 1 : -1
  return () => {
    if (index < first) return undefined
    const event = events[index]
    if (event !== undefined) index += step
    return event
  }
}

/** The first revision that retention still shows. */
export const firstVisible = (log: Log, stream: string, now: number): number => {
  const { truncateBefore, maxCount, maxAge } = retentionIn(log, stream)
  const events = eventsOf(log, stream)
  let first = Math.max(truncateBefore, events.length - maxCount)
  for (;;) {
    const event = events[first]
    if (event === undefined || event.created >= now - maxAge) return first
    first++
  }
}

/** The events of a stream from a revision on, that one included. */
export const readStream = (
  log: Log,
  stream: string,
  from: number | 'start' | 'end',
  direction: Direction,
  now: number,
): Cursor => {
  const start = from === 'start' ? 0 : from === 'end' ? Infinity : from
  return cursor(eventsOf(log, stream), start, direction, firstVisible(log, stream, now))
}

/** Index of the first event at a position or after it. */
export const indexAt = ({ events }: Log, position: number): number => {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((events[middle]?.position ?? Infinity) < position) low = middle + 1
    else high = middle
  }
  return low
}

/** The events of the log: forwards from a position on, backwards from before it. */
export const readLog = (log: Log, from: number | 'start' | 'end', direction: Direction): Cursor => {
  const start = from === 'start' ? 0 : from === 'end' ? log.events.length : indexAt(log, from)
  return cursor(log.events, direction === 'forwards' ? start : start - 1, direction)
}
