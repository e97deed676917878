import { passes } from '../log/filter'
import { resolved } from '../log/link'
import { eventsOf, isTombstoned, type Log, type LoggedEvent } from '../log/log'
import { firstVisible, indexAt } from '../log/reading'
import { streamDeleted, type Failure } from '../wire/failure'
import type { ReadAnswer } from '../wire/read-answer.codec'
import type { Selection } from '../wire/read-request.codec'

/** What a subscription hands out, pulled one by one. */
export interface Source {
  /** The next answer, or nothing for the time being. */
  readonly next: () => ReadAnswer | undefined
  /** Why there will be no more, if so. */
  readonly failure: () => Failure | undefined
  /** How many events wait to be pulled. */
  readonly waiting: () => number
}

const streamSource = (log: Log, stream: string, selection: Selection, now: number): Source => {
  const { from, links } = selection
  const events = (): ReadonlyArray<LoggedEvent> => eventsOf(log, stream)
  const start = from === 'start' ? 0 : from === 'end' ? events().length : from + 1
  const visible = isTombstoned(log, stream) ? Infinity : firstVisible(log, stream, now)
  let revision = Math.max(start, Math.min(visible, events().length))
  return {
    next: () => {
      const event = events()[revision]
      if (event === undefined) return undefined
      revision++
      return { kind: 'event', ...resolved(log, event, links) }
    },
    failure: () => (isTombstoned(log, stream) ? streamDeleted(stream) : undefined),
    waiting: () => Math.max(0, events().length - revision),
  }
}

const logSource = (log: Log, selection: Selection): Source => {
  const { from, links, filter } = selection
  const interval = selection.window * selection.checkpointInterval
  let index = from === 'start' ? 0 : from === 'end' ? log.events.length : indexAt(log, from + 1)
  let considered = 0
  let checkpoint: number | undefined
  const next = (): ReadAnswer | undefined => {
    for (;;) {
      if (checkpoint !== undefined) {
        const position = checkpoint
        checkpoint = undefined
        return { kind: 'checkpoint', position }
      }
      const event = log.events[index]
      if (event === undefined) return undefined
      index++
      if (filter !== undefined && ++considered % interval === 0) checkpoint = event.position
      if (passes(filter, event)) return { kind: 'event', ...resolved(log, event, links) }
    }
  }
  return {
    next,
    failure: () => undefined,
    waiting: () => log.events.slice(index).filter((event) => passes(filter, event)).length,
  }
}

/** The events after the place asked for, of a stream or of the log. */
export const sourceOf = (log: Log, selection: Selection, now: number): Source =>
  selection.stream === undefined
    ? logSource(log, selection)
    : streamSource(log, selection.stream, selection, now)
