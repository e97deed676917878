/** An event as the server keeps it. Its data and metadata are bytes that it never looks into. */
export interface LoggedEvent {
  readonly id: string
  readonly stream: string
  readonly revision: number
  /** Place in `$all`: grows, and never by one, so that nobody takes it for a count. */
  readonly position: bigint
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
  /** 100 ns ticks since the Unix epoch. */
  readonly created: bigint
}

/** An event on its way into the log. */
export type ProposedEvent = Pick<LoggedEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>

/** What a stream's metadata says of which of its events may still be read. */
export interface Retention {
  readonly deleted: boolean
  readonly truncateBefore: number
  readonly maxCount: number
  readonly maxAgeSeconds: number
}

/** Everything that was ever written: the part of a node that outlives it. */
export interface EventLog {
  readonly all: ReadonlyArray<LoggedEvent>
  readonly eventsOf: (stream: string) => ReadonlyArray<LoggedEvent>
  readonly isTombstoned: (stream: string) => boolean
  readonly tombstone: (stream: string) => void
  readonly append: (stream: string, events: ReadonlyArray<ProposedEvent>) => void
  /** Index in {@link all} of the first event after a position. */
  readonly indexAfter: (position: bigint) => number
}

const NO_EVENTS: ReadonlyArray<LoggedEvent> = []
const TICKS_PER_MILLISECOND = 10_000n

/** The stream that holds another one's metadata. */
export const metadataStreamOf = (stream: string): string => `$$${stream}`

export const emptyLog = (now: () => Date): EventLog => {
  const all: Array<LoggedEvent> = []
  const streams = new Map<string, Array<LoggedEvent>>()
  const tombstones = new Set<string>()
  let position = 0n

  return {
    all,
    eventsOf: (stream) => streams.get(stream) ?? NO_EVENTS,
    isTombstoned: (stream) => tombstones.has(stream),
    tombstone: (stream) => tombstones.add(stream),
    append: (stream, events) => {
      if (events.length === 0) return
      const own = streams.get(stream) ?? []
      streams.set(stream, own)
      const created = BigInt(now().getTime()) * TICKS_PER_MILLISECOND
      for (const proposed of events) {
        position += BigInt(64 + proposed.data.length + proposed.metadata.length)
        const event = { ...proposed, stream, revision: own.length, position, created }
        own.push(event)
        all.push(event)
      }
    },
    indexAfter: (after) => {
      let low = 0
      let high = all.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((all[middle]?.position ?? 0n) <= after) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}
