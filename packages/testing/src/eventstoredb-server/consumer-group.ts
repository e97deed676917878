import type { LoggedEvent } from './event-log'
import type { ServerNode } from './node'
import type { Filter } from './request.codec'

export interface GroupSettings {
  /** Index in `$all` of the first event that may be given. */
  readonly from: number
  readonly filter: Filter | null
  /** In ms. */
  readonly messageTimeout: number
  readonly maxRetryCount: number
  /** Whether the events of a stream go to one consumer, as long as there are the same. */
  readonly pinned: boolean
}

/** A client that takes a share of a group's events. */
export interface Consumer {
  /** How many events it takes before it has said what became of them. */
  readonly capacity: number
  readonly give: (event: LoggedEvent, retries: number) => void
  readonly drop: () => void
}

/** A persistent subscription to `$all`. */
export interface ConsumerGroup {
  readonly join: (consumer: Consumer) => void
  readonly leave: (consumer: Consumer) => void
  readonly done: (ids: ReadonlyArray<string>) => void
  readonly retry: (ids: ReadonlyArray<string>) => void
  readonly park: (ids: ReadonlyArray<string>) => void
  /** Begins again at the last checkpoint, with no consumers: what a restart leaves. */
  readonly reset: () => void
  /** Drops everybody, for good. */
  readonly remove: () => void
}

interface Message {
  readonly index: number
  readonly event: LoggedEvent
  readonly retries: number
}

interface InFlight extends Message {
  readonly consumer: Consumer
  readonly timer: NodeJS.Timeout
}

const bytes = new TextEncoder()

/** The same number for the same name. */
const hash = (name: string): number =>
  [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7)

/** Hands out the events of `$all`, each until some consumer is done with it: at least once. */
export const consumerGroup = (
  node: ServerNode,
  name: string,
  settings: GroupSettings,
): ConsumerGroup => {
  const { log, waiting, newId } = node
  const { filter, messageTimeout, maxRetryCount, pinned } = settings
  const inFlight = new Map<string, InFlight>()
  let consumers: ReadonlyArray<Consumer> = []
  let again: Array<Message> = []
  let next = settings.from
  let turn = 0

  const has = (consumer: Consumer): number =>
    [...inFlight.values()].filter((message) => message.consumer === consumer).length

  const consumerOf = ({ event }: Message): Consumer | undefined => {
    if (pinned) {
      const consumer = consumers[hash(event.stream) % consumers.length]
      return consumer !== undefined && has(consumer) < consumer.capacity ? consumer : undefined
    }
    const order = consumers.map((_, i) => consumers[(turn + i) % consumers.length])
    turn++
    return order.find((consumer) => consumer !== undefined && has(consumer) < consumer.capacity)
  }

  const nextMessage = (): Message | undefined => {
    if (again[0] !== undefined) return again[0]
    for (let event = log.all[next]; event !== undefined; event = log.all[++next])
      if (filter === null || filter.passes(event)) return { index: next, event, retries: 0 }
    return undefined
  }

  const pump = (): void => {
    for (let message = nextMessage(); message !== undefined; message = nextMessage()) {
      const consumer = consumerOf(message)
      if (consumer === undefined) return
      if (again[0] === message) again.shift()
      else next++
      const { event, retries } = message
      const timer = setTimeout(() => retry([event.id]), messageTimeout)
      inFlight.set(event.id, { ...message, consumer, timer })
      consumer.give(event, retries)
    }
  }

  const take = (ids: ReadonlyArray<string>): ReadonlyArray<InFlight> =>
    ids.flatMap((id) => {
      const message = inFlight.get(id)
      if (message === undefined) return []
      clearTimeout(message.timer)
      inFlight.delete(id)
      return [message]
    })

  const putAside = ({ event: { revision, stream } }: Message): void =>
    log.append(`$persistentsubscription-$all::${name}-parked`, [
      {
        id: newId(),
        type: '$>',
        contentType: 'application/octet-stream',
        data: bytes.encode(`${String(revision)}@${stream}`),
        metadata: new Uint8Array(),
      },
    ])

  const giveAgain = (messages: ReadonlyArray<Message>): void => {
    again = [...again, ...messages].sort((a, b) => a.index - b.index)
    pump()
  }

  const retry = (ids: ReadonlyArray<string>): void => {
    const messages = take(ids).map(({ index, event, retries }) => ({
      index,
      event,
      retries: retries + 1,
    }))
    messages.filter(({ retries }) => retries > maxRetryCount).forEach(putAside)
    giveAgain(messages.filter(({ retries }) => retries <= maxRetryCount))
  }

  waiting.add(pump)

  const reset = (): void => {
    const outstanding = [...take([...inFlight.keys()]), ...again].map(({ index }) => index)
    next = Math.min(next, ...outstanding)
    again = []
    consumers = []
  }

  return {
    join: (consumer) => {
      consumers = [...consumers, consumer]
      pump()
    },
    leave: (consumer) => {
      consumers = consumers.filter((other) => other !== consumer)
      const left = [...inFlight.values()].filter((message) => message.consumer === consumer)
      giveAgain(take(left.map(({ event }) => event.id)))
    },
    done: (ids) => {
      take(ids)
      pump()
    },
    retry,
    park: (ids) => {
      take(ids).forEach(putAside)
      pump()
    },
    reset,
    remove: () => {
      waiting.delete(pump)
      const dropped = consumers
      reset()
      for (const consumer of dropped) consumer.drop()
    },
  }
}
