import type { LoggedEvent } from './event-log'
import { cutOff, streamDeleted } from './failure'
import { caughtUp, checkpoint, confirmation } from './messages.codec'
import { retentionOf } from './metadata.codec'
import type { ServerNode } from './node'
import { openOutlet, resolve, type Outlet, type ReadCall } from './outlet'
import type { ReadRequest } from './request.codec'

/** Waits until something is written, or the call is over. */
const nextWrite = ({ waiting }: ServerNode, outlet: Outlet): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      waiting.delete(wake)
      resolve()
    }
    waiting.add(wake)
    outlet.onOver(wake)
    if (outlet.isOver()) wake()
  })

/** Index of the first event of a subscription; the place it begins after is left out. */
const firstIndex = ({ log }: ServerNode, { stream, from }: ReadRequest): number => {
  const length = stream === null ? log.all.length : log.eventsOf(stream).length
  if (from === 'start') return 0
  if (from === 'end') return length
  return stream === null ? log.indexAfter(from) : Number(from) + 1
}

const isVisible = (
  { log }: ServerNode,
  stream: string | null,
  { revision }: LoggedEvent,
): boolean => stream === null || revision >= retentionOf(log, stream).truncateBefore

/** Catches up with a stream or `$all`, and goes on with what is written. */
export const subscribe = async (
  node: ServerNode,
  call: ReadCall,
  request: ReadRequest,
): Promise<void> => {
  const { log, faults, newId } = node
  const { stream, filter, resolveLinks } = request
  const outlet = openOutlet(node, call)
  if (!(await outlet.give(confirmation(newId())))) return
  const events = (): ReadonlyArray<LoggedEvent> =>
    stream === null ? log.all : log.eventsOf(stream)
  let live = false
  let considered = 0

  for (let index = firstIndex(node, request); !outlet.isOver();) {
    if (stream !== null && log.isTombstoned(stream)) {
      outlet.fail(streamDeleted(stream))
      return
    }
    const event = events()[index]
    if (event === undefined) {
      if (!live && faults.tellCaughtUp && !(await outlet.give(caughtUp()))) return
      live = true
      if (events()[index] === undefined) await nextWrite(node, outlet)
      continue
    }
    if (live && faults.slowBehind !== null && events().length - index > faults.slowBehind) {
      outlet.fail(cutOff('ABORTED'))
      return
    }
    index++
    const wanted = filter === null ? isVisible(node, stream, event) : filter.passes(event)
    if (wanted && !(await outlet.giveEvent(resolve(node, event, resolveLinks)))) return
    if (filter !== null && ++considered % filter.checkpointEvery === 0)
      if (!(await outlet.give(checkpoint(event.position)))) return
  }
}
