import { collect, type EventStore } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { event, leftOf, range, rightOf, STREAM, type Framework } from './fixture'

/** Tests of what a store must answer once it is closed. */
export const closed = <Store extends EventStore>(
  { describe, it, expect }: Framework,
  open: () => Promise<Store>,
  close: (store: Store) => void | Promise<void>,
): void => {
  describe('a closed store', () => {
    const filled = async (): Promise<Store> => {
      const store = await open()
      rightOf(await store.append(STREAM, range(3), 'no-stream')())
      return store
    }

    it('is unavailable, whichever method is called', async () => {
      const store = await filled()
      await close(store)
      const answers = [
        await store.append(STREAM, [event(3)], 2)(),
        await store.appendTogether([{ stream: STREAM, events: [event(3)], expected: 2 }])(),
        await collect(store.read(STREAM))(),
        await collect(store.readAll())(),
      ]
      for (const answer of answers) expect(leftOf(answer)._tag).toBe('Unavailable')
      const messages = []
      for await (const message of store.subscribe()) messages.push(message)
      expect(messages.map((message) => leftOf(message)._tag)).toEqual(['Unavailable'])
    })

    it('ends a waiting subscription, with or without an error', async () => {
      const store = await filled()
      const delivered: Array<string> = []
      for await (const message of store.subscribe()) {
        delivered.push(E.isLeft(message) ? message.left._tag : message.right.kind)
        if (delivered.length === 4) void close(store)
      }
      expect(delivered.slice(0, 4)).toEqual(['event', 'event', 'event', 'caught-up'])
      for (const last of delivered.slice(4)) expect(last).toBe('Unavailable')
      expect(delivered.slice(5)).toEqual([])
    })

    it('can be closed again', async () => {
      const store = await filled()
      await close(store)
      await close(store)
      expect(leftOf(await collect(store.readAll())())._tag).toBe('Unavailable')
    })
  })
}
