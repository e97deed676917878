import { ReadReq as Message } from '@eventstore/db-client/generated/streams_pb'
import type { LoggedEvent } from './event-log'
import { streamNameOf } from './messages.codec'
import type { Direction } from './windows'

/** Which events of `$all` a reading wants. */
export interface Filter {
  readonly passes: (event: LoggedEvent) => boolean
  /** After how many events that were looked at the client is told how far the server is. */
  readonly checkpointEvery: number
}

/** What a client asks to read. */
export interface ReadRequest {
  /** The stream, or null for `$all`. */
  readonly stream: string | null
  /** A revision of the stream, or a position in `$all`. */
  readonly from: bigint | 'start' | 'end'
  readonly direction: Direction
  readonly resolveLinks: boolean
  readonly count: number
  readonly subscription: boolean
  readonly filter: Filter | null
}

const DEFAULT_WINDOW = 32

interface Expression {
  readonly getRegex: () => string
  readonly getPrefixList: () => ReadonlyArray<string>
}

const passes = (expression: Expression, what: string): boolean => {
  const prefixes = expression.getPrefixList()
  return prefixes.length > 0
    ? prefixes.some((prefix) => what.startsWith(prefix))
    : new RegExp(expression.getRegex()).test(what)
}

/** What filters on streams and types have, in the requests of all services. */
export interface FilterMessage {
  readonly getStreamIdentifier: () => Expression | undefined
  readonly getEventType: () => Expression | undefined
  readonly getMax: () => number
  readonly hasMax: () => boolean
  readonly getCheckpointintervalmultiplier: () => number
}

export const filterOf = (message: FilterMessage | undefined): Filter | null => {
  if (message === undefined) return null
  const byStream = message.getStreamIdentifier()
  const byType = message.getEventType()
  const window = message.hasMax() ? message.getMax() : DEFAULT_WINDOW
  return {
    passes: ({ stream, type }) =>
      byStream === undefined
        ? byType === undefined || passes(byType, type)
        : passes(byStream, stream),
    checkpointEvery: window * message.getCheckpointintervalmultiplier(),
  }
}

export const readRequest = (message: Message): ReadRequest | null => {
  const options = message.getOptions()
  if (options === undefined) return null
  const stream = options.getStream()
  const all = options.getAll()
  const place = stream ?? all
  const from = stream?.hasRevision()
    ? BigInt(stream.getRevision())
    : all?.hasPosition()
      ? BigInt(all.getPosition()?.getCommitPosition() ?? 0)
      : place?.hasEnd()
        ? 'end'
        : 'start'
  return {
    stream: stream === undefined ? null : streamNameOf(stream.getStreamIdentifier()),
    from,
    direction:
      options.getReadDirection() === Message.Options.ReadDirection.FORWARDS
        ? 'forwards'
        : 'backwards',
    resolveLinks: options.getResolveLinks(),
    count: Number(options.getCount()),
    subscription: options.hasSubscription(),
    filter: filterOf(options.getFilter()),
  }
}
