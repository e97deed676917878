import type { EventId, EventStore, Instant, StoreError } from '@kpi-ledger/core'
import type { EventFilter, NewEvent, Position, SubscriptionMessage } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import type { Either } from 'fp-ts/Either'
import fc from 'fast-check'
import { uuid } from './fixture'
import type { Log } from './model'

/** What a subscription was opened for, and what it has delivered. */
export interface Followed {
  readonly filter: EventFilter
  /** Number of events when it was opened; all must be delivered before `caught-up`. */
  readonly owed: number
  /** Index in the log of the next event it may deliver. */
  readonly next: number
  readonly last: string | null
  readonly caughtUp: boolean
}

/** What the model knows while commands run on a store. */
export interface Known {
  log: Log
  readonly subscriptions: Array<Followed>
}

/** What a call of a subscription's `next` resolves to. */
export type Pulled = IteratorResult<Either<StoreError, SubscriptionMessage>, unknown>

/** A subscription of the store, with the message its consumer waits for, if it does. */
export interface Listener {
  readonly next: () => Promise<Pulled>
  readonly close: () => void
  waiting: Promise<Pulled> | null
}

/** The store that commands run on. */
export interface Subject {
  readonly store: EventStore
  /** Positions of events, as the store reported them. */
  readonly positions: Map<string, Position>
  readonly listeners: Array<Listener>
}

export type StoreCommand = fc.AsyncCommand<Known, Subject>

const STREAMS = ['kpiContract-a', 'kpiContract-b', 'kpiContract-c'] as const

/** The nth event of a stream, whose id no other stream is ever offered. */
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

export const arbitraryStream = fc.constantFrom(...STREAMS)

export const arbitraryFilter: fc.Arbitrary<EventFilter> = fc.record(
  {
    streams: fc.subarray([...STREAMS]),
    types: fc.subarray(['NoteAdded', 'ActualRecorded', 'KPIRetired']),
  },
  { requiredKeys: [] },
)
