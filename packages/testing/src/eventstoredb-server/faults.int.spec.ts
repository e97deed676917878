import { EventStoreDBClient } from '@eventstore/db-client'
import {
  collect,
  event,
  events,
  failureOf,
  first,
  numbersIn,
  paths,
  withServer,
} from './fixture.spec'
import { startEventStoreDBServer } from './index'

const alone = { credentials: { username: 'test', password: 'test' } }

describe.each(paths)('an append in %s', (_, path) => {
  it.each([true, false])('is never answered (written: %s)', (written) =>
    withServer(async ({ client, server }) => {
      server.faults.answerAppends('never', { written })
      const append = client.appendToStream('a', event(1), { ...path, deadline: 2000 })
      append.catch(() => undefined)
      await server.until(({ received }) => received.append === 1)
      expect(await collect(client.readAll())).toHaveLength(written ? 1 : 0)
      const again = await client.appendToStream('a', event(1), path)
      expect(again.nextExpectedRevision).toBe(0n)
      expect(await collect(client.readAll())).toHaveLength(1)
      if (path.credentials !== undefined)
        expect(await failureOf(append)).toMatchObject({ type: 'deadline-exceeded' })
    }),
  )

  it.each([true, false])('is answered when let go (written: %s)', (written) =>
    withServer(async ({ client, server }) => {
      const release = server.faults.answerAppends('held', { written })
      const held = client.appendToStream('a', event(1), path)
      await server.until(({ received }) => received.append === 1)
      expect(await collect(client.readAll())).toHaveLength(written ? 1 : 0)
      release()
      expect((await held).nextExpectedRevision).toBe(0n)
      expect(await collect(client.readAll())).toHaveLength(1)
    }),
  )

  it.each([
    ['timeout', true],
    ['timeout', false],
    ['unavailable', true],
    ['unavailable', false],
  ] as const)('fails with %s (written: %s), as often as asked', (answer, written) =>
    withServer(async ({ client, server }) => {
      server.faults.answerAppends(answer, { written, times: 2 })
      const timeout = path.credentials === undefined ? 'deadline-exceeded' : 'timeout'
      for (let n = 0; n < 2; n++)
        expect(await failureOf(client.appendToStream('a', event(n), path))).toMatchObject({
          type: answer === 'timeout' ? timeout : 'unavailable',
        })
      const after = await client.appendToStream('a', event(2), path)
      expect(after.nextExpectedRevision).toBe(written ? 2n : 0n)
    }),
  )

  it('is turned away as long as nobody is there', () =>
    withServer(async ({ client, server }) => {
      server.faults.unavailable(2)
      for (let n = 0; n < 2; n++)
        expect(await failureOf(client.appendToStream('a', event(1), path))).toMatchObject({
          type: 'unavailable',
        })
      expect((await client.appendToStream('a', event(1), path)).success).toBe(true)
    }))

  it('is sent to the leader', () =>
    withServer(async ({ client, server }) => {
      const leader = await startEventStoreDBServer()
      const { port } = leader
      server.faults.notLeader({ host: '127.0.0.1', port })
      expect(await failureOf(client.appendToStream('a', event(1), path))).toMatchObject({
        type: 'not-leader',
        leader: { address: '127.0.0.1', port },
      })
      await client.appendToStream('a', event(1), path)
      expect(leader.counts().received.append).toBe(1)
      await client.dispose()
      await leader.stop()
    }))

  it('is denied on a stream, or everywhere', () =>
    withServer(async ({ client, server }) => {
      server.faults.refuse({ stream: 'a', operation: 'append' })
      expect(await failureOf(client.appendToStream('a', event(1), path))).toMatchObject({
        type: 'access-denied',
      })
      await client.appendToStream('b', event(1), path)
      server.faults.refuse({ operation: 'append' })
      expect(await failureOf(client.appendToStream('b', event(2), path))).toMatchObject({
        type: 'access-denied',
      })
      server.faults.clear()
      await client.appendToStream('a', event(1), path)
    }))

  it('goes on after a restart, which keeps the log and forgets ids', () =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('a', event(1), path)
      await server.restart()
      const settled = await Promise.allSettled([client.appendToStream('a', event(1), path)])
      // The client learns of a broken connection by losing a call.
      if (settled[0].status === 'rejected') await client.appendToStream('a', event(1), path)
      expect(await collect(client.readStream('a'))).toHaveLength(2)
    }))
})

