import { eventsOf, indexAt, type Log, type LoggedEvent } from '../log'
import type { Node } from '../node'
import type { Output } from '../output'
import { firstVisible, isSoftDeleted } from '../retention.codec'
import type { ReadAnswer } from '../wire/answers.codec'
import { invalid, streamDeleted, type Failure } from '../wire/failure'
import type { ReadRequest } from '../wire/requests'

/** Why a request cannot be answered, if so. */
const obstacle = (log: Log, request: ReadRequest): Failure | undefined => {
  const { stream, from, direction, count } = request
  if (count <= 0 && stream !== undefined)
    return invalid(`maxCount should be positive, not ${count}.`)
  if (stream === undefined) return undefined
  if (from === 'end' && direction === 'forwards')
    return invalid('fromEventNumber should be non negative.')
  return log.tombstoned.has(stream) ? streamDeleted(stream) : undefined
}

/** The events to read from, the first index to read, and the first visible one. */
const rangeOf = (
  log: Log,
  { stream, from, direction }: ReadRequest,
): readonly [ReadonlyArray<LoggedEvent>, number, number] => {
  const events = stream === undefined ? log.events : eventsOf(log, stream)
  const visible = stream === undefined ? 0 : firstVisible(log, stream)
  const backwards = direction === 'backwards'
  if (from === 'start') return [events, backwards && stream === undefined ? -1 : 0, visible]
  if (from === 'end') return [events, events.length - (backwards ? 1 : 0), visible]
  if (stream !== undefined) return [events, from, visible]
  // Reading forwards starts at a position, and backwards just before it.
  return [events, indexAt(log, from) - (backwards ? 1 : 0), visible]
}

/** The requested events, as they are when the reader gets to them. */
function* eventsIn(log: Log, request: ReadRequest): Generator<LoggedEvent> {
  const [events, start, visible] = rangeOf(log, request)
  const forwards = request.direction === 'forwards'
  const last = events.length - 1
  for (let i = forwards ? Math.max(start, visible) : Math.min(start, last); i >= visible;) {
    const event = events[i]
    if (event === undefined) return
    if (!log.scavenged.has(event)) yield event
    i += forwards ? 1 : -1
  }
}

/** Answers a read of a stream or of the log with up to the requested number of events. */
export const read = async (
  { log, plan, activity }: Node,
  output: Output<ReadAnswer>,
  request: ReadRequest,
): Promise<void> => {
  const { stream, count } = request
  const failure = obstacle(log, request)
  if (failure !== undefined) {
    output.fail(failure)
    return
  }
  if (stream !== undefined && (isSoftDeleted(log, stream) || !log.streams.has(stream))) {
    await output.send({ kind: 'not-found', stream })
    output.finish('ok')
    return
  }
  const fault = plan.streams.shift()
  const events = eventsIn(log, request)
  for (let sent = 0; output.isOpen(); sent++) {
    if (sent === fault?.after) {
      output.finish(fault.how)
      return
    }
    const next = sent < count ? events.next() : { done: true as const }
    if (next.done === true) break
    activity.send()
    await output.send({ kind: 'event', event: next.value })
  }
  output.finish('ok')
}
