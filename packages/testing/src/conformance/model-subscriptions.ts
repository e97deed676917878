import type { EventFilter, Position } from '@kpi-ledger/core/store'
import fc from 'fast-check'
import { present, rightOf, type Framework } from './fixture'
import { wanted } from './model'
import {
  arbitraryFilter,
  type Followed,
  type Known,
  type Pulled,
  type StoreCommand,
  type Subject,
} from './model-run'

const isOpen = ({ subscriptions }: Readonly<Known>): boolean => subscriptions.length > 0

const listen = (
  { store, listeners }: Subject,
  filter: EventFilter,
  after: Position | undefined,
): void => {
  const subscription = store.subscribe(after === undefined ? { filter } : { after, filter })
  const messages = subscription[Symbol.asyncIterator]()
  listeners.push({ next: () => messages.next(), close: subscription.close, waiting: null })
}

const dueTo = ({ log }: Known, { next, filter }: Followed) => wanted(log, next, filter)[0]

/** The subscription's state after a message, which must be the next one due. */
const heard = (
  expect: Framework['expect'],
  known: Known,
  followed: Followed,
  { positions }: Subject,
  pulled: Pulled,
): Followed => {
  if (pulled.done === true) throw new Error('a subscription ended without being closed')
  const message = rightOf(pulled.value)
  const [place, event] = dueTo(known, followed) ?? [Infinity, null]
  if (message.kind === 'caught-up') {
    expect({ before: followed.caughtUp, stillOwed: place < followed.owed }).toEqual({
      before: false,
      stillOwed: false,
    })
    return { ...followed, caughtUp: true }
  }
  expect(message.event).toEqual(event)
  positions.set(message.event.id, message.position)
  return { ...followed, next: place + 1, last: message.event.id }
}

/** Pulls the messages that are due; if none is, leaves the call waiting for the next append. */
const pull = async (
  expect: Framework['expect'],
  known: Known,
  subject: Subject,
  slot: number,
  count: number,
): Promise<void> => {
  const listener = present(subject.listeners[slot])
  for (let n = 0; n < count; n++) {
    const followed = present(known.subscriptions[slot])
    const pulled = (listener.waiting ??= listener.next())
    if (followed.caughtUp && dueTo(known, followed) === undefined) return
    known.subscriptions[slot] = heard(expect, known, followed, subject, await pulled)
    listener.waiting = null
  }
}

/**
 * Closes a subscription, which may then deliver no more than its consumer had already asked for.
 */
const close = async (
  expect: Framework['expect'],
  known: Known,
  subject: Subject,
  slot: number,
): Promise<Followed> => {
  const listener = present(subject.listeners.splice(slot, 1)[0])
  const followed = present(known.subscriptions.splice(slot, 1)[0])
  listener.close()
  const pulled = listener.waiting === null ? null : await listener.waiting
  expect((await listener.next()).done).toBe(true)
  return pulled === null || pulled.done === true
    ? followed
    : heard(expect, known, followed, subject, pulled)
}

const subscribes = (place: number | null, filter: EventFilter): StoreCommand => ({
  check: () => true,
  run: async ({ log, subscriptions }, subject) => {
    const index = place === null || log.length === 0 ? -1 : place % log.length
    const after = subject.positions.get(log[index]?.id ?? '')
    const next = after === undefined ? 0 : index + 1
    subscriptions.push({ filter, owed: log.length, next, last: null, caughtUp: false })
    listen(subject, filter, after)
  },
  toString: () => `subscribe(after event ${String(place)}, ${JSON.stringify(filter)})`,
})

const pulls = (expect: Framework['expect'], slot: number, count: number): StoreCommand => ({
  check: isOpen,
  run: (known, subject) => pull(expect, known, subject, slot % known.subscriptions.length, count),
  toString: () => `pull(${slot}, ${count})`,
})

/** Closes a subscription and opens another from after the last event it delivered. */
const resumes = (expect: Framework['expect'], slot: number): StoreCommand => ({
  check: isOpen,
  run: async (known, subject) => {
    const closed = await close(expect, known, subject, slot % known.subscriptions.length)
    const after = subject.positions.get(closed.last ?? '')
    if (after === undefined) return
    known.subscriptions.push({ ...closed, owed: known.log.length, caughtUp: false })
    listen(subject, closed.filter, after)
  },
  toString: () => `resume(${slot})`,
})

const closes = (expect: Framework['expect'], slot: number): StoreCommand => ({
  check: isOpen,
  run: async (known, subject) => {
    await close(expect, known, subject, slot % known.subscriptions.length)
  },
  toString: () => `close(${slot})`,
})

/** A command that opens a subscription. */
export const arbitrarySubscribe = (): fc.Arbitrary<StoreCommand> =>
  fc
    .tuple(fc.option(fc.nat()), fc.oneof(fc.constant({}), arbitraryFilter))
    .map(([place, filter]) => subscribes(place, filter))

/** A command that pulls messages of a subscription and checks them. */
export const arbitraryPull = (expect: Framework['expect']): fc.Arbitrary<StoreCommand> =>
  fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 5 })).map(([slot, n]) => pulls(expect, slot, n))

/** A command that resumes a subscription and checks what follows. */
export const arbitraryResume = (expect: Framework['expect']): fc.Arbitrary<StoreCommand> =>
  fc.nat(9).map((slot) => resumes(expect, slot))

/** A command that closes a subscription and checks its end. */
export const arbitraryClose = (expect: Framework['expect']): fc.Arbitrary<StoreCommand> =>
  fc.nat(9).map((slot) => closes(expect, slot))

/** Drains every subscription, checks what it delivers, and closes it. */
export const hearOut = async (
  expect: Framework['expect'],
  known: Known,
  subject: Subject,
): Promise<void> => {
  while (isOpen(known)) {
    await pull(expect, known, subject, 0, Infinity)
    await close(expect, known, subject, 0)
  }
}
