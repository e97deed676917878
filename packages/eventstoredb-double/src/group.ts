import { eventsOf, systemEvent, write } from './log'
import { linkTo, originalOf, resolved, type Message } from './message'
import type { Node } from './node'
import { feedOf, type Feed } from './services/subscribing'
import type { NewGroup } from './wire/requests'

/** A consumer of a group's events. */
export interface Consumer {
  /** How many unanswered events it accepts. */
  readonly bufferSize: number
  /** Delivers an event to it. */
  readonly deliver: (message: Message) => void
  /** The group no longer exists. */
  readonly end: () => void
}

/** What a consumer can do in its group. */
export interface Membership {
  /** Answers that events were handled. */
  readonly ack: (ids: ReadonlyArray<string>) => void
  /** Answers that events are to be parked or delivered again. */
  readonly nack: (ids: ReadonlyArray<string>, action: 'park' | 'retry') => void
  /** Leaves; what it has not answered for is delivered to others. */
  readonly leave: () => void
}

/** A group of consumers. */
export interface Group {
  /** Adds a consumer. */
  readonly join: (consumer: Consumer) => Membership
  /** Delivers again what has been parked since the last time. */
  readonly replay: () => void
  /** Ends the group for all its consumers. */
  readonly end: () => void
  /** Starts again, as after the restart of a server that has not saved a checkpoint yet. */
  readonly restart: () => void
}

interface Member extends Consumer {
  readonly inFlight: Map<string, Message>
}

/** A number derived from the name of a stream. */
const pinOf = (stream: string): number =>
  [...stream].reduce((pin, character) => (pin * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7)

/**
 * Delivers each event to one consumer, as often as it takes until one has answered for it. The
 * events of a stream go to the same consumer as long as the consumers stay the same. Nothing is
 * redelivered because of a timeout.
 */
export const createGroup = ({ log, writes }: Node, options: NewGroup): Group => {
  const { group, from, prefixes, maxRetryCount } = options
  const start = from === 'end' ? log.events.length : 0
  const members: Array<Member> = []
  const parked = `$persistentsubscription-$all::${group}-parked`
  let replayed = 0
  let feed: Feed = feedOf(log, start, prefixes)
  let again: Array<Message> = []

  const push = (): void => {
    while (members.length > 0) {
      const event = again.length === 0 ? feed.next() : undefined
      const message = event === undefined ? again.shift() : { event, retries: 0 }
      const original = message === undefined ? undefined : originalOf(message)
      if (message === undefined || original === undefined) return
      const { stream } = message.event ?? original
      const member = members[pinOf(stream) % members.length]
      if (member === undefined || member.inFlight.size >= member.bufferSize) {
        again.unshift(message)
        return
      }
      member.inFlight.set(original.id, message)
      member.deliver(message)
    }
  }
  const take = ({ inFlight }: Member, ids: Iterable<string>): ReadonlyArray<Message> =>
    [...ids].flatMap((id) => {
      const message = inFlight.get(id)
      inFlight.delete(id)
      return message === undefined ? [] : [message]
    })
  const park = (message: Message, reason: string): void => {
    const event = message.event ?? message.link
    if (event === undefined) return
    write(log, parked, systemEvent(log, '$>', linkTo(event), JSON.stringify({ reason })))
    writes.emit('append')
  }
  const retry = (message: Message): void => {
    if (message.retries >= maxRetryCount) {
      park(message, `Reached retry count of ${maxRetryCount}`)
      return
    }
    again.push({ ...message, retries: message.retries + 1 })
    again.sort((a, b) => (originalOf(a)?.position ?? 0) - (originalOf(b)?.position ?? 0))
  }
  writes.on('append', push)
  // The server records which groups exist, where a group on everything can see it.
  write(log, '$persistentSubscriptionConfig', systemEvent(log, '$PersistentConfig', '{}'))

  return {
    join: (consumer) => {
      const member: Member = { ...consumer, inFlight: new Map() }
      members.push(member)
      push()
      return {
        ack: (ids) => {
          take(member, ids)
          push()
        },
        nack: (ids, action) => {
          for (const message of take(member, ids))
            if (action === 'park') park(message, 'Client explicitly NAK event')
            else retry(message)
          push()
        },
        leave: () => {
          const place = members.indexOf(member)
          if (place === -1) return
          members.splice(place, 1)
          for (const message of take(member, member.inFlight.keys())) retry(message)
          push()
        },
      }
    },
    replay: () => {
      const links = eventsOf(log, parked)
      again.push(...links.slice(replayed).map((link) => resolved(log, link)))
      replayed = links.length
      push()
    },
    end: () => {
      writes.off('append', push)
      for (const member of members.splice(0)) member.end()
    },
    restart: () => {
      again = []
      feed = feedOf(log, start, prefixes)
    },
  }
}
