import type { EventStore, StoreError } from '@kpi-ledger/core'
import type { EventFilter } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { idsOf, OTHER, range, rightOf, STREAM, type Framework } from './fixture'

/** The ids that were delivered, and the error that ended the reading, if any. */
interface Delivered {
  readonly ids: Array<string>
  error: StoreError | null
}

const nothing = (): Delivered => ({ ids: [], error: null })

const readStream = async (
  store: EventStore,
  direction: 'forwards' | 'backwards',
): Promise<Delivered> => {
  const delivered = nothing()
  for await (const page of store.read(STREAM, { direction }))
    if (E.isLeft(page)) delivered.error = page.left
    else delivered.ids.push(...idsOf(page.right))
  return delivered
}

const readAll = async (store: EventStore, filter: EventFilter = {}): Promise<Delivered> => {
  const delivered = nothing()
  for await (const page of store.readAll({ filter }))
    if (E.isLeft(page)) delivered.error = page.left
    else delivered.ids.push(...page.right.map(({ event }) => event.id))
  return delivered
}

const subscribe = async (store: EventStore, filter: EventFilter = {}): Promise<Delivered> => {
  const delivered = nothing()
  for await (const message of store.subscribe({ filter }))
    if (E.isLeft(message)) delivered.error = message.left
    else if (message.right.kind === 'event') delivered.ids.push(message.right.event.id)
    else break
  return delivered
}

/** Tests of what a store must answer if an undecodable record follows three events. */
export const undecodable = <Store extends EventStore>(
  { describe, it, expect }: Framework,
  open: () => Promise<Store>,
  corrupt: (store: Store, stream: string) => void | Promise<void>,
): void => {
  describe('an undecodable record', () => {
    const opened = async (): Promise<Store> => {
      const store = await open()
      rightOf(await store.append(STREAM, range(3), 'no-stream')())
      await corrupt(store, STREAM)
      return store
    }
    const expected = { _tag: 'Corrupt', stream: STREAM, revision: 3 }

    it('ends a forward read with an error that gives its place, after the events before it', async () => {
      const { ids, error } = await readStream(await opened(), 'forwards')
      expect(ids).toEqual(idsOf(range(3)))
      expect({ error }).toMatchObject({ error: expected })
    })

    it('ends a backward read that starts with it', async () => {
      const { ids, error } = await readStream(await opened(), 'backwards')
      expect(ids).toEqual([])
      expect({ error }).toMatchObject({ error: expected })
    })

    it('ends a read of all streams', async () => {
      const { ids, error } = await readAll(await opened())
      expect(ids).toEqual(idsOf(range(3)))
      expect({ error }).toMatchObject({ error: expected })
    })

    it('is skipped by readings and subscriptions of other streams', async () => {
      const store = await opened()
      rightOf(await store.append(OTHER, range(2, 10), 'no-stream')())
      const filter = { streams: [OTHER] }
      const others = { ids: idsOf(range(2, 10)), error: null }
      expect(await readAll(store, filter)).toEqual(others)
      expect(await subscribe(store, filter)).toEqual(others)
    })

    it('ends a subscription', async () => {
      const { ids, error } = await subscribe(await opened())
      expect(ids).toEqual(idsOf(range(3)))
      expect({ error }).toMatchObject({ error: expected })
    })
  })
}
