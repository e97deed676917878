import { binaryEvent, eventTypeFilter, jsonEvent, streamNameFilter } from '@eventstore/db-client'
import { event, events, failureOf, inLog, numbersOf, opened, paths, take } from './fixture.spec'

describe.each(paths)('an append in %s', (_, path) => {
  const noStream = { ...path, expectedRevision: 'no_stream' } as const

  it('is answered with its last revision and position, and a repeat with the same', async () => {
    const { client, double } = await opened()
    const first = await client.appendToStream('a', events(3), noStream)
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 2n })
    expect(await client.appendToStream('a', events(3), noStream)).toEqual(first)
    const read = await take(client.readStream('a'))
    expect(read.map((each) => each.event?.revision)).toEqual([0n, 1n, 2n])
    expect(read.at(-1)?.event?.position).toEqual(first.position)
    expect(double.counts()).toMatchObject({
      open: { 'batch-append': path.credentials === undefined ? 1 : 0 },
      received: { append: 2 },
    })
  })

  it.each([
    ['no_stream', 3],
    [0n, 0],
    [1n, 3],
    [7n, 3],
  ] as const)('expecting %s of a stream of %s events is a conflict', async (expected, length) => {
    const { client } = await opened()
    if (length > 0) await client.appendToStream('a', events(length), noStream)
    const options = { ...path, expectedRevision: expected }
    expect(await failureOf(client.appendToStream('a', event(9), options))).toMatchObject({
      type: 'wrong-expected-version',
      streamName: 'a',
      expectedVersion: expected,
      actualVersion: length === 0 ? 'no_stream' : BigInt(length - 1),
    })
  })

  it('keeps data and metadata that are not JSON, in a stream of any name', async () => {
    const { client } = await opened()
    const data = Uint8Array.of(0, 255, 128)
    await client.appendToStream('ü ☃', binaryEvent({ type: 'B', data, metadata: data }), path)
    const [read] = await take(client.readStream('ü ☃'))
    expect(read?.event).toMatchObject({ streamId: 'ü ☃', type: 'B', isJson: false })
    expect([read?.event?.data, read?.event?.metadata].map((u) => [...(u as Uint8Array)])).toEqual([
      [...data],
      [...data],
    ])
  })

  it('that is too large, or to a stream that is gone, fails with the reason', async () => {
    const { client } = await opened()
    const large = [1, 2].map(() => jsonEvent({ type: 'Large', data: 'x'.repeat(600_000) }))
    expect(await failureOf(client.appendToStream('a', large, path))).toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1_048_576,
    })
    await client.tombstoneStream('a')
    expect(await failureOf(client.appendToStream('a', event(1), path))).toMatchObject({
      type: 'stream-deleted',
      streamName: 'a',
    })
  })
})

describe('reading', () => {
  it('a stream is read both ways, from a revision, inclusive', async () => {
    const { client } = await opened()
    await client.appendToStream('a', events(5))
    const read = async (options: Parameters<typeof client.readStream>[1]) =>
      numbersOf(await take(client.readStream('a', options)))
    expect(await read({ fromRevision: 1n, maxCount: 2 })).toEqual([1, 2])
    expect(await read({ fromRevision: 3n, direction: 'backwards', maxCount: 2 })).toEqual([3, 2])
    expect(await read({ fromRevision: 'end', direction: 'backwards' })).toEqual([4, 3, 2, 1, 0])
    expect(await read({ fromRevision: 'start', direction: 'backwards' })).toEqual([0])
    expect(await read({ fromRevision: 9n })).toEqual([])
    await client.setStreamMetadata('a', { maxCount: 2 })
    expect(await read({})).toEqual([3, 4])
    expect(await read({ fromRevision: 'end', direction: 'backwards' })).toEqual([4, 3])
    await client.setStreamMetadata('a', { truncateBefore: 9 })
    expect(await read({})).toEqual([])
  })

  it('the log is read forwards from a position, and backwards from just before it', async () => {
    const { client } = await opened()
    const { position } = await client.appendToStream('a', events(2))
    await client.deleteStream('a')
    await client.tombstoneStream('a')
    const all = await inLog(client)
    expect(all.map((each) => [each.event?.streamId, each.event?.type])).toEqual([
      ['a', 'Noted'],
      ['a', 'Noted'],
      ['$$a', '$metadata'],
      ['a', '$streamDeleted'],
    ])
    expect(all[3]?.event?.revision).toBe(2n ** 63n - 1n)
    if (position === undefined) throw new Error('no position')
    expect(await take(client.readAll({ fromPosition: position }))).toEqual(all.slice(1))
    const backwards = client.readAll({ fromPosition: position, direction: 'backwards' })
    expect((await take(backwards)).slice(0, 1)).toEqual(all.slice(0, 1))
    const last = client.readAll({ fromPosition: 'end', direction: 'backwards', maxCount: 1 })
    expect(await take(last)).toEqual(all.slice(3))
  })

  it('hidden events remain until they are scavenged, and the last of a stream for good', async () => {
    const { client, double } = await opened()
    for (const stream of ['a', 'b', 'c', 'd']) await client.appendToStream(stream, events(3))
    await client.setStreamMetadata('a', { maxCount: 5 })
    await client.setStreamMetadata('a', { truncateBefore: 2 })
    await client.setStreamMetadata('b', { maxCount: 1 })
    await client.deleteStream('c')
    await client.tombstoneStream('d')
    const before = await inLog(client)
    double.scavenge()
    const after = (await inLog(client)).map(({ event }) => [event?.streamId, event?.revision])
    expect([before.length, after]).toEqual([
      17,
      [
        ['a', 2n],
        ['b', 2n],
        ['c', 2n],
        ['$$a', 1n],
        ['$$b', 0n],
        ['$$c', 0n],
        ['d', 2n ** 63n - 1n],
      ],
    ])
    await client.setStreamMetadata('a', {})
    expect(numbersOf(await take(client.readStream('a')))).toEqual([2])
  })

  it('the log of a new server has what it has written about itself', async () => {
    const { client } = await opened()
    const [first, ...others] = await take(client.readAll())
    expect(first?.event).toMatchObject({ streamId: '$$$scavenges', type: '$metadata' })
    expect(others).toEqual([])
  })

  it('reading none of the log gives no events', async () => {
    const { client } = await opened()
    expect(await take(client.readAll({ maxCount: 0 }))).toEqual([])
  })

  it('a stream that is missing, deleted or gone fails, as do invalid requests', async () => {
    const { client } = await opened()
    await client.appendToStream('deleted', event(1))
    await client.deleteStream('deleted')
    await client.tombstoneStream('gone')
    for (const [stream, type] of [
      ['missing', 'stream-not-found'],
      ['deleted', 'stream-not-found'],
      ['gone', 'stream-deleted'],
    ] as const)
      expect(await failureOf(take(client.readStream(stream)))).toMatchObject({
        type,
        streamName: stream,
      })
    for (const options of [{ fromRevision: 'end' }, { maxCount: 0 }] as const)
      expect(await failureOf(take(client.readStream('deleted', options)))).toMatchObject({
        type: 'unknown',
      })
  })

  it('waits for a slow reader, and ends with it', async () => {
    const { client, double } = await opened()
    const long = 'x'.repeat(10_000)
    const many = Array.from({ length: 100 }, () => jsonEvent({ type: 'T', data: long }))
    for (let n = 0; n < 10; n++) await client.appendToStream('a', many)
    const reading = client.readStream('a')
    await take(reading, 10)
    expect(double.counts().open.read).toBe(1)
    await reading.cancel()
    await double.until(({ open }) => open.read === 0)
    expect(await take(client.readStream('a'))).toHaveLength(1000)
  })
})

