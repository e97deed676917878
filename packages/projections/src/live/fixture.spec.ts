import type { CheckpointStore, EventId, EventStore, Instant, RecordedEvent } from '@kpi-ledger/core'
import type { Subscription } from '@kpi-ledger/core/store'
import { branded, toNewEvent } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { lastValueFrom, takeWhile, toArray, type Observable } from 'rxjs'
import { valueOf } from '../fixture.spec'
import type { Projection, StateCodec } from './projection'

export const STREAM = 'kpiContract-a'

export const idOf = (n: number): string =>
  `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

export const numberOf = ({ id }: { readonly id: string }): number => parseInt(id.slice(-12), 16)

/** Notes with the numbers from one up to that many. */
const notes = (from: number, length: number) =>
  Array.from({ length }, (_, i) => ({
    id: branded<EventId>(idOf(from + i)),
    type: 'NoteAdded' as const,
    version: 1,
    recordedAt: branded<Instant>('2016-04-01T09:00:00.000Z'),
    data: { period: '2016-04', text: `Note ${from + i}` },
  }))

export const append = async (
  store: EventStore,
  from: number,
  length = 1,
  stream = STREAM,
): Promise<void> => {
  valueOf(await store.append(stream, notes(from, length), 'any')())
}

export const appendAll = async (
  store: EventStore,
  events: ReadonlyArray<RecordedEvent>,
): Promise<void> => {
  for (const event of events)
    valueOf(await store.append(event.stream, [toNewEvent(event)], 'any')())
}

/** The numbers of all events so far. */
export const numbers: Projection<ReadonlyArray<number>> = {
  name: 'numbers',
  version: 1,
  initial: () => [],
  apply: (state, event) => [...state, numberOf(event)],
}

export const asJson: StateCodec<ReadonlyArray<number>> = {
  encode: (state) => JSON.stringify(state),
  decode: (text) => {
    const json: unknown = text.startsWith('[') ? JSON.parse(text) : null
    return Array.isArray(json) && json.every((each) => typeof each === 'number')
      ? E.right(json)
      : E.left('expected numbers')
  },
}

/** Everything emitted up to and including the first message that is enough; then unsubscribes. */
export const emitted = <A>(
  source: Observable<A>,
  isEnough: (message: A) => boolean = () => false,
): Promise<ReadonlyArray<A>> =>
  lastValueFrom(
    source.pipe(
      takeWhile((message) => !isEnough(message), true),
      toArray(),
    ),
  )

export const isCaughtUp = ({ kind }: { readonly kind: string }): boolean => kind === 'caught-up'

/** A store that counts what is pulled from its subscriptions, and how many are open. */
export const watched = (store: EventStore) => {
  const seen = { pulled: 0, open: 0, opened: 0 }
  const subscribe: EventStore['subscribe'] = (options) => {
    const subscription = store.subscribe(options)
    let isOpen = true
    seen.open++
    seen.opened++
    const close = (): void => {
      if (isOpen) seen.open--
      isOpen = false
      subscription.close()
    }
    const iterate = (): ReturnType<Subscription[typeof Symbol.asyncIterator]> => {
      const messages = subscription[Symbol.asyncIterator]()
      const next = (): ReturnType<typeof messages.next> => {
        seen.pulled++
        return messages.next()
      }
      return { next, return: async () => ({ done: true, value: undefined }) }
    }
    return { close, [Symbol.asyncIterator]: iterate }
  }
  return { seen, store: { ...store, subscribe } }
}

/** A checkpoint store that notes what was saved, in order. */
export const recording = (checkpoints: CheckpointStore) => {
  const positions: Array<string> = []
  const save: CheckpointStore['save'] = (key, checkpoint) => async () => {
    positions.push(checkpoint.position)
    return checkpoints.save(key, checkpoint)()
  }
  return { positions, checkpoints: { ...checkpoints, save } }
}

/** Lets everything that waits only for promises run to its end. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
