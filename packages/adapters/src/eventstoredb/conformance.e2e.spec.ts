import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { describeEventStore } from '@kpi-ledger/testing/conformance'
import { patiently, startTestServer, type TestServer } from '@kpi-ledger/eventstoredb-double'
import { rightOf } from '../fixture.spec'
import { eventStoreDBStore, type EventStoreDBStore } from './eventstoredb-store'

describe.each(['classic', 'batch'] as const)('on the %s append path', (appendPath) => {
  const servers: Array<TestServer> = []
  const stores: Array<EventStoreDBStore> = []
  const opened = new Map<EventStoreDBStore, { readonly url: string; readonly namespace: string }>()

  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close()
    for (const server of servers.splice(0)) await server.stop()
  })

  const open = async () => {
    const server = await startTestServer()
    servers.push(server)
    const { namespace, connectionString: url } = server
    const store = rightOf(await eventStoreDBStore(url, { appendPath, namespace })())
    stores.push(store)
    opened.set(store, { url, namespace })
    return store
  }

  describeEventStore({ describe, it, expect }, 'the EventStoreDB store', open, {
    together: false,
    uniqueIds: 'in a stream',
    close: (store) => store.close(),
    corrupt: async (store, stream) => {
      const { url, namespace } = opened.get(store) ?? { url: '', namespace: '' }
      const client = EventStoreDBClient.connectionString(patiently(url))
      const foreign = jsonEvent({ type: 'Something', data: {} })
      await client.appendToStream(`${namespace}${stream}`, foreign)
      await client.dispose()
    },
  })
})