describe('a subscription', () => {
  it('begins after a position, skips other streams, and continues with what is written', async () => {
    const { client, double } = await opened()
    const { position } = await client.appendToStream('a-1', events(2))
    await client.appendToStream('b-1', event(2))
    await client.appendToStream('a-2', event(3))
    if (position === undefined) throw new Error('no position')
    const filter = streamNameFilter({ prefixes: ['a-'] })
    const subscription = client.subscribeToAll({ fromPosition: position, filter })
    let caughtUp = 0
    subscription.on('caughtUp', () => caughtUp++)
    const taken = take(subscription, 3)
    await double.until(({ open }) => open.subscription === 1)
    await client.appendToStream('b-1', event(4))
    await client.appendToStream('a-1', events(2, 5))
    expect(numbersOf(await taken)).toEqual([3, 5, 6])
    expect(caughtUp).toBe(1)
    await subscription.unsubscribe()
    await double.until(({ open }) => open.subscription === 0)
  })

  it('reports its progress after a number of events, with half of the position', async () => {
    const { client, double } = await opened()
    await client.appendToStream('b', events(7))
    await client.appendToStream('a', event(7))
    const places: Array<unknown> = []
    const filter = streamNameFilter({
      prefixes: ['a'],
      maxSearchWindow: 2,
      checkpointInterval: 2,
      checkpointReached: (_, { commit, prepare }) => {
        places.push([commit, prepare])
        return Promise.resolve()
      },
    })
    const subscription = client.subscribeToAll({ filter })
    const taken = take(subscription, 2)
    await double.until(({ open }) => open.subscription === 1)
    await client.appendToStream('b', events(3))
    await client.appendToStream('a', event(8))
    expect(numbersOf(await taken)).toEqual([7, 8])
    await subscription.unsubscribe()
    const all = await take(client.readAll())
    const at = (n: number) => [all[n]?.event?.position.commit, 0n]
    expect(places).toEqual([at(3), at(7), at(11)])
  })

  it('is dropped for being slow while it is live, by default', async () => {
    const { client } = await opened()
    const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['a'] }) })
    const failed = failureOf(take(subscription))
    await new Promise<void>((resolve) => subscription.once('caughtUp', () => resolve()))
    await client.appendToStream('a', events(33))
    expect(await failed).toMatchObject({ type: 'timeout' })
  })

  it('receives the event that ends a stream permanently, now and later', async () => {
    const { client } = await opened()
    const filter = streamNameFilter({ prefixes: ['a'] })
    const live = client.subscribeToAll({ filter })
    const taken = take(live, 2)
    await client.appendToStream('a', event(1))
    await client.tombstoneStream('a')
    const late = client.subscribeToAll({ filter })
    for (const delivered of [await taken, await take(late, 2)])
      expect(delivered[1]?.event).toMatchObject({
        streamId: 'a',
        type: '$streamDeleted',
        revision: 2n ** 63n - 1n,
      })
    await Promise.all([live.unsubscribe(), late.unsubscribe()])
  })

  it('that the double does not support fails', async () => {
    const { client } = await opened()
    const byType = eventTypeFilter({ prefixes: ['No'] })
    for (const source of [
      client.subscribeToStream('a'),
      client.subscribeToAll(),
      client.subscribeToAll({ filter: byType }),
      client.subscribeToAll({ filter: streamNameFilter({ regex: '^a' }) }),
    ])
      expect(await failureOf(take(source))).toMatchObject({ code: 13 })
  })
})
