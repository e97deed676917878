import { streamNameFilter } from '@eventstore/db-client'
import { event, events, failureOf, inLog, opened, paths, take } from './fixture.spec'

const filter = streamNameFilter({ prefixes: ['a'] })

describe.each(paths)('an append in %s', (_, path) => {
  it.each([true, false])('is never answered (written: %s)', async (written) => {
    const { client, double } = await opened()
    double.faults.answerAppends('never', { written })
    const lost = failureOf(client.appendToStream('a', event(1), path))
    await double.until(({ received }) => received.append === 1)
    expect(await inLog(client)).toHaveLength(written ? 1 : 0)
    await double.stop()
    expect(await lost).toBeInstanceOf(Error)
  })

  it.each([true, false])('is answered on release (written: %s)', async (written) => {
    const { client, double } = await opened()
    const release = double.faults.answerAppends('held', { written })
    const held = client.appendToStream('a', event(1), path)
    await double.until(({ received }) => received.append === 1)
    expect(await inLog(client)).toHaveLength(written ? 1 : 0)
    release()
    expect((await held).nextExpectedRevision).toBe(0n)
    expect(await inLog(client)).toHaveLength(1)
  })

  it.each([
    ['timeout', true],
    ['timeout', false],
    ['unavailable', true],
    ['unavailable', false],
  ] as const)('fails with %s (written: %s), once', async (answer, written) => {
    const { client, double } = await opened()
    double.faults.answerAppends(answer, { written })
    const timeout = path.credentials === undefined ? 'deadline-exceeded' : 'timeout'
    expect(await failureOf(client.appendToStream('a', event(1), path))).toMatchObject({
      type: answer === 'timeout' ? timeout : 'unavailable',
    })
    const after = await client.appendToStream('a', event(2), path)
    expect(after.nextExpectedRevision).toBe(written ? 1n : 0n)
  })

  it('is redirected to the leader, or is unavailable, as often as asked', async () => {
    const { client, double } = await opened()
    const leader = { host: '127.0.0.1', port: double.port }
    double.faults.notLeader(leader, 2)
    for (let n = 0; n < 2; n++)
      expect(await failureOf(client.appendToStream('a', event(1), path))).toMatchObject({
        type: 'not-leader',
        leader: { address: leader.host, port: leader.port },
      })
    double.faults.unavailable(1)
    expect(await failureOf(client.appendToStream('a', event(1), path))).toMatchObject({
      type: 'unavailable',
    })
    expect((await client.appendToStream('a', event(1), path)).success).toBe(true)
  })

  it('is denied on a stream, or everywhere', async () => {
    const { client, double } = await opened()
    const denied = { type: 'access-denied' }
    double.faults.refuse({ stream: 'a', operation: 'append' })
    expect(await failureOf(client.appendToStream('a', event(1), path))).toMatchObject(denied)
    await client.appendToStream('b', event(1), path)
    double.faults.refuse({ operation: 'append' })
    expect(await failureOf(client.appendToStream('b', event(2), path))).toMatchObject(denied)
    double.faults.clear()
    await client.appendToStream('a', event(1), path)
  })
})

describe('a stream of answers', () => {
  it.each([
    ['cancelled', 'cancelled'],
    ['unavailable', 'unavailable'],
    ['aborted', 'timeout'],
  ] as const)('ends as %s after a number of events', async (how, type) => {
    const { client, double } = await opened()
    await client.appendToStream('a', events(5))
    for (const open of [() => client.readStream('a'), () => client.subscribeToAll({ filter })]) {
      double.faults.endStreamsAfter(3, how)
      let received = 0
      const source = open()
      source.on('data', () => received++)
      const error = await new Promise((resolve) => source.once('error', resolve))
      expect(error).toMatchObject({ type })
      expect(received).toBe(3)
    }
    expect(await take(client.readStream('a'))).toHaveLength(5)
  })

  it('ends now', async () => {
    const { client, double } = await opened()
    const failed = failureOf(take(client.subscribeToAll({ filter })))
    await double.until(({ open }) => open.subscription === 1)
    double.faults.endOpenStreams('unavailable')
    expect(await failed).toMatchObject({ type: 'unavailable' })
    expect(double.counts().open.subscription).toBe(0)
  })

  it('is cut by a restart, which keeps the log and the port', async () => {
    const { client, double } = await opened()
    await client.appendToStream('a', events(2), { credentials: { username: 'u', password: 'p' } })
    const failed = failureOf(take(client.subscribeToAll({ filter })))
    await double.until(({ open }) => open.subscription === 1)
    await double.restart()
    expect(await failed).toHaveProperty('type')
    // The client notices a broken connection only when it loses a call.
    await take(client.readAll()).catch(() => undefined)
    expect(await inLog(client)).toHaveLength(2)
  })

  it('drops a live subscriber when too many events wait for it', async () => {
    const { client, double } = await opened()
    double.faults.dropSlowSubscribers(3)
    const subscription = client.subscribeToAll({ filter })
    const failed = failureOf(take(subscription))
    await new Promise<void>((resolve) => subscription.once('caughtUp', () => resolve()))
    await client.appendToStream('a', events(3))
    await client.appendToStream('a', events(4, 3))
    expect(await failed).toMatchObject({ type: 'timeout' })
  })

  it('does not report that it has caught up', async () => {
    const { client, double } = await opened()
    double.faults.withoutCaughtUp()
    const subscription = client.subscribeToAll({ filter })
    let caughtUp = 0
    subscription.on('caughtUp', () => caughtUp++)
    await double.until(({ open }) => open.subscription === 1)
    await client.appendToStream('a', event(1))
    await take(subscription, 1)
    expect(caughtUp).toBe(0)
    await subscription.unsubscribe()
  })
})
