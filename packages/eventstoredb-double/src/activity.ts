import { EventEmitter } from 'node:events'

/** Calls that stay open until one side ends them. */
export type StreamKind = 'read' | 'subscription' | 'batch-append' | 'consumer'

/** What a call asks for; an append is the same operation by either path. */
export type Operation = 'append' | 'read' | 'subscription' | 'delete' | 'persistent-subscription'

/** How the server ends a stream of answers; `ok` means that there are no more. */
export type StreamEnd = 'ok' | 'cancelled' | 'unavailable' | 'aborted'

/** How many calls are open and were received, and how many events were sent. */
export interface Counts {
  /** The calls open now, by kind; all 0 if no client has left anything behind. */
  readonly open: Readonly<Record<StreamKind, number>>
  /** The calls received since the server was created. */
  readonly received: Readonly<Record<Operation, number>>
  /** How many events have been sent to reads and subscriptions since the server was created. */
  readonly sent: number
}

interface OpenStream {
  readonly kind: StreamKind
  readonly finish: (how: StreamEnd) => void
}

/** The calls that are and were made. */
export interface Activity {
  /** The counts at this moment. */
  readonly counts: () => Counts
  /** Resolves as soon as the counts meet a condition. */
  readonly until: (condition: (counts: Counts) => boolean) => Promise<void>
  /** Counts a call. */
  readonly receive: (operation: Operation) => void
  /** Counts an event sent to a read or subscription. */
  readonly send: () => void
  /** The streams that are open now. */
  readonly streams: ReadonlySet<OpenStream>
  /** Counts a stream as open until the returned function is called. */
  readonly open: (stream: OpenStream) => () => void
}

/** Creates an activity without any calls. */
export const createActivity = (): Activity => {
  const streams = new Set<OpenStream>()
  const changes = new EventEmitter()
  let sent = 0
  const received: Record<Operation, number> = {
    append: 0,
    read: 0,
    subscription: 0,
    delete: 0,
    'persistent-subscription': 0,
  }
  const counts = (): Counts => {
    const open = { read: 0, subscription: 0, 'batch-append': 0, consumer: 0 }
    for (const { kind } of streams) open[kind]++
    return { open, received: { ...received }, sent }
  }
  return {
    counts,
    until: (condition) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!condition(counts())) return
          changes.off('change', check)
          resolve()
        }
        changes.on('change', check)
        check()
      }),
    receive: (operation) => {
      received[operation]++
      changes.emit('change')
    },
    send: () => {
      sent++
    },
    streams,
    open: (stream) => {
      streams.add(stream)
      changes.emit('change')
      return () => {
        streams.delete(stream)
        changes.emit('change')
      }
    },
  }
}
