import type { StoreError } from '@kpi-ledger/core'
import { jsonEvent } from '@eventstore/db-client'
import * as E from 'fp-ts/Either'
import { leftOf, readAllOf, readStreamOf, rightOf } from '../fixture.spec'
import { eventStoreDBStore, type EventStoreDBStore } from './eventstoredb-store'
import {
  A,
  allClosed,
  clientOf,
  credentials,
  delivered,
  ends,
  impatient,
  note,
  notes,
  once,
  opened,
  openOn,
  serve,
} from './fixture.spec'

describe('an append', () => {
  it('is refused if the server denies access', async () => {
    const { server, store } = await opened(1)
    server.faults.refuse({ stream: A })
    expect(leftOf(await store.append(A, [note(1)], 0)())._tag).toBe('AccessDenied')
    expect(await delivered(store.read(A))).toMatchObject([{ _tag: 'AccessDenied' }])
    server.faults.clear()
    expect((await store.append(A, [note(1)], 0)())._tag).toBe('Right')
  })

  it.each([true, false])('without an answer is retried once; written: %s', async (written) => {
    const lose = async (appendPath: 'classic' | 'batch', answer: 'never' | 'timeout') => {
      const { server, store } = await opened(1, { ...impatient, appendPath })
      server.faults.answerAppends(answer, { written })
      expect(leftOf(await store.append(A, [note(1)], 0)())._tag).toBe('TimedOut')
      expect(await store.append(A, [note(1)], 0)()).toEqual(
        E.right({ _tag: written ? 'AlreadyAppended' : 'Appended', stream: A, revision: 1 }),
      )
      expect(await readStreamOf(store, A)).toMatchObject(notes(2))
    }
    const paths = ['classic', 'batch'] as const
    // All at once, since half of them wait for an answer that never comes.
    await Promise.all(paths.flatMap((path) => [lose(path, 'never'), lose(path, 'timeout')]))
  })

  it('that is retried internally is one append to the caller', async () => {
    const { server, store } = await opened(1, { retry: { attempts: 5, delay: 1 } })
    server.faults.answerAppends('timeout', { written: true })
    expect(await store.append(A, [note(1)], 0)()).toEqual(
      E.right({ _tag: 'Appended', stream: A, revision: 1 }),
    )
    server.faults.notLeader({ host: '127.0.0.1', port: server.port }, 2)
    expect((await store.append(A, [note(2)], 1)())._tag).toBe('Right')
    expect(await readStreamOf(store, A)).toMatchObject(notes(3))
  })

  it('is judged by the leader, whichever node the connection string names', async () => {
    const { server, store } = await opened(1)
    const follower = await server.follower()
    ends.push(follower.stop)
    const behind = rightOf(await eventStoreDBStore(follower.connectionString)())
    ends.push(behind.close)
    expect(await delivered(behind.readAll())).toEqual([])
    expect(await delivered(behind.read(A))).toEqual([1])
    for (let revision = 1; revision < 6; revision += 2) {
      rightOf(await store.append(A, [note(revision)], revision - 1)())
      const next = [note(revision + 1)]
      expect(await behind.append(A, next, revision)()).toMatchObject({
        right: { revision: revision + 1 },
      })
      const last = revision === 5 ? [note(9)] : []
      rightOf(await store.append(A, last, 'any')())
    }
    const fresh = rightOf(await eventStoreDBStore(follower.connectionString)())
    ends.push(fresh.close)
    expect(leftOf(await fresh.append(A, [note(10)], 6)())).toMatchObject({
      _tag: 'Conflict',
      actual: 7,
    })
    follower.replicate()
    expect(
      await readAllOf(rightOf(await eventStoreDBStore(follower.connectionString)())),
    ).toHaveLength(8)
  })

  it('does not wait forever for the server’s features', async () => {
    const server = await serve()
    server.faults.withoutSupportedMethods()
    const batch = await openOn(server, { ...impatient, appendPath: 'batch' })
    expect(leftOf(await batch.append(A, [note(0)], 'no-stream')())._tag).toBe('TimedOut')
    const classic = await openOn(server)
    expect((await classic.append(A, [note(0)], 'no-stream')())._tag).toBe('Right')
  })

  it('is unaffected by another client’s failures', async () => {
    const one = await serve()
    const two = await serve()
    const batch = await openOn(one, { ...once, appendPath: 'batch' })
    const classic = await openOn(two)
    rightOf(await batch.append(A, [note(0)], 'no-stream')())
    one.faults.answerAppends('never', { written: false })
    const answer = two.faults.answerAppends('held', { written: true })
    const lost = batch.append(A, [note(1)], 0)()
    const kept = classic.append(A, [note(0)], 'no-stream')()
    await Promise.all([one, two].map(({ until }) => until(({ received }) => received.append > 0)))
    one.faults.endOpenStreams('unavailable')
    expect((await lost)._tag).toBe('Left')
    answer()
    expect((await kept)._tag).toBe('Right')
  })
})

