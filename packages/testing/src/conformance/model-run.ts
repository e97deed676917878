import type { EventId, EventStore, Instant, StoreError } from '@kpi-ledger/core'
import type { EventFilter, NewEvent, Position, SubscriptionMessage } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import type { Either } from 'fp-ts/Either'
import fc from 'fast-check'
import { uuid } from './fixture'
import type { Log } from './model'

/** A subscription as the model has it: what it asked for, and what it has delivered. */
export interface Followed {
  /** What it was opened for. */
  readonly filter: EventFilter
  /** The number of events when it was opened; all of them must be delivered before `caught-up`. */
  readonly owed: number
  /** The index in the log of the next event it may deliver. */
  readonly next: number
  /** The id of the event it delivered last; null if none. */
  readonly last: string | null
  /** Whether it has reported that it caught up. */
  readonly caughtUp: boolean
}

/** What the model keeps while commands run on a store. */
export interface Known {
  /** All events so far. */
  log: Log
  /** The subscriptions that are open. */
  readonly subscriptions: Array<Followed>
}

/** What a call of a subscription's `next` resolves to. */
export type Pulled = IteratorResult<Either<StoreError, SubscriptionMessage>, unknown>

/** A subscription of the store, with the call its consumer is waiting for, if any. */
export interface Listener {
  /** Requests the next message. */
  readonly next: () => Promise<Pulled>
  /** Closes the subscription. */
  readonly close: () => void
  /** The call that is waiting; null if none is. */
  waiting: Promise<Pulled> | null
}

/** The store that commands run on, and what it has handed out. */
export interface Subject {
  /** The store. */
  readonly store: EventStore
  /** The positions of events, as the store reported them. */
  readonly positions: Map<string, Position>
  /** The open subscriptions, in the order of the model's. */
  readonly listeners: Array<Listener>
}

/** A command of the model. */
export type StoreCommand = fc.AsyncCommand<Known, Subject>

const STREAMS = ['kpiContract-a', 'kpiContract-b', 'kpiContract-c'] as const

/** The nth event of a stream. Its id is never offered to another stream. */
export const eventOf = (stream: string, n: number): NewEvent => {
  const envelope = {
    id: branded<EventId>(uuid(STREAMS.findIndex((name) => name === stream) + 1, n)),
    version: 1,
    recordedAt: branded<Instant>('2016-04-01T09:00:00.000Z'),
    ...(n % 2 === 0 ? {} : { metadata: { actor: 'A. Clerk', line: n } }),
  }
  const period = '2016-04'
  if (n % 3 > 0) return { ...envelope, type: 'NoteAdded', data: { period, text: `Note ${n}` } }
  const outcome = { kind: 'measured', value: n } as const
  return { ...envelope, type: 'ActualRecorded', data: { kpi: '1', period, outcome } }
}

/** One of the streams. */
export const arbitraryStream = fc.constantFrom(...STREAMS)

/** A filter by streams and types. */
export const arbitraryFilter: fc.Arbitrary<EventFilter> = fc.record(
  {
    streams: fc.subarray([...STREAMS]),
    types: fc.subarray(['NoteAdded', 'ActualRecorded', 'KPIRetired']),
  },
  { requiredKeys: [] },
)
