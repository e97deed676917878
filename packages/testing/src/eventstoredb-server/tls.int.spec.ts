import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDBClient } from '@eventstore/db-client'
import { collect, event, failureOf } from './fixture.spec'
import { loopbackTls as tls, startEventStoreDBServer } from './index'

describe('over TLS, with credentials', () => {
  it('only who brings them gets in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-tls-'))
    const file = join(folder, 'ca.pem')
    writeFileSync(file, tls.certificate)
    const server = await startEventStoreDBServer({ tls, credentials: 'ops:changeit' })
    expect(server.connectionString).toBe(`esdb://127.0.0.1:${server.port}?tls=true`)
    const as = (user: string) =>
      EventStoreDBClient.connectionString(
        `esdb://${user}localhost:${server.port}?tls=true&tlsCAFile=${file}`,
      )
    const clients = [as('ops:changeit@'), as('ops:wrong@'), as('')]
    try {
      const [known, wrong, anonymous] = clients
      await known?.appendToStream('a', event(1))
      expect(await collect(known?.readAll() ?? [])).toHaveLength(1)
      for (const client of [wrong, anonymous])
        expect(await failureOf(collect(client?.readAll() ?? []))).toMatchObject({
          type: 'access-denied',
        })
      const credentials = { username: 'ops', password: 'changeit' }
      await anonymous?.appendToStream('a', event(2), { credentials })
      expect(await collect(known?.readAll() ?? [])).toHaveLength(2)
    } finally {
      for (const client of clients) await client.dispose()
      await server.stop()
      rmSync(folder, { recursive: true })
    }
  })
})
