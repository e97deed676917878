import { collect } from '@kpi-ledger/core'
import type { NewEvent } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  loopbackTls,
  startEventStoreDBDouble,
  type EventStoreDBDouble,
} from '@kpi-ledger/eventstoredb-double'
import * as E from 'fp-ts/Either'
import { leftOf, readStreamOf, rightOf, uuid } from '../fixture.spec'
import { eventStoreDBStore } from './eventstoredb-store'

const A = 'kpiContract-a'
const note: NewEvent = {
  id: branded(uuid(9, 1)),
  type: 'NoteAdded',
  version: 1,
  recordedAt: branded('2016-04-01T09:00:00.000Z'),
  data: { period: '2016-04', text: 'Snow' },
}

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-tls-'))
const authority = join(folder, 'ca.pem')
const ends: Array<() => unknown> = []
let server: EventStoreDBDouble

beforeAll(async () => {
  writeFileSync(authority, loopbackTls.certificate)
  server = await startEventStoreDBDouble({ tls: loopbackTls, credentials: 'ops:p@ss:word/1' })
})
afterAll(async () => {
  for (const end of ends) await end()
  await server.stop()
  rmSync(folder, { recursive: true })
})

/** Opens a store on the server by connection string; without the certificate, it is not trusted. */
const openAs = async (user: string, ca = authority) => {
  const url = `esdb://${user}localhost:${String(server.port)}?tls=true${ca === '' ? '' : `&tlsCAFile=${ca}`}`
  const retry = { attempts: 2, delay: 1 }
  // An untrusted caller never learns why, so waiting would be pointless.
  const patience = ca === '' ? { timeout: 2000 } : {}
  const store = rightOf(await eventStoreDBStore(url, { retry, ...patience })())
  ends.push(store.close)
  return store
}

describe('over TLS', () => {
  it('with credentials in the connection string appends, reads and subscribes', async () => {
    const store = await openAs('ops:p%40ss%3Aword%2F1@')
    const appended = rightOf(await store.append(A, [note], 'no-stream')())
    expect(appended).toMatchObject({ stream: A, revision: 0 })
    expect(await readStreamOf(store, A)).toHaveLength(1)
    const delivered: Array<string> = []
    for await (const message of store.subscribe()) {
      delivered.push(rightOf(message).kind)
      if (delivered.length === 2) break
    }
    expect(delivered).toEqual(['event', 'caught-up'])
  })

  it.each([
    ['a wrong password', 'ops:wrong@'],
    ['nobody’s name', ''],
  ])('with %s is refused, without revealing the password', async (_, user) => {
    const store = await openAs(user)
    for (const answer of [
      await store.append(A, [note], 'any')(),
      await collect(store.readAll())(),
    ]) {
      expect(leftOf(answer)).toMatchObject({ _tag: 'AccessDenied' })
      expect(JSON.stringify(answer)).not.toContain('wrong')
    }
  })

  it('with a server whose certificate is untrusted is unavailable', async () => {
    const store = await openAs('ops:p%40ss%3Aword%2F1@', '')
    const answer = await collect(store.readAll())()
    expect(E.isLeft(answer) && answer.left._tag).toMatch(/^(Unavailable|TimedOut)$/)
  })
})
