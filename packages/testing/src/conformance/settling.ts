import { range, rightOf, type Framework, type OpenStore } from './fixture'
import { A, append, B, filled, listener } from './listener'

/** Tests of what any store that reports `more` must guarantee. */
export const settling = ({ describe, it, expect }: Framework, open: OpenStore): void => {
  describe('a subscription', () => {
    it('says that more follows only if an event does, without another append', async () => {
      const store = await filled(open, 600)
      const { next, take } = listener(store, { filter: { streams: [A] } })
      const check = async (count: number): Promise<void> => {
        let followed = false
        for (let n = 0; n < count; n++) {
          const message = await next()
          expect([n, message?.kind]).toEqual([n, 'event'])
          followed = message?.kind === 'event' && message.more === true
        }
        expect(followed).toBe(false)
      }
      await check(600)
      expect(await take(1)).toEqual(['caught up'])
      for (const [from, more] of [
        [600, 1],
        [601, 3],
        [604, 300],
      ] as const) {
        await append(store, 10_000 + from, B)
        rightOf(await store.append(A, range(more, from), 'any')())
        await append(store, 20_000 + from, B)
        await check(more)
      }
    })
  })
}
