import type { StoreError } from '@kpi-ledger/core'
import type { SubscriptionMessage } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { rightOf } from '../fixture.spec'
import type { ClientEvent, ClientReadable, ClientResolvedEvent, EventStoreDBClient } from './client'
import { encodeNewEvent, encodePosition } from './events.codec'
import { eventStoreDBStore, type EventStoreDBStore } from './eventstoredb-store'
import { A, credentials, delivered, note } from './fixture.spec'
import type { Delivery } from './group'

/** A note as a client delivers it, at a place in `$all`. */
const sent = (n: number, place = n): ClientEvent => ({
  ...encodeNewEvent(note(n)),
  ...{ streamId: A, revision: BigInt(n) },
  position: { commit: BigInt(place), prepare: BigInt(place) },
})
const sentFrom = (first: number, length: number): ReadonlyArray<ClientResolvedEvent> =>
  Array.from({ length }, (_, i) => ({ event: sent(first + i) }))
const failure = (type: string): Error => Object.assign(new Error(type), { type })

/** What a call delivers: events; then it ends, fails or falls silent. */
interface Answer {
  readonly events?: ReadonlyArray<ClientResolvedEvent>
  readonly then?: 'end' | 'silence' | Error
}

const readable = ({ events = [], then = 'end' }: Answer): ClientReadable => {
  const left = [...events]
  return {
    read: () => left.shift() ?? null,
    on: (event, listener) => {
      if (event === 'confirmation' || event === then) queueMicrotask(listener)
      if (event === 'error' && then instanceof Error) queueMicrotask(() => listener(then))
    },
  }
}

/** What is answered to the calls of a kind, in their order; then every call ends at once. */
interface Answers {
  readonly stream?: ReadonlyArray<Answer>
  readonly all?: ReadonlyArray<Answer>
  readonly subscription?: ReadonlyArray<Answer>
  readonly group?: ReadonlyArray<Answer>
}

/** A store on a client that answers as it is told, and what the client was asked. */
const storeOn = async (
  answers: Answers,
  calls: Partial<EventStoreDBClient> = {},
  timeout?: number,
) => {
  const asked: Array<unknown> = []
  const answering = (kind: keyof Answers) => {
    const queue = [...(answers[kind] ?? [])]
    return (what: unknown): ClientReadable => {
      asked.push(what)
      return readable(queue.shift() ?? {})
    }
  }
  const [stream, all] = [answering('stream'), answering('all')]
  const [subscription, group] = [answering('subscription'), answering('group')]
  const done = (): Promise<null> => Promise.resolve(null)
  const handled = (how: string, { event }: ClientResolvedEvent): Promise<null> => {
    asked.push([how, event === undefined ? null : Number(event.revision)])
    return done()
  }
  const client: EventStoreDBClient = {
    appendToStream: () => Promise.reject(failure('unsupported')),
    readStream: (_, { fromRevision }) => ({ ...stream(fromRevision), cancel: done }),
    readAll: ({ fromPosition }) => ({ ...all(fromPosition), cancel: done }),
    subscribeToAll: ({ fromPosition }) => ({ ...subscription(fromPosition), unsubscribe: done }),
    createPersistentSubscriptionToAll: done,
    subscribeToPersistentSubscriptionToAll: (name) => ({
      ...group(name),
      unsubscribe: done,
      ack: (event: ClientResolvedEvent) => handled('ack', event),
      nack: (how, _, event: ClientResolvedEvent) => handled(how, event),
    }),
    dispose: done,
    ...calls,
  }
  const options = {
    retry: { attempts: 2, delay: 0 },
    ...(timeout === undefined ? {} : { timeout }),
  }
  return { asked, store: rightOf(await eventStoreDBStore({ client, credentials }, options)()) }
}

const subscribed = async (store: EventStoreDBStore, length: number) => {
  const messages: Array<E.Either<StoreError, SubscriptionMessage>> = []
  for await (const message of store.subscribe()) if (messages.push(message) === length) break
  return messages
}

const gone = { _tag: 'Corrupt', stream: A }
const refused = failure('access-denied')
const missing = { then: failure('stream-not-found') }
/** As many events as are read backwards from the end; there may be more before them. */
const tail = { events: [...sentFrom(300, 256)].reverse() }

describe('reading a stream', () => {
  it.each<readonly [string, Answers, object, ReadonlyArray<unknown>]>([
    [
      'passes over a link that leads nowhere',
      { stream: [{ events: [{}, ...sentFrom(0, 2)] }] },
      {},
      [2],
    ],
    [
      'ends at a missing event, after those before it',
      { stream: [{ events: [...sentFrom(0, 2), ...sentFrom(3, 2)] }] },
      {},
      [2, { ...gone, revision: 2 }],
    ],
    [
      'backwards does not end before the first event',
      { stream: [{ events: [...sentFrom(3, 2)].reverse() }] },
      { direction: 'backwards' },
      [2, { ...gone, revision: 2 }],
    ],
    [
      'finds nothing in a stream of settings only',
      { stream: [missing, { events: [{ event: sent(0) }] }] },
      {},
      [],
    ],
    [
      'cannot say why a stream is missing if its settings are secret',
      { stream: [missing, { then: refused }] },
      {},
      [{ _tag: 'AccessDenied' }],
    ],
  ])('%s', async (_, answers, options, expected) => {
    const { store } = await storeOn(answers)
    expect(await delivered(store.read(A, options))).toMatchObject(expected)
  })

  it('ends when the store is closed', async () => {
    const { store } = await storeOn({ stream: [{ events: sentFrom(0, 1), then: 'silence' }] })
    const found: Array<unknown> = []
    for await (const page of store.read(A)) {
      found.push(E.isLeft(page) ? page.left : page.right.length)
      await store.close()
    }
    expect(found).toEqual([1, { _tag: 'Unavailable', reason: 'the store is closed' }])
  })
})

