import type { ServerWritableStream } from '@grpc/grpc-js'
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb'
import type { LoggedEvent } from './event-log'
import { cutOff, type Failure } from './failure'
import { linkTarget, readEvent, type Resolved } from './messages.codec'
import type { OpenCall, ServerNode } from './node'

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>

/** A call that events are given to, as fast as its client takes them. */
export interface Outlet {
  /** Resolves once the client can take more; false when the call is over. */
  readonly give: (message: ReadResp) => Promise<boolean>
  readonly giveEvent: (resolved: Resolved) => Promise<boolean>
  readonly fail: (failure: Failure) => void
  readonly isOver: () => boolean
  readonly onOver: (listener: () => void) => void
  readonly end: () => void
}

/** Opens a call's outlet; the next cut that is pending is this call's. */
export const openOutlet = (node: ServerNode, call: ReadCall): Outlet => {
  const cut = node.faults.cuts.shift()
  const listeners = new Set<() => void>()
  let over = false
  let given = 0

  const close = (): void => {
    if (over) return
    over = true
    node.open.delete(open)
    for (const listener of listeners) listener()
  }
  const fail = (failure: Failure): void => {
    if (over) return
    close()
    call.emit('error', failure)
  }
  const open: OpenCall = { cut: (how) => fail(cutOff(how)) }
  node.open.add(open)
  call.on('cancelled', close)

  const give = (message: ReadResp): Promise<boolean> =>
    new Promise((resolve) => {
      if (over) resolve(false)
      else if (call.write(message)) resolve(true)
      else {
        const go = (): void => {
          call.off('drain', go)
          listeners.delete(go)
          resolve(!over)
        }
        call.on('drain', go)
        listeners.add(go)
      }
    })

  return {
    give,
    giveEvent: (resolved) => {
      if (cut !== undefined && given++ >= cut.after) {
        fail(cutOff(cut.how))
        return Promise.resolve(false)
      }
      return give(readEvent(resolved))
    },
    fail,
    isOver: () => over,
    onOver: (listener) => listeners.add(listener),
    end: () => {
      if (over) return
      close()
      call.end()
    },
  }
}

/** An event as it is read: where links are followed, the event one leads to. */
export const resolve = (
  { log }: ServerNode,
  event: LoggedEvent,
  resolveLinks: boolean,
): Resolved => {
  if (!resolveLinks || event.type !== '$>') return { event, link: null }
  const { stream, revision } = linkTarget(event)
  return { event: log.eventsOf(stream)[revision] ?? null, link: event }
}
