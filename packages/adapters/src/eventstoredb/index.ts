export type {
  ClientEvent,
  ClientNewEvent,
  ClientReading,
  ClientResolvedEvent,
  ClientSubscription,
  Credentials,
  EventStoreDBClient,
  LogPosition,
} from './client'
export {
  eventStoreDBStore,
  type EventStoreDBOptions,
  type EventStoreDBStore,
  type GivenClient,
} from './eventstoredb-store'
export type { Retry } from './retry'
