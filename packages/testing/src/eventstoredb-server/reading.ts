import type { LoggedEvent } from './event-log'
import { badRequest, nextFailure, streamDeleted } from './failure'
import { streamNotFound } from './messages.codec'
import { retentionOf } from './metadata.codec'
import type { ServerNode } from './node'
import { openOutlet, resolve, type ReadCall } from './outlet'
import { readRequest, type ReadRequest } from './request.codec'
import { subscribe } from './subscribing'
import { allWindow, streamWindow, visible } from './windows'

const eventsFor = (
  node: ServerNode,
  { stream, from, direction, count, filter }: ReadRequest,
): ReadonlyArray<LoggedEvent> => {
  const { log, now } = node
  if (stream === null) {
    const wanted = filter === null ? count : Infinity
    const events = allWindow(log, from, direction, wanted)
    return filter === null ? events : events.filter(filter.passes).slice(0, count)
  }
  const readable = visible(log.eventsOf(stream), retentionOf(log, stream), now())
  return streamWindow(readable, typeof from === 'bigint' ? Number(from) : from, direction, count)
}

const read = async (node: ServerNode, call: ReadCall, request: ReadRequest): Promise<void> => {
  const { log } = node
  const { stream, from, direction, count, resolveLinks } = request
  const outlet = openOutlet(node, call)
  if (count <= 0) {
    outlet.fail(badRequest('maxCount should be positive.'))
    return
  }
  if (from === 'end' && direction === 'forwards' && stream !== null) {
    outlet.fail(badRequest('fromEventNumber should be non negative.'))
    return
  }
  if (stream !== null) {
    const { deleted } = retentionOf(log, stream)
    if (log.isTombstoned(stream)) {
      outlet.fail(streamDeleted(stream))
      return
    }
    if (log.eventsOf(stream).length === 0 || deleted) {
      await outlet.give(streamNotFound(stream))
      outlet.end()
      return
    }
  }
  for (const event of eventsFor(node, request))
    if (!(await outlet.giveEvent(resolve(node, event, resolveLinks)))) return
  outlet.end()
}

/** `Streams.Read`: a reading that ends, or a subscription that does not. */
export const handleRead =
  (node: ServerNode) =>
  (call: ReadCall): void => {
    const request = readRequest(call.request)
    const failure = request === null ? badRequest('no options') : nextFailure(node)
    if (request === null || failure !== null) {
      call.emit('error', failure)
      return
    }
    void (request.subscription ? subscribe(node, call, request) : read(node, call, request))
  }
