import { eventsOf, type Log, type LoggedEvent } from './log'

/** An event as it is handed out: itself, or what a link leads to, if that is still there. */
export interface Resolved {
  readonly event: LoggedEvent | undefined
  readonly link: LoggedEvent | undefined
}

const LINK = '$>'

/** Follows a link: its data are a revision and a stream, parted by the first `@`. */
export const resolved = (log: Log, event: LoggedEvent, links: boolean): Resolved => {
  if (!links || event.type !== LINK) return { event, link: undefined }
  const [, revision, stream] = /^(\d+)@(.*)$/s.exec(Buffer.from(event.data).toString('utf8')) ?? []
  const target =
    revision === undefined || stream === undefined || log.tombstoned.has(stream)
      ? undefined
      : eventsOf(log, stream)[Number(revision)]
  return { event: target, link: event }
}
