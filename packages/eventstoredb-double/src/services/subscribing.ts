import { indexAt, type Log, type LoggedEvent } from '../log'
import type { Node } from '../node'
import type { Output } from '../output'
import type { ReadAnswer } from '../wire/answers.codec'
import { tooSlow } from '../wire/failure'
import type { SubscribeRequest } from '../wire/requests'

/** Events of the log whose streams have a prefix, one by one as they are written. */
export interface Feed {
  /** The next event, or nothing for the time being. */
  readonly next: () => LoggedEvent | undefined
  /** How many events wait. */
  readonly waiting: () => number
}

export const feedOf = (log: Log, start: number, prefixes: ReadonlyArray<string>): Feed => {
  const isWanted = ({ stream }: LoggedEvent): boolean =>
    prefixes.some((prefix) => stream.startsWith(prefix))
  let index = start
  return {
    next: () => {
      for (;;) {
        const event = log.events[index]
        if (event === undefined) return undefined
        index++
        if (isWanted(event)) return event
      }
    },
    waiting: () => log.events.slice(index).filter(isWanted).length,
  }
}

const startOf = (log: Log, { after }: SubscribeRequest): number =>
  after === 'start' ? 0 : after === 'end' ? log.events.length : indexAt(log, after + 1)

/** Confirms, catches up, says so once, and goes on with what is written. */
export const subscribe = async (
  { log, plan, writes }: Node,
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
  for (let sent = 0; output.isOpen();) {
    if (sent === fault?.after) {
      output.finish(fault.how)
      return
    }
    const event = feed.next()
    if (event !== undefined) {
      sent++
      await output.send({ kind: 'event', event })
    } else if (live) {
      await new Promise<void>((resolve) => (wake = resolve))
    } else {
      live = true
      if (plan.caughtUp) await output.send({ kind: 'caught-up' })
    }
  }
}
