import { jsonEvent, type EventStoreDBClient } from '@eventstore/db-client'
import { collect, type StoreError } from '@kpi-ledger/core'
import type { EventFilter, NewEvent } from '@kpi-ledger/core/store'
import { canRestart, startTestServer, type TestServer } from '@kpi-ledger/eventstoredb-double'
import * as E from 'fp-ts/Either'
import { leftOf, readAllOf, readStreamOf, rightOf } from '../fixture.spec'
import type { EventStoreDBOptions } from './eventstoredb-store'
import {
  A,
  clientOf,
  credentials,
  delivered,
  ends,
  note,
  notes,
  once,
  openOn as openAny,
} from './fixture.spec'

/* Tests that need no injected faults, and also pass on a real server. */

const itRestarts = canRestart ? it : it.skip

const openOn = (server: TestServer, options?: EventStoreDBOptions) =>
  openAny(server, { namespace: server.namespace, ...options })

const served = async (length = 0, options?: EventStoreDBOptions) => {
  const server = await startTestServer()
  ends.push(server.stop)
  const store = await openOn(server, options)
  if (length > 0) rightOf(await store.append(A, notes(length), 'no-stream')())
  return { server, store }
}

/** The name of a ledger's stream on the server. */
const nameOn = ({ namespace }: TestServer, stream: string): string => `${namespace}${stream}`

describe('a stream that is gone', () => {
  const deleted: StoreError = { _tag: 'StreamDeleted', stream: A }

  it('is distinguished from one that never existed, however it was deleted', async () => {
    for (const how of ['deleteStream', 'tombstoneStream'] as const) {
      const { server, store } = await served(2)
      await clientOf(server)[how](nameOn(server, A))
      const fresh = await openOn(server)
      for (const { read, append } of [store, fresh]) {
        expect(await delivered(read(A))).toEqual([deleted])
        for (const expected of ['no-stream', 'any', 'stream-exists', 1] as const) {
          // What is known about a stream is not read again; that it is gone is noticed next time.
          if (append === store.append && expected === 1) continue
          const answer = await append(A, [note(9)], expected)()
          expect([how, expected, answer]).toEqual([how, expected, E.left(deleted)])
        }
      }
      expect(await delivered(fresh.read('kpiContract-b'))).toEqual([])
    }
  })

  it('only just, and is appended to at a known revision, is noticed by the next reading', async () => {
    for (const remove of [
      (client: EventStoreDBClient, stream: string) => client.deleteStream(stream),
      (client: EventStoreDBClient, stream: string) =>
        client.setStreamMetadata(stream, { truncateBefore: 2 }),
    ]) {
      const { server, store } = await served(2)
      await remove(clientOf(server), nameOn(server, A))
      expect((await store.append(A, [note(2)], 1)())._tag).toBe('Right')
      expect(await delivered(store.read(A))).toMatchObject([{ _tag: 'Corrupt', revision: 0 }])
    }
  })

  it('in part is corrupt, since a ledger never forgets', async () => {
    for (const metadata of [{ truncateBefore: 2 }, { maxCount: 1 }]) {
      const { server, store } = await served(3)
      await clientOf(server).setStreamMetadata(nameOn(server, A), metadata)
      const at = `${A} at revision 0`
      expect(await delivered(store.read(A))).toMatchObject([{ _tag: 'Corrupt', revision: 0, at }])
      const backwards = await delivered(store.read(A, { direction: 'backwards' }))
      expect(backwards.at(-1)).toMatchObject({ _tag: 'Corrupt', stream: A })
      expect(await delivered(store.read(A, { from: 2 }))).toEqual([1])
    }
  })

  it('entirely, but not deleted, is corrupt as well', async () => {
    const { server, store } = await served(3)
    await clientOf(server).setStreamMetadata(nameOn(server, A), { truncateBefore: 3 })
    expect(await delivered(store.read(A))).toMatchObject([{ _tag: 'Corrupt', revision: 0 }])
  })
})

describe('what others write', () => {
  it('is skipped in other streams', async () => {
    const { server, store } = await served(2)
    const client = clientOf(server)
    await client.appendToStream(nameOn(server, 'other-a'), jsonEvent({ type: 'X', data: {} }), {
      credentials,
    })
    await client.setStreamMetadata(nameOn(server, 'other-a'), { maxCount: 5 })
    rightOf(await store.append(A, [note(2)], 1)())
    expect(await readAllOf(store)).toMatchObject(notes(3))
    const all = rightOf(await collect(store.readAll())())
    const after = all[1]?.position
    if (after === undefined) throw new Error('no position')
    expect(await delivered(store.readAll({ after }))).toEqual([1])
  })

  it('into a contract is corrupt if it does not decode, after what does', async () => {
    const { server, store } = await served(2)
    const foreign = jsonEvent({ type: 'NoteAdded', data: { text: 'no period' } })
    await clientOf(server).appendToStream(nameOn(server, A), foreign, { credentials })
    const corrupt = { _tag: 'Corrupt', stream: A, revision: 2, at: `${A} at revision 2` }
    expect(await delivered(store.read(A))).toMatchObject([2, corrupt])
    expect(await delivered(store.readAll())).toMatchObject([2, corrupt])
    const messages: Array<string> = []
    for await (const message of store.subscribe())
      messages.push(E.isLeft(message) ? message.left._tag : message.right.kind)
    expect(messages).toEqual(['event', 'event', 'Corrupt'])
  })

  it('under another namespace is another ledger', async () => {
    const { server, store } = await served(2)
    const other = await openOn(server, { namespace: `${server.namespace}other/` })
    rightOf(await other.append(A, [note(0)], 'no-stream')())
    expect(await readStreamOf(other, A)).toMatchObject([note(0)])
    expect(await readAllOf(other)).toMatchObject([{ ...note(0), stream: A }])
    expect(await readAllOf(store)).toMatchObject(notes(2))
    for await (const message of other.subscribe({ filter: { streams: [A] } })) {
      expect(rightOf(message)).toMatchObject({ event: { ...note(0), stream: A } })
      break
    }
    await clientOf(server).tombstoneStream(nameOn(server, `other/${A}`))
    expect(await delivered(other.read(A))).toEqual([{ _tag: 'StreamDeleted', stream: A }])
    expect(leftOf(await other.append(A, [note(5)], 0)())).toEqual({
      _tag: 'StreamDeleted',
      stream: A,
    })
  })
})

