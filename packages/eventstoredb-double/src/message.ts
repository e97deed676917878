import { eventsOf, type Log, type LoggedEvent } from './log'

/** An event on its way to a consumer. */
export interface Message {
  /** Absent if the link leads nowhere. */
  readonly event?: LoggedEvent
  /** The link by which a parked event is replayed. */
  readonly link?: LoggedEvent
  /** How often it has already been delivered. */
  readonly retries: number
}

/**
 * The record that the server refers to: consumers answer for its id, and its position is the
 * message's.
 */
export const originalOf = ({ event, link }: Message): LoggedEvent | undefined => link ?? event

/** The text of a link to an event: its revision, `@`, its stream. */
export const linkTo = ({ revision, stream }: LoggedEvent): string => `${revision}@${stream}`

/** A link as a message, with the event it leads to. An unreadable link is delivered as it is. */
export const resolved = (log: Log, link: LoggedEvent): Message => {
  const [, revision, stream] = /^(\d+)@(.+)$/s.exec(Buffer.from(link.data).toString()) ?? []
  if (revision === undefined || stream === undefined) return { event: link, retries: 0 }
  const event = eventsOf(log, stream)[Number(revision)]
  return event === undefined || log.scavenged.has(event)
    ? { link, retries: 0 }
    : { event, link, retries: 0 }
}