describe('a subscription', () => {
  const take = async (
    store: EventStoreDBStore,
    length: number,
    each: (received: number) => Promise<unknown> = () => Promise.resolve(),
  ) => {
    const messages: Array<string> = []
    for await (const message of store.subscribe()) {
      const said = rightOf(message)
      messages.push(said.kind === 'event' ? said.event.id.slice(-2) : said.kind)
      if (messages.length === length) break
      await each(messages.length)
    }
    return messages
  }

  it('reports that it has caught up, although the server never does', async () => {
    const { server, store } = await opened(2)
    server.faults.withoutCaughtUp()
    expect(await take(store, 3)).toEqual(['00', '01', 'caught-up'])
  })

  it('continues after the last event, whatever interrupted it', async () => {
    for (const how of ['cancelled', 'unavailable', 'aborted', 'ok'] as const) {
      const { server, store } = await opened(2, { retry: { delay: 1 } })
      const ids = await take(store, 6, async (length) => {
        if (length < 3) return
        server.faults.endOpenStreams(how)
        rightOf(await store.append(A, [note(length - 1)], 'any')())
      })
      expect(ids).toEqual(['00', '01', 'caught-up', '02', '03', '04'])
    }
  })

  it('misses nothing if the server drops it for being slow', async () => {
    const { server, store } = await opened(1, { retry: { delay: 1 } })
    server.faults.dropSlowSubscribers(3)
    const taken = take(store, 42)
    await server.until(({ open }) => open.subscription === 1)
    rightOf(await store.append(A, notes(41).slice(1), 0)())
    const ids = notes(41).map(({ id }) => id.slice(-2))
    expect(await taken).toEqual([ids[0], 'caught-up', ...ids.slice(1)])
    expect(server.counts().received.subscription).toBe(2)
  })

  it('gives up after its attempts, with an error', async () => {
    const { server, store } = await opened(1, { retry: { attempts: 3, delay: 1 } })
    const messages: Array<string> = []
    for await (const message of store.subscribe()) {
      if (E.isRight(message)) {
        messages.push(message.right.kind)
        if (message.right.kind === 'caught-up') await server.stop()
      } else messages.push(message.left._tag)
    }
    expect(messages).toEqual(['event', 'caught-up', 'Unavailable'])
  })
})

describe('letting go', () => {
  it('leaves nothing open on the server, however it is done', async () => {
    const { server, store } = await opened(600)
    for await (const page of store.read(A)) {
      expect(E.isRight(page)).toBe(true)
      break
    }
    for await (const page of store.readAll()) {
      expect(E.isRight(page)).toBe(true)
      break
    }
    for await (const message of store.subscribe()) if (rightOf(message).kind === 'event') break
    await allClosed(server)
    const subscription = store.subscribe()
    const live = server.until(({ open }) => open.subscription === 1)
    void live.then(subscription.close)
    for await (const message of subscription) expect(E.isRight(message)).toBe(true)
    await allClosed(server)
    // One to read everything, and one for each subscription to catch up; none after closing.
    expect(server.counts().received.subscription).toBe(3)
  })

  it('by closing the store ends reads in progress, and refuses later calls', async () => {
    const { server, store } = await opened(2)
    const live: Array<string> = []
    const subscriber = (async () => {
      for await (const message of store.subscribe()) {
        live.push(rightOf(message).kind)
        if (live.length === 3) void store.close()
      }
    })()
    await subscriber
    await allClosed(server)
    const closed: StoreError = { _tag: 'Unavailable', reason: 'the store is closed' }
    expect(live).toEqual(['event', 'event', 'caught-up'])
    expect(await store.append(A, [note(2)], 1)()).toEqual(E.left(closed))
    expect(await delivered(store.read(A))).toEqual([closed])
    expect(await delivered(store.readAll())).toEqual([closed])
    const messages = []
    for await (const message of store.subscribe()) messages.push(message)
    expect(messages).toEqual([E.left(closed)])
  })

  it('does not dispose of a client that was given', async () => {
    const server = await serve()
    const client = clientOf(server)
    const store = rightOf(await eventStoreDBStore({ client, credentials })())
    rightOf(await store.append(A, [note(0)], 'no-stream')())
    await store.close()
    await client.appendToStream('other', jsonEvent({ type: 'X', data: {} }), { credentials })
    expect(await delivered(store.read(A))).toMatchObject([{ _tag: 'Unavailable' }])
  })
})

describe('opening', () => {
  it('does not contact a server that is down; every call is then Unavailable', async () => {
    const server = await serve()
    await server.stop()
    const store = await openOn(server, once)
    expect(leftOf(await store.append(A, [note(0)], 'no-stream')())._tag).toBe('Unavailable')
    expect(await delivered(store.read(A))).toMatchObject([{ _tag: 'Unavailable' }])
    expect(await delivered(store.readAll())).toMatchObject([{ _tag: 'Unavailable' }])
  })

  it('finds the node to talk to by gossip', async () => {
    const { server } = await opened(2)
    const discovering = server.connectionString.replace('esdb:', 'esdb+discover:')
    const store = rightOf(await eventStoreDBStore(discovering)())
    ends.push(store.close)
    expect(await readAllOf(store)).toHaveLength(2)
  })

  it('refuses an invalid connection string', async () => {
    const answer = leftOf(await eventStoreDBStore('esdb:/admin:changeit@here')())
    expect(answer._tag).toBe('NotSupported')
  })
})
