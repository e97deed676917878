import { collect } from '@kpi-ledger/core'
import type { Position } from '@kpi-ledger/core/store'
import {
  beyond,
  event,
  leftOf,
  overwrite,
  present,
  readAllOf,
  rightOf,
  type Framework,
  type OpenStore,
} from './fixture'
import { A, append, B, filled, listener, numberOf } from './listener'

const numbers = (length: number, from = 0): ReadonlyArray<string> =>
  Array.from({ length }, (_, i) => String(from + i))

/** Tests of what any store must deliver to its subscribers. */
export const subscribing = ({ describe, it, expect }: Framework, open: OpenStore): void => {
  describe('a subscription', () => {
    it('delivers the existing events, then caught-up, then new events', async () => {
      const store = await filled(open, 3)
      const { take, close } = listener(store)
      expect(await take(4)).toEqual(['0', '1', '2', 'caught up'])
      const coming = take(2)
      await append(store, 3)
      await append(store, 4, B)
      expect(await coming).toEqual(['3', '4'])
      close()
      expect(await take(1)).toEqual(['end'])
    })

    it('catches up at once on an empty store', async () => {
      const store = await open()
      const { take } = listener(store)
      expect(await take(1)).toEqual(['caught up'])
      const coming = take(1)
      await append(store, 0)
      expect(await coming).toEqual(['0'])
    })

    it('reports that it has caught up only once', async () => {
      const store = await open()
      const { take } = listener(store)
      expect(await take(1)).toEqual(['caught up'])
      for (let n = 0; n < 5; n++) {
        const coming = take(1)
        await append(store, n)
        expect(await coming).toEqual([String(n)])
      }
    })

    it('delivers every event once and in order across pages while others write', async () => {
      const store = await filled(open, 600)
      const { take } = listener(store)
      let written = 600
      const writer = async (stream: string): Promise<void> => {
        while (written < 1200) {
          await append(store, written++, stream)
          await Promise.resolve()
        }
      }
      const reader = take(1201)
      await Promise.all([writer(A), writer(B), writer(A)])
      const delivered = await reader
      const taken = (await readAllOf(store)).map(({ id }) => String(numberOf(id)))
      expect([...taken].sort((a, b) => Number(a) - Number(b))).toEqual(numbers(1200))
      expect(delivered.filter((message) => message !== 'caught up')).toEqual(taken)
      expect(delivered.filter((message) => message === 'caught up')).toHaveLength(1)
    })

    it('misses nothing appended just as it catches up', async () => {
      const store = await filled(open, 1)
      const { next, take } = listener(store)
      expect(await take(2)).toEqual(['0', 'caught up'])
      await append(store, 1)
      expect(await take(1)).toEqual(['1'])
      await append(store, 2)
      await append(store, 3)
      const coming = next()
      await append(store, 4)
      expect(await coming).toMatchObject({ event: event(2) })
      expect(await take(2)).toEqual(['3', '4'])
    })

    it('resumes after the last position delivered, without loss or repetition', async () => {
      const store = await filled(open, 520)
      const first = listener(store)
      const positions: Array<Position> = []
      for (let n = 0; n < 520; n++) {
        positions.push(present((await first.next())?.position))
      }
      first.close()
      for (const at of [0, 1, 255, 256, 511, 518, 519]) {
        const after = present(positions[at])
        const { take, close } = listener(store, { after })
        const rest = numbers(519 - at, at + 1)
        expect(await take(rest.length + 1)).toEqual([...rest, 'caught up'])
        close()
      }
    })

    it('resumes where a reading of everything stopped', async () => {
      const store = await filled(open, 5)
      let last: Position | undefined
      for await (const page of store.readAll()) last = rightOf(page).at(-1)?.position
      const { take } = listener(store, { after: present(last) })
      expect(await take(1)).toEqual(['caught up'])
      await append(store, 5)
      expect(await take(1)).toEqual(['5'])
    })

    it('delivers only what matches its filter, and still catches up', async () => {
      const store = await open()
      for (let n = 0; n < 600; n++) await append(store, n, n % 300 === 0 ? B : A)
      const { take } = listener(store, { filter: { streams: [B] } })
      expect(await take(3)).toEqual(['0', '300', 'caught up'])
      const coming = take(1)
      await append(store, 600, A)
      await append(store, 601, B)
      expect(await coming).toEqual(['601'])
      const none = listener(store, { filter: { types: ['ContractRegistered'] } })
      expect(await none.take(1)).toEqual(['caught up'])
    })

    it('catches up to a position from which nothing is delivered twice or missed', async () => {
      const store = await filled(open, 3)
      const none = listener(store, { filter: { types: ['ContractRegistered'] } })
      const message = await none.next()
      expect(message?.kind).toBe('caught-up')
      const position = present(message?.position)
      await append(store, 3)
      expect(await listener(store, { after: position }).take(2)).toEqual(['3', 'caught up'])
      const empty = await listener(await open()).next()
      expect(empty?.kind).toBe('caught-up')
    })

    it('is independent of other subscriptions', async () => {
      const store = await filled(open, 2)
      const fast = listener(store)
      const slow = listener(store)
      expect(await fast.take(3)).toEqual(['0', '1', 'caught up'])
      expect(await slow.take(1)).toEqual(['0'])
      const coming = fast.take(1)
      await append(store, 2)
      expect(await coming).toEqual(['2'])
      fast.close()
      expect(await fast.take(1)).toEqual(['end'])
      // Whether 2 was there when the slow one began to catch up is up to the store.
      const rest = await slow.take(3)
      expect(rest.filter((message) => message !== 'caught up')).toEqual(['1', '2'])
      expect(rest.indexOf('caught up')).toBeGreaterThan(0)
    })

    it('delivers nothing for a repeated or refused append', async () => {
      const store = await filled(open, 1)
      const { take } = listener(store)
      expect(await take(2)).toEqual(['0', 'caught up'])
      const coming = take(1)
      expect(rightOf(await store.append(A, [event(0)], 'no-stream')())._tag).toBe('AlreadyAppended')
      expect(leftOf(await store.append(A, [event(9)], 'no-stream')())._tag).toBe('Conflict')
      await append(store, 1)
      expect(await coming).toEqual(['1'])
    })

    it('cannot be used to change what the store keeps', async () => {
      const store = await filled(open, 1)
      const first = await listener(store).next()
      overwrite(first)
      expect(await listener(store).next()).toMatchObject({ event: event(0) })
    })
  })

  describe('a position beyond the end', () => {
    it('is reported as an error rather than waited for, as after an older copy was restored', async () => {
      const store = await filled(open, 2)
      const after = beyond(rightOf(await collect(store.readAll())()).at(-1)?.position)
      const delivered: Array<string> = []
      for await (const message of store.subscribe({ after })) delivered.push(leftOf(message)._tag)
      expect(delivered).toEqual(['BeyondEnd'])
    })
  })

  describe('a position of another store', () => {
    it('is reported as an error, which ends the subscription', async () => {
      const store = await filled(open, 2)
      const foreign: ReadonlyArray<Position> = [
        { kind: 'stream', stream: A, revision: 0 },
        { kind: 'store', at: 'here' },
      ]
      for (const after of foreign) {
        const delivered: Array<string> = []
        for await (const message of store.subscribe({ after })) delivered.push(leftOf(message)._tag)
        expect(delivered).toEqual(['NotSupported'])
      }
    })
  })
}
