// The port of event stores, whole: what a store implements, and what is needed to read from one.
export type { NewEvent } from '../events/envelope'
export type { Checkpoint, CheckpointKey, CheckpointStore } from './checkpoint'
export type {
  Appended,
  Batch,
  Batches,
  EventFilter,
  EventReader,
  EventStore,
  EventWriter,
  Pages,
  Positioned,
  ReadAllOptions,
  ReadOptions,
  Subscription,
  SubscriptionMessage,
} from './event-store'
export { collect } from './pages'
export type { Position } from './position'
export type { CurrentRevision, ExpectedRevision, StoreError } from './store-error'
export { subscriptionOf } from './subscription'