describe('an append', () => {
  it('that is too large states the limit, and writes nothing', async () => {
    const { store } = await served(1)
    const text = 'x'.repeat(4000)
    const events = Array.from({ length: 300 }, (_, n): NewEvent => {
      const { id, version, recordedAt } = note(n + 1)
      return { id, version, recordedAt, type: 'NoteAdded', data: { period: '2016-04', text } }
    })
    expect(await store.append(A, events, 0)()).toEqual(
      E.left({ _tag: 'TooLarge', limit: 1024 * 1024 }),
    )
    expect(await readStreamOf(store, A)).toHaveLength(1)
    expect((await store.append(A, events.slice(0, 200), 0)())._tag).toBe('Right')
  })

  it('of data that is not JSON never reaches the client, which would not answer', async () => {
    const { store } = await served(1)
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    for (const odd of [1n, undefined, circle, () => 1, Symbol('s')]) {
      const event = { ...note(1), metadata: { odd } } as unknown as NewEvent
      expect(leftOf(await store.append(A, [event], 0)())._tag).toBe('Corrupt')
    }
  })

  itRestarts('is recognised even if the server has forgotten it, at any expectation', async () => {
    const { server, store } = await served(3)
    await server.restart()
    const fresh = await openOn(server)
    for (const { append } of [store, fresh])
      for (const expected of ['any', 'stream-exists', 'no-stream'] as const)
        expect(await append(A, notes(3), expected)()).toEqual(
          E.right({ _tag: 'AlreadyAppended', stream: A, revision: 2 }),
        )
    expect(await readStreamOf(store, A)).toHaveLength(3)
  })

  it('notices what another store wrote', async () => {
    const { server, store } = await served(1)
    const other = await openOn(server)
    rightOf(await other.append(A, [note(1)], 0)())
    expect(await store.append(A, [note(2)], 0)()).toEqual(
      E.left({ _tag: 'Conflict', stream: A, expected: 0, actual: 1 }),
    )
    rightOf(await other.append(A, [note(2)], 1)())
    expect(rightOf(await store.append(A, [note(1), note(2)], 0)())._tag).toBe('AlreadyAppended')
  })

  it('concurrent with others of the same store is written, however often it is overtaken', async () => {
    const { store } = await served(1, once)
    const appends = notes(30).slice(1)
    const answers = await Promise.all(appends.map((each) => store.append(A, [each], 'any')()))
    expect(answers.filter(E.isLeft)).toEqual([])
    expect(await readStreamOf(store, A)).toHaveLength(30)
  })
})

describe('reading everything', () => {
  it('notices a tombstone while following', async () => {
    const { server, store } = await served(1)
    const heard: Array<string> = []
    for await (const message of store.subscribe()) {
      heard.push(E.isLeft(message) ? message.left._tag : message.right.kind)
      if (heard.length === 2) await clientOf(server).tombstoneStream(nameOn(server, A))
    }
    expect(heard).toEqual(['event', 'caught-up', 'StreamDeleted'])
  })

  it('of one contract is not ended by faults in another', async () => {
    const { server, store } = await served(2)
    const foreign = jsonEvent({ type: 'NoteAdded', data: { text: 'no period' } })
    const client = clientOf(server)
    for (const stream of ['kpiContract-b', `${A}b`])
      await client.appendToStream(nameOn(server, stream), foreign, { credentials })
    /** What is delivered up to the end or an error. */
    const both = async (filter: EventFilter) => {
      const read = await delivered(store.readAll({ filter }))
      let heard = 0
      for await (const message of store.subscribe({ filter })) {
        if (E.isLeft(message) || message.right.kind === 'caught-up') break
        heard++
      }
      return [read, heard]
    }
    expect(await both({ streams: [A] })).toEqual([[2], 2])
    expect(await both({ types: ['KPIDefined'] })).toEqual([[], 0])
    expect(await both({})).toMatchObject([[2, { _tag: 'Corrupt', stream: 'kpiContract-b' }], 2])
  })
})
