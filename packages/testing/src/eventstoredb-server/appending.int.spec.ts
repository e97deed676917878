import { binaryEvent, jsonEvent } from '@eventstore/db-client'
import { collect, event, events, failureOf, paths, withServer } from './fixture.spec'

describe.each(paths)('appending with %s', (_, path) => {
  const noStream = { ...path, expectedRevision: 'no_stream' } as const

  it('gives revisions from 0, and positions that grow and are not contiguous', () =>
    withServer(async ({ client }) => {
      const first = await client.appendToStream('a', events(3), noStream)
      expect(first).toMatchObject({ success: true, nextExpectedRevision: 2n })
      const next = await client.appendToStream('a', event(3), { ...path, expectedRevision: 2n })
      expect(next.nextExpectedRevision).toBe(3n)
      const read = await collect(client.readStream('a'))
      expect(read.map((resolved) => resolved.event?.revision)).toEqual([0n, 1n, 2n, 3n])
      const positions = read.map((resolved) => resolved.event?.position?.commit ?? 0n)
      expect(positions.at(-2)).toBe(first.position?.commit)
      expect(positions.at(-1)).toBe(next.position?.commit)
      const gaps = positions.map((position, i) => position - (positions[i - 1] ?? 0n))
      expect(gaps.every((gap) => gap > 1n)).toBe(true)
    }))

  it('is the same write once more with the same ids', () =>
    withServer(async ({ client, server }) => {
      const first = await client.appendToStream('a', events(3), noStream)
      for (const expectedRevision of ['no_stream', 'any', 'stream_exists'] as const)
        expect(await client.appendToStream('a', events(3), { ...path, expectedRevision })).toEqual(
          first,
        )
      server.faults.forgetIds()
      expect(await client.appendToStream('a', events(3), noStream)).toEqual(first)
      expect(await collect(client.readStream('a'))).toHaveLength(3)
      await client.appendToStream('a', events(3), { ...path, expectedRevision: 'any' })
      expect(await collect(client.readStream('a'))).toHaveLength(6)
    }))

  it.each([
    ['no_stream', 3],
    ['stream_exists', 0],
    [0n, 0],
    [1n, 3],
    [7n, 3],
  ] as const)('expecting %s of a stream of %s events is a conflict', (expectedRevision, length) =>
    withServer(async ({ client }) => {
      if (length > 0) await client.appendToStream('a', events(length), path)
      const append = client.appendToStream('a', event(100), { ...path, expectedRevision })
      expect(await failureOf(append)).toMatchObject({
        type: 'wrong-expected-version',
        streamName: 'a',
        expectedVersion: expectedRevision,
        actualVersion: length === 0 ? 'no_stream' : BigInt(length - 1),
      })
    }),
  )

  it('lets exactly one of 100 writers begin a stream', () =>
    withServer(async ({ client }) => {
      const appends = Array.from({ length: 100 }, (_, n) =>
        client.appendToStream('a', event(n), noStream),
      )
      const settled = await Promise.allSettled(appends)
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const reason: unknown = expect.objectContaining({ actualVersion: 0n })
      for (const one of settled)
        if (one.status === 'rejected') expect(one).toEqual({ status: 'rejected', reason })
      expect(await collect(client.readStream('a'))).toHaveLength(1)
    }))

  it('of nothing writes nothing', () =>
    withServer(async ({ client }) => {
      expect((await client.appendToStream('a', [], path)).success).toBe(true)
      expect(await collect(client.readAll())).toEqual([])
    }))

  it('takes data and metadata that are no JSON', () =>
    withServer(async ({ client }) => {
      const data = Uint8Array.of(0, 255, 128)
      await client.appendToStream(
        'ünïcode ☃',
        binaryEvent({ type: 'B', data, metadata: data }),
        path,
      )
      const [read] = await collect(client.readStream('ünïcode ☃'))
      expect(read?.event).toMatchObject({ streamId: 'ünïcode ☃', type: 'B', isJson: false })
      expect(Buffer.from(read?.event?.data as Uint8Array)).toEqual(Buffer.from(data))
      expect(Buffer.from(read?.event?.metadata as Uint8Array)).toEqual(Buffer.from(data))
    }))

  it('turns away what is larger than an append may be', () =>
    withServer(
      async ({ client }) => {
        const big = [1, 2].map((n) => jsonEvent({ type: 'Big', data: `${n}${'x'.repeat(600)}` }))
        expect(await failureOf(client.appendToStream('a', big, path))).toMatchObject({
          type: 'maximum-append-size-exceeded',
          maxAppendSize: 1000,
        })
        expect(await collect(client.readAll())).toEqual([])
      },
      { maxAppendSize: 1000 },
    ))

  it('turns away an event without a type and a stream without a name', () =>
    withServer(async ({ client }) => {
      for (const append of [
        () => client.appendToStream('a', event(1, ''), path),
        () => client.appendToStream('', event(1), path),
      ])
        expect(await failureOf(append())).toMatchObject({ type: 'unknown' })
    }))

  it('is refused on a stream that is gone for ever', () =>
    withServer(async ({ client }) => {
      await client.tombstoneStream('a')
      for (const expectedRevision of ['no_stream', 'any', 'stream_exists', 0n] as const)
        expect(
          await failureOf(client.appendToStream('a', event(1), { ...path, expectedRevision })),
        ).toMatchObject({ type: 'stream-deleted', streamName: 'a' })
    }))

  it('brings a deleted stream back, its numbers going on', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('a', events(3), path)
      await client.deleteStream('a')
      expect(await failureOf(collect(client.readStream('a')))).toMatchObject({
        type: 'stream-not-found',
      })
      const exists = { ...path, expectedRevision: 'stream_exists' } as const
      expect(await failureOf(client.appendToStream('a', event(9), exists))).toMatchObject({
        type: 'stream-deleted',
      })
      await client.appendToStream('a', event(10), noStream)
      const read = await collect(client.readStream('a'))
      expect(read.map((resolved) => resolved.event?.revision)).toEqual([3n])
      expect((await client.getStreamMetadata('a')).metadata).toEqual({
        truncateBefore: 3,
      })
    }))
})
