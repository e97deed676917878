export type {
  ClientEvent,
  ClientGroupSettings,
  ClientGroupSubscription,
  ClientNewEvent,
  ClientReading,
  ClientResolvedEvent,
  ClientSubscription,
  Credentials,
  EventStoreDBClient,
  LogPosition,
} from './client'
export { withoutCredentials } from './connection-string'
export {
  eventStoreDBStore,
  type EventStoreDBOptions,
  type EventStoreDBStore,
  type GivenClient,
} from './eventstoredb-store'
export type { Delivery, GroupOptions, DeliveryHandler, Membership, NotHandled } from './group'
export type { Retry } from './retry'
