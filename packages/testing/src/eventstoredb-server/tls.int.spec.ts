import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDBClient } from '@eventstore/db-client'
import { collect, event, failureOf } from './fixture.spec'
import { startEventStoreDBServer } from './index'

/** Signed by itself for 127.0.0.1; good for nothing else. */
const tls = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBby3BM2Kuqesv7hr
XcU6UzsLD3y9pz5QaM5pdVEGUKWhRANCAAQjEAAKzdVGcl/TmllONEd5UmbWAqSu
Xi/jhohhG398hH4TO/F/tqNclTMQJd2n59onerXlgImb+xQAFNjZch9W
-----END PRIVATE KEY-----
`,
  certificate: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUfRM3Owsr6clT+tAWfqw68vNba8cwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE2MzMyNVoYDzIxMjYxMDMw
MTYzMzI1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQjEAAKzdVGcl/TmllONEd5UmbWAqSuXi/jhohhG398hH4TO/F/tqNc
lTMQJd2n59onerXlgImb+xQAFNjZch9Wo28wbTAdBgNVHQ4EFgQUp4vfYPRJW8cr
2tOXAZGoPrfCD2EwHwYDVR0jBBgwFoAUp4vfYPRJW8cr2tOXAZGoPrfCD2EwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDSAAwRQIhAI3XRlLT/y0+ziPEXNXK5y3CmWZ1/Vr3OgPv5+rS0n/4AiAQ
RfkhBnLl0aEcFB7B3gztlIZau2/sOcJbcK+fSLDFpA==
-----END CERTIFICATE-----
`,
}

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
