import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import {
  startEventStoreDBServer,
  type EventStoreDBServer,
} from '@kpi-ledger/testing/eventstoredb-server'

let server: EventStoreDBServer
let client: EventStoreDBClient
beforeAll(async () => {
  server = await startEventStoreDBServer()
  client = EventStoreDBClient.connectionString(server.connectionString)
})
afterAll(async () => {
  await client.dispose()
  await server.stop()
})

test('a server that does not answer', async () => {
  const noted = jsonEvent({
    id: '5b0f9c1e-7d7c-4a8e-9d6e-2f1f0c3b4a59',
    type: 'Noted',
    data: { text: 'Snow' },
  })
  const options = { expectedRevision: 'no_stream' } as const

  server.faults.answerAppends('never', { written: true })
  const lost = client.appendToStream('notes', noted, options).catch((error: unknown) => error)
  await server.until(({ received }) => received.append === 1)
  server.faults.endOpenStreams('unavailable')
  expect(await lost).toMatchObject({ type: 'unavailable' })

  const again = await client.appendToStream('notes', noted, options)
  expect(again.nextExpectedRevision).toBe(0n)
})
