import { describeEventStore } from '@kpi-ledger/testing/conformance'
import {
  startEventStoreDBServer,
  type EventStoreDBServer,
} from '@kpi-ledger/testing/eventstoredb-server'
import { rightOf } from '../fixture.spec'
import { eventStoreDBStore, type EventStoreDBStore } from './eventstoredb-store'

describe.each(['classic', 'batch'] as const)('on the %s append path', (appendPath) => {
  const servers: Array<EventStoreDBServer> = []
  const stores: Array<EventStoreDBStore> = []

  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close()
    for (const server of servers.splice(0)) server.stop()
  })

  const open = async () => {
    const server = await startEventStoreDBServer()
    servers.push(server)
    const store = rightOf(await eventStoreDBStore(server.connectionString, { appendPath })())
    stores.push(store)
    return store
  }

  describeEventStore({ describe, it, expect }, 'the EventStoreDB store', open, {
    together: false,
    uniqueIds: 'in a stream',
  })
})