describe('reading everything', () => {
  it('passes over what has no place', async () => {
    const unplaced = { ...sent(1), position: undefined }
    const { store } = await storeOn({
      all: [{ events: [{}, { event: unplaced }, ...sentFrom(0, 1)] }],
    })
    expect(await delivered(store.readAll())).toEqual([1])
  })

  it('delivers the error of what comes before the last events', async () => {
    const { store } = await storeOn({ all: [tail], subscription: [{ then: refused }] })
    expect(await delivered(store.readAll())).toMatchObject([{ _tag: 'AccessDenied' }])
  })

  it('reads everything from the start if nothing comes through the filter', async () => {
    const all = [tail, { events: sentFrom(0, 301) }]
    const { asked, store } = await storeOn({ all, subscription: [{ then: 'silence' }] }, {}, 50)
    expect(await delivered(store.readAll())).toEqual([556])
    expect(asked).toEqual(['end', 'start', 'start'])
  })

  it('after a position is an error if the log is empty', async () => {
    const { store } = await storeOn({})
    const after = encodePosition({ commit: 7n, prepare: 7n })
    expect(await delivered(store.readAll({ after }))).toEqual([
      { _tag: 'BeyondEnd', position: 'store:7/7' },
    ])
  })
})

describe('a subscription', () => {
  it('to an empty log catches up without a position, then follows it from the start', async () => {
    const { asked, store } = await storeOn({ subscription: [{ events: sentFrom(0, 1) }] })
    expect(await subscribed(store, 2)).toMatchObject([
      E.right({ kind: 'caught-up' }),
      E.right({ kind: 'event', event: note(0) }),
    ])
    expect(asked).toEqual(['end', 'start'])
  })

  it('that is closed before it has read anything delivers nothing', async () => {
    const { store } = await storeOn({ all: [{ then: 'silence' }] })
    const subscription = store.subscribe()
    const first = subscription[Symbol.asyncIterator]().next()
    subscription.close()
    expect((await first).done).toBe(true)
  })
})

describe('an append', () => {
  const appending = (success: boolean, nextExpectedRevision: bigint) =>
    storeOn(
      { stream: [missing, {}, missing, {}] },
      { appendToStream: () => Promise.resolve({ success, nextExpectedRevision }) },
    )

  it('finds that the stream was deleted and started again meanwhile', async () => {
    const { store } = await appending(true, 7n)
    expect(await store.append(A, [note(0)], 'any')()).toMatchObject(
      E.left({
        _tag: 'Corrupt',
        reason: 'the stream was deleted and started again at another revision',
      }),
    )
  })

  it('is tried again if the client says that others were faster', async () => {
    const { asked, store } = await appending(false, -1n)
    expect(await store.append(A, [note(0)], 'any')()).toMatchObject(E.left({ _tag: 'Unavailable' }))
    expect(asked).toEqual([0n, 'end', 0n, 'end'])
  })

  it('of known events is refused if they cannot be compared', async () => {
    const { store } = await storeOn({ stream: [{ events: sentFrom(0, 2) }, { then: refused }] })
    expect(await delivered(store.read(A))).toEqual([2])
    expect(await store.append(A, [note(1)], 0)()).toMatchObject(E.left({ _tag: 'AccessDenied' }))
  })
})

describe('a group', () => {
  it('hands over what its filter asks for, and parks what is gone', async () => {
    const link = sent(9, 99)
    const events = [
      { event: { ...sent(0), streamId: 'other' } },
      { event: { ...sent(1), type: 'KPIRetired' } },
      { event: sent(2), retryCount: 3 },
      { event: sent(3), link },
      { event: sent(4), link: { ...link, position: undefined } },
      { event: { ...sent(5), position: undefined } },
      { link },
    ]
    const { asked, store } = await storeOn({ group: [{}, { events }, { then: refused }] })
    const handed: Array<Omit<Delivery, 'event'>> = []
    const membership = store.joinGroup(
      'index',
      ({ event: { revision }, ...delivery }) => {
        handed.push(delivery)
        return TE.right(revision)
      },
      { filter: { types: ['NoteAdded'] } },
    )
    const ended = await membership.ended
    expect(handed.map(({ position, retries, replayed }) => [position, retries, replayed])).toEqual([
      [encodePosition({ commit: 2n, prepare: 2n }), 3, false],
      [encodePosition({ commit: 99n, prepare: 99n }), 0, true],
      [encodePosition({ commit: 4n, prepare: 4n }), 0, true],
      [encodePosition({ commit: 0n, prepare: 0n }), 0, false],
    ])
    const acked = [0, 1, 2, 3, 4, 5].map((n) => ['ack', n])
    expect(asked).toEqual(['index', 'index', ...acked, ['park', null], 'index'])
    expect(ended).toMatchObject(E.left({ _tag: 'AccessDenied' }))
  })

  it('that the server does not create in time cannot be joined', async () => {
    const never = { createPersistentSubscriptionToAll: () => new Promise(() => undefined) }
    const { store } = await storeOn({}, never, 1)
    const { ended } = store.joinGroup('index', () => TE.right(null))
    expect(await ended).toEqual(E.left({ _tag: 'TimedOut', reason: 'no answer within 1 ms' }))
  })
})
