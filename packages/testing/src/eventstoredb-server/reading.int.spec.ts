import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { collect, event, events, failureOf, first, numbersIn, withServer } from './fixture.spec'

describe('reading', () => {
  it('goes both ways, from a revision that is included, as far as is asked', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('a', events(5))
      const forwards = await collect(client.readStream('a', { fromRevision: 1n, maxCount: 2 }))
      expect(numbersIn(forwards)).toEqual([{ n: 1 }, { n: 2 }])
      const backwards = await collect(
        client.readStream('a', { fromRevision: 3n, direction: 'backwards', maxCount: 2 }),
      )
      expect(numbersIn(backwards)).toEqual([{ n: 3 }, { n: 2 }])
      expect(await collect(client.readStream('a', { fromRevision: 9n }))).toEqual([])
    }))

  it('of a stream that is not there, or deleted, or gone for ever, fails', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('deleted', event(1))
      await client.deleteStream('deleted')
      await client.tombstoneStream('gone')
      for (const stream of ['missing', 'deleted'])
        expect(await failureOf(collect(client.readStream(stream)))).toMatchObject({
          type: 'stream-not-found',
          streamName: stream,
        })
      expect(await failureOf(collect(client.readStream('gone')))).toMatchObject({
        type: 'stream-deleted',
        streamName: 'gone',
      })
    }))

  it('forwards from the end of a stream, or of no events, fails', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('a', event(1))
      for (const options of [{ fromRevision: 'end' }, { maxCount: 0 }] as const)
        expect(await failureOf(collect(client.readStream('a', options)))).toMatchObject({
          type: 'unknown',
        })
      expect(await failureOf(collect(client.readAll({ maxCount: 0 })))).toMatchObject({
        type: 'unknown',
      })
    }))

  it('of everything shows metadata, deletion and the end of streams', () =>
    withServer(async ({ client }) => {
      const { position } = await client.appendToStream('a', events(2))
      await client.setStreamMetadata('a', { maxCount: 1 })
      await client.deleteStream('a')
      await client.tombstoneStream('a')
      const all = await collect(client.readAll())
      expect(all.map(({ event }) => [event?.streamId, event?.type])).toEqual([
        ['a', 'Noted'],
        ['a', 'Noted'],
        ['$$a', '$metadata'],
        ['$$a', '$metadata'],
        ['a', '$streamDeleted'],
      ])
      expect(all[4]?.event?.revision).toBe(2n ** 63n - 1n)
      if (position === undefined) throw new Error('no position')
      const inclusive = await collect(client.readAll({ fromPosition: position }))
      expect(inclusive).toEqual(all.slice(1))
      const exclusive = await collect(
        client.readAll({ fromPosition: position, direction: 'backwards' }),
      )
      expect(exclusive).toEqual(all.slice(0, 1))
    }))

  it('honours what metadata says', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('a', events(5))
      await client.setStreamMetadata('a', { maxCount: 2, kept: { by: 'me' } })
      expect(numbersIn(await collect(client.readStream('a')))).toEqual([{ n: 3 }, { n: 4 }])
      expect((await client.getStreamMetadata('a')).metadata).toEqual({
        maxCount: 2,
        kept: { by: 'me' },
      })
      await client.setStreamMetadata('a', { truncateBefore: 9 })
      expect(await collect(client.readStream('a'))).toEqual([])
    }))

  it('hides what is older than may be', async () => {
    let now = Date.UTC(2020, 0, 1)
    await withServer(
      async ({ client }) => {
        await client.appendToStream('a', event(1))
        now += 60_000
        await client.appendToStream('a', event(2))
        await client.setStreamMetadata('a', { maxAge: 30 })
        const read = await collect(client.readStream('a'))
        expect(numbersIn(read)).toEqual([{ n: 2 }])
        expect(read[0]?.event?.created).toEqual(new Date('2020-01-01T00:01:00.000Z'))
      },
      { now: () => now },
    )
  })

  it('follows links, also to what is gone', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('a', event(1))
      await client.appendToStream('gone', event(2))
      await client.tombstoneStream('gone')
      const link = (data: string) => jsonEvent({ type: '$>', data })
      const to = (data: string) => binaryEvent({ type: '$>', data: Buffer.from(data) })
      await client.appendToStream('links', [to('0@a'), to('0@gone'), link('no link')])
      const read = await collect(client.readStream('links', { resolveLinkTos: true }))
      expect(read.map(({ event, link }) => [event?.streamId, link?.revision])).toEqual([
        ['a', 0n],
        [undefined, 1n],
        [undefined, 2n],
      ])
    }))

  it('of 2,000 long events waits for the reader', () =>
    withServer(async ({ client, server }) => {
      const long = 'x'.repeat(1000)
      for (let n = 0; n < 2_000; n += 500)
        await client.appendToStream(
          'a',
          Array.from({ length: 500 }, (_, i) => jsonEvent({ type: 'T', data: { n: n + i, long } })),
        )
      const reading = client.readStream('a')
      await first(reading, 100)
      expect(server.counts().open.read).toBe(1)
      await reading.cancel()
      await server.until(({ open }) => open.read === 0)
      expect(await collect(client.readStream('a'))).toHaveLength(2_000)
    }))

  it('finds the node by gossip', () =>
    withServer(async ({ server }) => {
      const { port } = server
      const client = EventStoreDBClient.connectionString(
        `esdb+discover://127.0.0.1:${port}?tls=false`,
      )
      await client.appendToStream('a', event(1))
      expect(server.counts().received).toMatchObject({ gossip: 1, append: 1 })
      await client.dispose()
    }))
})

describe('deleting', () => {
  it('expects a revision, and the stream to be there', () =>
    withServer(async ({ client }) => {
      expect(await failureOf(client.deleteStream('a'))).toMatchObject({
        type: 'wrong-expected-version',
        streamName: 'a',
        expectedVersion: -2n,
        actualVersion: -1n,
      })
      await client.appendToStream('a', events(2))
      expect(await failureOf(client.deleteStream('a', { expectedRevision: 7n }))).toMatchObject({
        expectedVersion: 7n,
        actualVersion: 1n,
      })
      const { position } = await client.deleteStream('a', { expectedRevision: 1n })
      expect(position?.commit).toBeGreaterThan(0n)
      await client.tombstoneStream('never', { expectedRevision: 'no_stream' })
      expect(await failureOf(client.deleteStream('never'))).toMatchObject({
        type: 'stream-deleted',
      })
    }))
})
