import { eventsOf, type Log, type LoggedEvent } from './log'

/** An event on its way to a consumer. */
export interface Message {
  /** Nothing where the link leads nowhere. */
  readonly event?: LoggedEvent
  /** The link by which a parked event is replayed. */
  readonly link?: LoggedEvent
  /** How often it was delivered before. */
  readonly retries: number
}

/** What the server goes by: consumers answer for its id, and its position is the message's. */
export const originalOf = ({ event, link }: Message): LoggedEvent | undefined => link ?? event

/** Text that leads to an event: its revision, `@`, its stream. */
export const linkTo = ({ revision, stream }: LoggedEvent): string => `${revision}@${stream}`

/** A link as a message, with what it leads to. A link that cannot be read stands for itself. */
export const resolved = (log: Log, link: LoggedEvent): Message => {
  const [, revision, stream] = /^(\d+)@(.+)$/s.exec(Buffer.from(link.data).toString()) ?? []
  if (revision === undefined || stream === undefined) return { event: link, retries: 0 }
  const event = eventsOf(log, stream)[Number(revision)]
  return event === undefined || log.scavenged.has(event)
    ? { link, retries: 0 }
    : { event, link, retries: 0 }
}
