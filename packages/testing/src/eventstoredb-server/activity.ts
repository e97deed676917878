import { createSignal } from './signal'

/** Calls that stay open until one side ends them. */
export type StreamKind = 'read' | 'subscription' | 'batch-append' | 'consumer'

/** What a call asks for; an append is one whichever way it came. */
export type Operation =
  | 'append'
  | 'read'
  | 'subscription'
  | 'delete'
  | 'tombstone'
  | 'persistent-subscription'
  | 'supported-methods'
  | 'gossip'

/** How a stream of answers is ended by the server; `ok` says there is no more. */
export type StreamEnd = 'ok' | 'cancelled' | 'unavailable' | 'aborted'

export interface Counts {
  /** Calls that are open now, by kind: all 0 when no client has left anything behind. */
  readonly open: Readonly<Record<StreamKind, number>>
  /** Calls that have come in since the server was made. */
  readonly received: Readonly<Record<Operation, number>>
}

interface OpenStream {
  readonly kind: StreamKind
  readonly finish: (how: StreamEnd) => void
}

export interface Activity {
  readonly counts: () => Counts
  readonly until: (condition: (counts: Counts) => boolean) => Promise<void>
  readonly received: (operation: Operation) => void
  readonly streams: ReadonlySet<OpenStream>
  /** Counts a stream as open until the function given back is called. */
  readonly opened: (stream: OpenStream) => () => void
}

export const createActivity = (): Activity => {
  const streams = new Set<OpenStream>()
  const changed = createSignal()
  const calls: Record<Operation, number> = {
    append: 0,
    read: 0,
    subscription: 0,
    delete: 0,
    tombstone: 0,
    'persistent-subscription': 0,
    'supported-methods': 0,
    gossip: 0,
  }
  const counts = (): Counts => {
    const open = { read: 0, subscription: 0, 'batch-append': 0, consumer: 0 }
    for (const { kind } of streams) open[kind]++
    return { open, received: { ...calls } }
  }
  return {
    counts,
    until: (condition) =>
      new Promise((resolve) => {
        const stop = changed.listen(() => check())
        const check = (): void => {
          if (!condition(counts())) return
          stop()
          resolve()
        }
        check()
      }),
    received: (operation) => {
      calls[operation]++
      changed.fire()
    },
    streams,
    opened: (stream) => {
      streams.add(stream)
      changed.fire()
      return () => {
        streams.delete(stream)
        changed.fire()
      }
    },
  }
}