describe('a stream of answers', () => {
  it.each([
    ['cancelled', 'cancelled'],
    ['unavailable', 'unavailable'],
    ['aborted', 'timeout'],
  ] as const)('ends as %s after so many events', (how, type) =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('a', events(5))
      server.faults.endStreamsAfter(3, how, { times: 2 })
      for (const stream of [client.readStream('a'), client.subscribeToStream('a')]) {
        const read: Array<unknown> = []
        const all = async (): Promise<void> => {
          for await (const one of stream) read.push(one)
        }
        expect(await failureOf(all())).toMatchObject({ type })
        expect(read).toHaveLength(3)
      }
      expect(await collect(client.readStream('a'))).toHaveLength(5)
    }),
  )

  it('ends well before its time', () =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('a', events(5))
      server.faults.endStreamsAfter(2, 'ok', { only: 'subscription' })
      expect(await collect(client.readStream('a'))).toHaveLength(5)
      expect(numbersIn(await collect(client.subscribeToStream('a')))).toEqual([{ n: 0 }, { n: 1 }])
    }))

  it('ends now', () =>
    withServer(async ({ client, server }) => {
      const subscriptions = [client.subscribeToAll(), client.subscribeToStream('a')]
      const failed = Promise.all(subscriptions.map((one) => failureOf(collect(one))))
      await server.until(({ open }) => open.subscription === 2)
      server.faults.endOpenStreams('unavailable')
      expect(await failed).toMatchObject([{ type: 'unavailable' }, { type: 'unavailable' }])
      expect(server.counts().open.subscription).toBe(0)
    }))

  it('is cut by a restart, and can be taken up again', () =>
    withServer(async ({ client, server }) => {
      await client.appendToStream('a', events(2), alone)
      const failed = failureOf(collect(client.subscribeToAll()))
      await server.until(({ open }) => open.subscription === 1)
      await server.restart()
      expect(await failed).toHaveProperty('type')
      const read = await Promise.allSettled([collect(client.readAll())])
      if (read[0].status === 'rejected') await collect(client.readAll())
      expect(await collect(client.readAll())).toHaveLength(2)
    }))

  it('is denied', () =>
    withServer(async ({ client, server }) => {
      server.faults.refuse({ stream: '$all' })
      server.faults.refuse({ operation: 'subscription' })
      for (const stream of [
        client.readAll(),
        client.subscribeToAll(),
        client.subscribeToStream('a'),
      ])
        expect(await failureOf(collect(stream))).toMatchObject({ type: 'access-denied' })
    }))

  it('drops a live reader that is too slow', () =>
    withServer(async ({ client, server }) => {
      server.faults.dropSlowConsumers()
      const long = event(1)
      const subscription = client.subscribeToAll()
      const failed = new Promise<unknown>((resolve) => subscription.once('error', resolve))
      await new Promise<void>((resolve) => subscription.once('caughtUp', () => resolve()))
      for (let n = 0; n < 40; n++) {
        const data = { n, text: 'x'.repeat(10_000) }
        const batch = Array.from({ length: 50 }, (_, i) => ({
          ...long,
          id: event(n * 50 + i).id,
          data,
        }))
        await client.appendToStream('a', batch)
      }
      subscription.resume()
      expect(await failed).toMatchObject({ type: 'timeout' })
    }))

  it('does not say that it has caught up', () =>
    withServer(async ({ client, server }) => {
      server.faults.withoutCaughtUp()
      const subscription = client.subscribeToStream('a')
      let caughtUp = 0
      subscription.on('caughtUp', () => caughtUp++)
      await server.until(({ open }) => open.subscription === 1)
      await client.appendToStream('a', event(1))
      await first(subscription, 1)
      expect(caughtUp).toBe(0)
      await subscription.unsubscribe()
    }))

  it('sees a stream end for ever', () =>
    withServer(async ({ client, server }) => {
      const failed = failureOf(collect(client.subscribeToStream('a')))
      await server.until(({ open }) => open.subscription === 1)
      server.faults.tombstone('a')
      expect(await failed).toMatchObject({ type: 'stream-deleted' })
    }))
})

describe('what the server can do', () => {
  it('leaves out shared appends', () =>
    withServer(async ({ client, server }) => {
      server.faults.withoutBatchAppend()
      await client.appendToStream('a', event(1))
      expect(server.counts()).toMatchObject({
        open: { 'batch-append': 0 },
        received: { append: 1, 'supported-methods': 1 },
      })
    }))

  it('claims shared appends and fails', () =>
    withServer(async ({ client, server }) => {
      server.faults.withoutBatchAppend('unimplemented')
      expect(await failureOf(client.appendToStream('a', event(1)))).toMatchObject({ code: 12 })
      await client.appendToStream('a', event(1), alone)
    }))

  it('is not told: only appends with credentials go on', () =>
    withServer(async ({ client, server }) => {
      server.faults.swallowSupportedMethods()
      const append = client.appendToStream('a', event(1))
      append.catch(() => undefined)
      await server.until(({ received }) => received['supported-methods'] === 1)
      await client.appendToStream('a', event(1), alone)
      expect(server.counts().received.append).toBe(1)
    }))
})

describe('stopping', () => {
  it('makes calls fail until the server is back, on the same port', async () => {
    const server = await startEventStoreDBServer()
    const client = EventStoreDBClient.connectionString(server.connectionString)
    await server.stop()
    expect(await failureOf(client.appendToStream('a', event(1), alone))).toMatchObject({
      type: 'unavailable',
    })
    await server.restart()
    await client.appendToStream('a', event(1), { ...alone })
    expect(await collect(client.readAll())).toHaveLength(1)
    await client.dispose()
    await server.stop()
  })
})
