import type { EventStore, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { idsOf, range, rightOf, STREAM, type Framework } from './fixture'

/** The ids that were told, and the error it ended with, if any. */
interface Told {
  readonly ids: Array<string>
  error: StoreError | null
}

const nothing = (): Told => ({ ids: [], error: null })

const streamTold = async (
  store: EventStore,
  direction: 'forwards' | 'backwards',
): Promise<Told> => {
  const told = nothing()
  for await (const page of store.read(STREAM, { direction }))
    if (E.isLeft(page)) told.error = page.left
    else told.ids.push(...idsOf(page.right))
  return told
}

const allTold = async (store: EventStore): Promise<Told> => {
  const told = nothing()
  for await (const page of store.readAll())
    if (E.isLeft(page)) told.error = page.left
    else told.ids.push(...page.right.map(({ event }) => event.id))
  return told
}

const subscriberTold = async (store: EventStore): Promise<Told> => {
  const told = nothing()
  for await (const message of store.subscribe())
    if (E.isLeft(message)) told.error = message.left
    else if (message.right.kind === 'event') told.ids.push(message.right.event.id)
    else break
  return told
}

/** What a store must answer where something that is no event stands after three that are. */
export const spoilt = <Store extends EventStore>(
  { describe, it, expect }: Framework,
  open: () => Promise<Store>,
  spoil: (store: Store, stream: string) => void | Promise<void>,
): void => {
  describe('what is no event', () => {
    const opened = async (): Promise<Store> => {
      const store = await open()
      rightOf(await store.append(STREAM, range(3), 'no-stream')())
      await spoil(store, STREAM)
      return store
    }
    const corrupt = { _tag: 'Corrupt', stream: STREAM, revision: 3 }

    it('is an error of reading forwards, after the events before it, that says where', async () => {
      const { ids, error } = await streamTold(await opened(), 'forwards')
      expect(ids).toEqual(idsOf(range(3)))
      expect(error ?? {}).toMatchObject(corrupt)
    })

    it('ends a reading backwards that begins with it', async () => {
      const { ids, error } = await streamTold(await opened(), 'backwards')
      expect(ids).toEqual([])
      expect(error ?? {}).toMatchObject(corrupt)
    })

    it('ends a reading of everything', async () => {
      const { ids, error } = await allTold(await opened())
      expect(ids).toEqual(idsOf(range(3)))
      expect(error ?? {}).toMatchObject(corrupt)
    })

    it('ends a subscription', async () => {
      const { ids, error } = await subscriberTold(await opened())
      expect(ids).toEqual(idsOf(range(3)))
      expect(error ?? {}).toMatchObject(corrupt)
    })
  })
}
