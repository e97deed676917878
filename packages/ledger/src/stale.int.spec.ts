import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command, EventStore } from '@kpi-ledger/core'
import { memoryStore } from '@kpi-ledger/adapters'
import { eventStoreDBStore } from '@kpi-ledger/adapters/eventstoredb'
import { startTestServer } from '@kpi-ledger/eventstoredb-double'
import * as E from 'fp-ts/Either'
import { closeAll, contractOf, correction, figure, open } from './fixture.spec'
import { describe as sentence, orThrow, status } from './index'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-stale-'))
afterEach(closeAll)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const note: Command = { type: 'AddNote', contract: 'c', period: '2016-04', text: 'seen', id }

const ends: Array<() => unknown> = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const eventStoreDB = async (): Promise<EventStore> => {
  const { connectionString, namespace, stop } = await startTestServer()
  ends.push(stop)
  const store = orThrow(await eventStoreDBStore(connectionString, { namespace })())
  ends.push(store.close)
  return store
}

describe.each([
  ['memory', async () => memoryStore()],
  ['SQLite', async () => `sqlite:${join(folder, 'stale.db')}`],
  ['EventStoreDB', eventStoreDB],
] as const)('M39 on %s, two people recording at once', (name, storeOf) => {
  it('of two corrections of one figure sent at once, one is recorded and one is stale (409)', async () => {
    const store = await storeOf()
    const [one, two] = [await open(store), await open(store)]
    orThrow(await one.record([...contractOf('c'), figure('c', 'K-0', 95)]))
    const seen = { expectedRevision: 3 }
    const answers = await Promise.all([
      one.record([{ ...correction('c', 'K-0', 80), ...seen }]),
      two.record([{ ...correction('c', 'K-0', 70), ...seen }]),
    ])
    const refused = answers.flatMap((answer) => (E.isLeft(answer) ? [answer.left] : []))
    expect(refused).toMatchObject([{ _tag: 'Refused', refusal: { _tag: 'Stale', seen: 3 } }])
    expect(refused.map(status)).toEqual([409])
    expect(refused.map(sentence).join()).toMatch(/has changed since revision 3/)
    expect(orThrow(await one.history('c'))).toHaveLength(5)

    // A note sent by both, as if the first answer had been lost, is recorded once.
    const sent = await Promise.all([one.record([note]), two.record([note])])
    const already = sent.map((answer) => orThrow(answer).already)
    // EventStoreDB answers a repeated append as it answered the first, if nothing came in between.
    if (name !== 'EventStoreDB') expect(already.flat()).toEqual([id])
    expect(
      new Set(sent.flatMap((answer) => orThrow(answer).events.map(({ revision }) => revision))),
    ).toEqual(new Set([5]))
    expect(orThrow(await two.history('c'))).toHaveLength(6)
  })
})

it('a command of an unknown type is InvalidCommand (400), never Corrupt', async () => {
  const ledger = await open()
  const unknown = { type: 'Nonsense', contract: 'c' } as unknown as Command
  const answer = await ledger.record([unknown])
  expect(answer).toMatchObject({ left: { _tag: 'InvalidCommand', faults: [{ path: 'type' }] } })
  expect(E.isLeft(answer) && [status(answer.left), sentence(answer.left)]).toEqual([
    400,
    expect.stringContaining('"Nonsense"'),
  ])
})
