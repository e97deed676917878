export type { Counts, Operation, StreamEnd, StreamKind } from './activity'
export type { AppendAnswer, Endpoint, Faults, Refusal } from './faults'
export { loopbackTls } from './loopback-tls'
export {
  startEventStoreDBDouble,
  type EventStoreDBDouble,
  type EventStoreDBDoubleOptions,
  type EventStoreDBFollower,
} from './server'
export { canRestart, patiently, realServer, startTestServer, type TestServer } from './test-server'
