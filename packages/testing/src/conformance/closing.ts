import { Readable } from 'node:stream'
import { rightOf, type Framework, type OpenStore } from './fixture'
import { append, filled, listener, said } from './listener'

interface Observable {
  readonly subscribe: (observer: {
    readonly next: () => void
    readonly error: () => void
    readonly complete: () => void
  }) => { readonly unsubscribe: () => void }
}

/** Tests of what a subscription must do when it is closed at any moment. */
export const closing = ({ describe, it, expect }: Framework, open: OpenStore): void => {
  describe('closing', () => {
    it('ends a waiting consumer', async () => {
      const store = await filled(open, 1)
      const { take, close } = listener(store)
      expect(await take(2)).toEqual(['0', 'caught up'])
      const waiting = take(1)
      await Promise.resolve()
      close()
      expect(await waiting).toEqual(['end'])
    })

    it('ends a for loop from inside and from outside', async () => {
      const store = await filled(open, 3)
      const subscription = store.subscribe()
      const delivered: Array<string> = []
      for await (const message of subscription) {
        delivered.push(said(rightOf(message)))
        if (delivered.length === 2) subscription.close()
      }
      expect(delivered).toEqual(['0', '1'])
      const other = store.subscribe()
      for await (const message of other) {
        if (rightOf(message).kind === 'caught-up') break
      }
      await append(store, 3)
      expect((await other[Symbol.asyncIterator]().return?.())?.done).toBe(true)
    })

    it('follows from return(), even while a consumer waits', async () => {
      const subscription = (await filled(open, 1)).subscribe()
      const messages = subscription[Symbol.asyncIterator]()
      for (let n = 0; n < 2; n++) await messages.next()
      const waiting = messages.next()
      await Promise.resolve()
      expect((await messages.return?.())?.done).toBe(true)
      expect((await waiting).done).toBe(true)
    })

    it('follows from destroying a stream made from it', async () => {
      const readable = Readable.from((await filled(open, 1)).subscribe())
      const delivered: Array<string> = []
      const closed = new Promise<void>((resolve) => readable.on('close', resolve))
      readable.on('data', (message: unknown) => {
        delivered.push('message')
        // The stream then requests the next message, and waits for it.
        if (delivered.length === 2) setImmediate(() => readable.destroy())
        expect(typeof message).toBe('object')
      })
      await closed
      expect(delivered).toHaveLength(2)
    })

    it('follows from unsubscribing through the observable protocol, as rxjs does', async () => {
      const subscription = (await filled(open, 1)).subscribe()
      const observable: unknown = Reflect.get(subscription, '@@observable')
      expect(typeof observable).toBe('function')
      const ended = new Promise<number>((resolve) => {
        let delivered = 0
        const { unsubscribe } = (observable as () => Observable)().subscribe({
          next: () => {
            delivered++
            if (delivered === 2) setImmediate(() => unsubscribe())
          },
          error: () => resolve(-1),
          complete: () => resolve(delivered),
        })
      })
      expect(await ended).toBe(2)
    })

    it('leaves nothing to pull if done before anything was pulled', async () => {
      const { take, close } = listener(await filled(open, 3))
      close()
      expect(await take(1)).toEqual(['end'])
    })

    it('can be done twice, and after the end', async () => {
      const store = await filled(open, 1)
      const { take, close } = listener(store)
      await take(2)
      const waiting = take(1)
      close()
      close()
      expect(await waiting).toEqual(['end'])
      close()
      await append(store, 1)
      expect(await take(1)).toEqual(['end'])
    })

    it('takes effect just after it has caught up', async () => {
      const { take, close } = listener(await filled(open, 0))
      expect(await take(1)).toEqual(['caught up'])
      close()
      expect(await take(1)).toEqual(['end'])
    })

    it('ends every consumer of the subscription', async () => {
      const subscription = (await filled(open, 0)).subscribe()
      const consume = async (caughtUp: () => void): Promise<number> => {
        let delivered = 0
        for await (const message of subscription) {
          rightOf(message)
          delivered++
          caughtUp()
        }
        return delivered
      }
      const consumers: Array<Promise<number>> = []
      for (let n = 0; n < 2; n++)
        await new Promise<void>((caughtUp) => consumers.push(consume(caughtUp)))
      subscription.close()
      expect(await Promise.all(consumers)).toEqual([1, 1])
    })
  })
}
