import { indexAt, type Log, type LoggedEvent } from '../log'
import type { Node } from '../node'
import type { Output } from '../output'
import type { ReadAnswer } from '../wire/answers.codec'
import { tooSlow } from '../wire/failure'
import type { SubscribeRequest } from '../wire/requests'

/** An event of the log, and whether its stream has a wanted prefix. */
export interface Considered {
  readonly event: LoggedEvent
  readonly isWanted: boolean
}

/** The events of the log, one by one, as they are written. */
export interface Feed {
  /** Advances to the next event; undefined if there is none yet. */
  readonly consider: () => Considered | undefined
  /** Advances to the next wanted event; undefined if there is none yet. */
  readonly next: () => LoggedEvent | undefined
  /** How many wanted events are waiting. */
  readonly waiting: () => number
}

/** The events of the log from an index on; `prefixes` say which are wanted. */
export const feedOf = (log: Log, start: number, prefixes: ReadonlyArray<string>): Feed => {
  const isWanted = (event: LoggedEvent): boolean =>
    prefixes.some((prefix) => event.stream.startsWith(prefix)) && !log.scavenged.has(event)
  let index = start
  const consider = (): Considered | undefined => {
    const event = log.events[index]
    if (event === undefined) return undefined
    index++
    return { event, isWanted: isWanted(event) }
  }
  return {
    consider,
    next: () => {
      for (let found = consider(); found !== undefined; found = consider())
        if (found.isWanted) return found.event
      return undefined
    },
    waiting: () => log.events.slice(index).filter(isWanted).length,
  }
}

const startOf = (log: Log, { after }: SubscribeRequest): number =>
  after === 'start' ? 0 : after === 'end' ? log.events.length : indexAt(log, after + 1)

/**
 * Confirms the subscription, catches up, reports that once, and continues with what is written. It
 * reports its progress after a number of events, wanted or not.
 */
export const subscribe = async (
  { log, plan, writes, activity }: Node,
  output: Output<ReadAnswer>,
  request: SubscribeRequest,
): Promise<void> => {
  const feed = feedOf(log, startOf(log, request), request.prefixes)
  const fault = plan.streams.shift()
  let live = false
  let wake = (): void => undefined
  const written = (): void => {
    if (live && feed.waiting() > plan.subscriberBuffer) output.fail(tooSlow())
    wake()
  }
  writes.on('append', written)
  output.onClose(() => {
    writes.off('append', written)
    wake()
  })

  await output.send({ kind: 'confirmation' })
  for (let sent = 0, considered = 0; output.isOpen();) {
    if (sent === fault?.after) {
      output.finish(fault.how)
      return
    }
    const found = feed.consider()
    if (found !== undefined) {
      considered++
      if (found.isWanted) {
        sent++
        activity.send()
        await output.send({ kind: 'event', event: found.event })
      }
      if (plan.checkpoints && considered % request.checkpointInterval === 0)
        await output.send({ kind: 'checkpoint', position: found.event.position })
    } else if (live) {
      await new Promise<void>((resolve) => (wake = resolve))
    } else {
      live = true
      if (plan.caughtUp) await output.send({ kind: 'caught-up' })
    }
  }
}
