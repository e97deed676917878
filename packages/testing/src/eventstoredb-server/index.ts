export type { Counts, Operation, StreamEnd, StreamKind } from './activity'
export type { AppendAnswer, Refusal } from './fault-plan'
export type { Faults } from './faults'
export { loopbackTls } from './loopback-tls'
export {
  startEventStoreDBServer,
  type EventStoreDBServer,
  type EventStoreDBServerOptions,
} from './server'
export type { Endpoint } from './wire/node.codec'
