import type { Node } from '../node'
import type { Failure } from '../wire/failure'
import type { NackAction, NewGroup } from '../wire/persistent-request.codec'
import { park, writeCheckpoint } from './bookkeeping'
import { feedOf, type Message } from './feed'
import { progressOf } from './progress'

/** Who takes events of a group. */
export interface Consumer {
  /** How many events it takes before it has answered for one. */
  readonly bufferSize: number
  readonly deliver: (message: Message) => void
  readonly drop: (why: Failure) => void
}

/** What a consumer does in its group. */
export interface Membership {
  readonly ack: (ids: ReadonlyArray<string>) => void
  readonly nack: (ids: ReadonlyArray<string>, action: NackAction) => void
  /** Goes; what it has not answered for is handed to others. */
  readonly leave: () => void
}

export interface Group {
  /** Joins the group, or nothing if it is full. */
  readonly join: (consumer: Consumer) => Membership | undefined
  /** Goes back to the last checkpoint, as a restart does. */
  readonly restart: () => void
  readonly end: (why: Failure) => void
}

interface Member {
  readonly consumer: Consumer
  readonly inFlight: Map<
    string,
    { readonly message: Message; readonly timer: NodeJS.Timeout | undefined }
  >
}

/** A number that is the same for the same stream. */
const pinOf = (stream: string): number =>
  [...stream].reduce((pin, character) => (pin * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7)

/** Hands each event to one consumer, again and again until one has answered for it. */
export const createGroup = (node: Node, options: NewGroup): Group => {
  const { settings } = options
  const feed = feedOf(node.log, options, node.now())
  const progress = progressOf(settings, ({ event }) => writeCheckpoint(node, options, event))
  const members: Array<Member> = []
  let again: Array<Message> = []
  let turn = 0

  const hasRoom = (place: number): boolean => {
    const member = members[place]
    return member !== undefined && member.inFlight.size < member.consumer.bufferSize
  }
  /** The member an event is for; -1 as long as there is no room for it. */
  const placeFor = ({ event }: Message): number => {
    if (settings.strategy === 'Pinned') {
      const place = pinOf(event.stream) % members.length
      return hasRoom(place) ? place : -1
    }
    const first = settings.strategy === 'RoundRobin' ? turn : 0
    return members.map((_, i) => (first + i) % members.length).find(hasRoom) ?? -1
  }
  const push = (): void => {
    while (members.some((_, place) => hasRoom(place))) {
      const message = again.shift() ?? feed.next()
      if (message === undefined) return
      const place = placeFor(message)
      const member = members[place]
      if (member === undefined) {
        again.unshift(message)
        return
      }
      turn = place + 1
      hand(member, message)
    }
  }
  const hand = ({ consumer, inFlight }: Member, message: Message): void => {
    const { id } = message.event
    const late = (): void => {
      inFlight.delete(id)
      retry(message)
      push()
    }
    const { messageTimeout } = settings
    const timer = messageTimeout > 0 ? setTimeout(late, messageTimeout).unref() : undefined
    inFlight.set(id, { message, timer })
    progress.started(message)
    consumer.deliver(message)
  }
  const take = ({ inFlight }: Member, ids: ReadonlyArray<string>): ReadonlyArray<Message> =>
    ids.flatMap((id) => {
      const held = inFlight.get(id)
      if (held === undefined) return []
      clearTimeout(held.timer)
      inFlight.delete(id)
      return [held.message]
    })
  const putAside = (message: Message, reason: string): void => {
    park(node, options, message.event, reason)
    progress.finished(message)
  }
  const retry = (message: Message): void => {
    if (message.retries >= settings.maxRetryCount) {
      putAside(message, 'Reached Max Retry count')
      return
    }
    again.push({ ...message, retries: message.retries + 1 })
    again.sort((a, b) => a.at - b.at)
  }
  const answer = (message: Message, action: NackAction): void => {
    if (action === 'park') putAside(message, 'Client explicitly NAK event')
    else if (action === 'skip') progress.finished(message)
    else retry(message)
  }
  const stopListening = node.appended.listen(push)

  const join = (consumer: Consumer): Membership | undefined => {
    const { maxSubscribers } = settings
    if (maxSubscribers > 0 && members.length >= maxSubscribers) return undefined
    const member: Member = { consumer, inFlight: new Map() }
    members.push(member)
    push()
    return {
      ack: (ids) => {
        for (const message of take(member, ids)) progress.finished(message)
        push()
      },
      nack: (ids, action) => {
        for (const message of take(member, ids)) answer(message, action)
        push()
      },
      leave: () => {
        const place = members.indexOf(member)
        if (place === -1) return
        members.splice(place, 1)
        for (const message of take(member, [...member.inFlight.keys()])) retry(message)
        push()
      },
    }
  }
  return {
    join,
    restart: () => {
      again = []
      progress.reset()
      feed.goTo(progress.resumeAt())
    },
    end: (why) => {
      stopListening()
      for (const { consumer } of [...members]) consumer.drop(why)
      progress.reset()
    },
  }
}
