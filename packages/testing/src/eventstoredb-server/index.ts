export type { Cut, Endpoint, Faults, SpoiltAnswer } from './faults'
export {
  startEventStoreDBServer,
  type EventStoreDBServer,
  type EventStoreDBServerOptions,
} from './server'
