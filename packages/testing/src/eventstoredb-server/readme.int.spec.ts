import { strict as assert } from 'node:assert'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { startEventStoreDBServer } from '@kpi-ledger/testing/eventstoredb-server'

test('a server that does not answer', async () => {
  const server = await startEventStoreDBServer()
  const client = EventStoreDBClient.connectionString(server.connectionString)
  try {
    const noted = jsonEvent({
      id: '5b0f9c1e-7d7c-4a8e-9d6e-2f1f0c3b4a59',
      type: 'Noted',
      data: { text: 'Snow' },
    })
    const options = { expectedRevision: 'no_stream' } as const

    server.faults.answerAppends('never', { written: true })
    const lost = assert.rejects(client.appendToStream('notes', noted, options), {
      type: 'unavailable',
    })
    await server.until(({ received }) => received.append === 1)
    server.faults.endOpenStreams('unavailable')
    await lost

    const again = await client.appendToStream('notes', noted, options)
    assert.equal(again.nextExpectedRevision, 0n)
  } finally {
    await client.dispose()
    await server.stop()
  }
})
