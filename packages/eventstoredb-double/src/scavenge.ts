import type { Log, LoggedEvent } from './log'
import { firstVisible } from './retention.codec'

/** The events of a stream that a scavenge removes. The last one stays, for its revision. */
const hiddenIn = (
  log: Log,
  stream: string,
  events: ReadonlyArray<LoggedEvent>,
): ReadonlyArray<LoggedEvent> => {
  if (log.tombstoned.has(stream)) return events
  const last = events.length - 1
  // Only the latest metadata of a stream applies.
  const shown = stream.startsWith('$$') ? last : firstVisible(log, stream)
  return events.slice(0, Math.min(shown, last))
}

/** Removes what deletion and retention have hidden; tombstones stay. */
export const scavenge = (log: Log): void => {
  for (const [stream, events] of log.streams)
    for (const event of hiddenIn(log, stream, events)) log.scavenged.add(event)
}
