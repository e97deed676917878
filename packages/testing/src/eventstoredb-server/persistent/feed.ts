import { isBookkeeping, passes } from '../log/filter'
import { eventsOf, type Log, type LoggedEvent } from '../log/log'
import { firstVisible, indexAt } from '../log/reading'
import type { NewGroup } from '../wire/persistent-request.codec'

/** An event on its way to a consumer. */
export interface Message {
  readonly event: LoggedEvent
  /** Its place in what the group reads: its revision, or its place in the log. */
  readonly at: number
  /** How often it was handed out before. */
  readonly retries: number
}

/** What a group reads, one by one. */
export interface Feed {
  readonly next: () => Message | undefined
  /** Goes back to a place, or to where the group began. */
  readonly goTo: (at: number | undefined) => void
}

export const feedOf = (log: Log, { stream, from, filter }: NewGroup, now: number): Feed => {
  const events = (): ReadonlyArray<LoggedEvent> =>
    stream === undefined ? log.events : eventsOf(log, stream)
  const indexOf = (place: number): number => (stream === undefined ? indexAt(log, place) : place)
  const visible =
    stream === undefined ? 0 : Math.min(firstVisible(log, stream, now), events().length)
  const asked = from === 'start' ? 0 : from === 'end' ? events().length : indexOf(from)
  const start = Math.max(asked, visible)
  let at = start
  return {
    next: () => {
      for (;;) {
        const event = events()[at]
        if (event === undefined) return undefined
        const message = { event, at, retries: 0 }
        at++
        const hidden = stream === undefined && isBookkeeping(event)
        if (!hidden && passes(filter, event)) return message
      }
    },
    goTo: (place = start) => {
      at = place
    },
  }
}
