import type { EventId, EventStore } from '@kpi-ledger/core'
import type { Pages, Subscription, SubscriptionMessage } from '@kpi-ledger/core/store'
import { branded } from '@kpi-ledger/core/unstable'
import { memoryStore } from '@kpi-ledger/adapters'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import fc from 'fast-check'
import { uuid, type Framework } from './fixture'
import { modelled } from './modelled'

/**
 * Whether a store passes. It fails with a report of fast-check's or of an `expect`; anything else
 * is thrown.
 */
const passes = async (open: () => EventStore, patience?: number): Promise<boolean> => {
  const tests: Array<() => Promise<void>> = []
  const framework: Framework = {
    describe: (_, body) => {
      body()
    },
    it: (_, body) => tests.push(body),
    expect,
  }
  modelled(framework, async () => open(), patience)
  expect(tests).toHaveLength(2)
  for (const test of tests) {
    try {
      await test()
    } catch (e) {
      expect(String(e)).toContain('Property failed')
      return false
    }
  }
  return true
}

/**
 * Whether a store fails at least once in this many attempts, each with other sequences of calls. A
 * message that such a store never delivers is not waited for long.
 */
const isFoundOut = async (open: () => EventStore, goes = 20): Promise<boolean> => {
  const all = fc.readConfigureGlobal()
  try {
    for (let go = 0; go < goes; go++) {
      fc.configureGlobal({ ...all, seed: (all.seed ?? 0) + go })
      if (!(await passes(open, 500))) return true
    }
    return false
  } finally {
    fc.configureGlobal(all)
  }
}

async function* paged<A>(
  pages: Pages<A>,
  change: (page: ReadonlyArray<A>) => ReadonlyArray<A>,
): Pages<A> {
  for await (const page of pages) yield E.map(change)(page)
}

/** A subscription whose messages are altered. */
const altered = (
  subscription: Subscription,
  change: (message: SubscriptionMessage, n: number) => ReadonlyArray<SubscriptionMessage>,
): Subscription => ({
  close: subscription.close,
  async *[Symbol.asyncIterator]() {
    let n = 0
    for await (const message of subscription)
      if (E.isLeft(message)) yield message
      else for (const each of change(message.right, n++)) yield E.right(each)
  },
})

const isEvent = (message: SubscriptionMessage): boolean => message.kind === 'event'

const broken: ReadonlyArray<readonly [string, (store: EventStore) => Partial<EventStore>]> = [
  [
    'loses an event of a stream',
    ({ read }) => ({
      read: (stream, options) => paged(read(stream, options), (page) => page.slice(0, 6)),
    }),
  ],
  [
    'returns an event twice',
    ({ readAll }) => ({
      readAll: (options) => paged(readAll(options), (page) => [...page, ...page.slice(3, 4)]),
    }),
  ],
  [
    'returns events in another order',
    ({ readAll }) => ({
      readAll: (options) =>
        paged(readAll(options), (page) =>
          [...page].sort((a, b) => (a.event.stream < b.event.stream ? -1 : 1)),
        ),
    }),
  ],
  [
    'ignores where a reading should begin',
    ({ read }) => ({ read: (stream, { from: _, ...options } = {}) => read(stream, options) }),
  ],
  [
    'ignores the position to read after',
    ({ readAll }) => ({ readAll: ({ after: _, ...options } = {}) => readAll(options) }),
  ],
  [
    'ignores types in a filter',
    ({ readAll }) => ({
      readAll: ({ filter: { types: _, ...filter } = {}, ...options } = {}) =>
        readAll({ ...options, filter }),
    }),
  ],
  [
    'forgets what was appended before',
    ({ append }) => ({
      append: (stream, events, expected) => async () => {
        const answer = await append(stream, events, expected)()
        if (E.isLeft(answer) || answer.right._tag === 'Appended') return answer
        return E.left({ _tag: 'Conflict', stream, expected, actual: 0 })
      },
    }),
  ],
  [
    'takes a repeat for something new',
    ({ append }) => {
      let ids = 0
      return {
        append: (stream, events, expected) => async () => {
          const answer = await append(stream, events, expected)()
          if (E.isLeft(answer) || answer.right._tag === 'Appended') return answer
          const renamed = events.map((event) => ({
            ...event,
            id: branded<EventId>(uuid(9, ids++)),
          }))
          return append(stream, renamed, 'any')()
        },
      }
    },
  ],
  [
    'ignores the expected revision',
    ({ append }) => ({ append: (stream, events) => append(stream, events, 'any') }),
  ],
  [
    'appends only one batch of several',
    ({ append, appendTogether }) => ({
      appendTogether: (batches) => async () => {
        const [first] = batches
        if (first === undefined || batches.length === 1) return appendTogether(batches)()
        await append(first.stream, first.events, first.expected)()
        return E.left({ _tag: 'NotSupported', operation: 'appendTogether', reason: 'no' })
      },
    }),
  ],
  [
    'delivers an event to a subscriber twice',
    ({ subscribe }) => ({
      subscribe: (options) =>
        altered(subscribe(options), (message, n) => (n === 4 ? [message, message] : [message])),
    }),
  ],
  [
    'withholds an event from a subscriber',
    ({ subscribe }) => ({
      subscribe: (options) =>
        altered(subscribe(options), (message, n) => (n === 2 && isEvent(message) ? [] : [message])),
    }),
  ],
  [
    'reports twice that a subscription has caught up',
    ({ subscribe }) => ({
      subscribe: (options) =>
        altered(subscribe(options), (message) =>
          isEvent(message) ? [message] : [message, message],
        ),
    }),
  ],
  [
    'reports too early that a subscription has caught up',
    ({ subscribe }) => ({
      subscribe: (options) =>
        altered(subscribe(options), (message, n) =>
          n === 0 ? [{ kind: 'caught-up' }, message] : isEvent(message) ? [message] : [],
        ),
    }),
  ],
  [
    'restarts a subscription from the beginning',
    ({ subscribe }) => ({ subscribe: ({ after: _, ...options } = {}) => subscribe(options) }),
  ],
]

describe('the model', () => {
  it('agrees with a store that conforms to the port', async () => {
    expect(await passes(memoryStore)).toBe(true)
  })

  it('agrees with one that cannot append several batches together', async () => {
    const open = (): EventStore => {
      const store = memoryStore()
      return {
        ...store,
        appendTogether: (batches) =>
          batches.length < 2
            ? store.appendTogether(batches)
            : TE.left({ _tag: 'NotSupported', operation: 'appendTogether', reason: 'one stream' }),
      }
    }
    expect(await passes(open)).toBe(true)
  })

  it.each(broken)('catches a store that %s', async (_, change) => {
    const open = (): EventStore => {
      const store = memoryStore()
      return { ...store, ...change(store) }
    }
    expect(await isFoundOut(open)).toBe(true)
  })
})
