import type { RecordedEvent, StoreError } from '@kpi-ledger/core'
import type {
  Pages,
  Position,
  Positioned,
  ReadAllOptions,
  ReadOptions,
} from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { matches } from '../filter'
import { startOf, type Source } from '../subscription'
import { eventAt, type StoredEvents } from './stored-events'

const PAGE = 256

const storePosition = (index: number): Position => ({ kind: 'store', at: String(index) })

/** The index of the event after a position; fails if the position is not of this kind of store. */
const indexAfter = (after: Position | undefined): E.Either<StoreError, number> => {
  if (after === undefined) return E.right(0)
  if (after.kind === 'store' && /^\d{1,15}$/.test(after.at)) return E.right(Number(after.at) + 1)
  return E.left({
    _tag: 'NotSupported',
    operation: 'reading from this position',
    reason: 'it is not a position of an in-memory store',
  })
}

/** The indexes of a stream's events, in the order of reading. */
const wanted = (
  places: ReadonlyArray<number>,
  { from, direction = 'forwards', limit = Infinity }: ReadOptions,
): ReadonlyArray<number> => {
  const selected =
    direction === 'forwards'
      ? places.slice(Math.max(0, from ?? 0))
      : places.slice(0, Math.max(0, (from ?? places.length) + 1)).reverse()
  return selected.slice(0, Math.max(0, limit))
}

/** The events of one stream, decoded page by page. */
export async function* readStream(
  stored: StoredEvents,
  stream: string,
  options: ReadOptions,
): Pages<RecordedEvent> {
  const places = wanted(stored.streams.get(stream) ?? [], options)
  for (let start = 0; start < places.length; start += PAGE) {
    await Promise.resolve()
    const page = places.slice(start, start + PAGE).map((index) => eventAt(stored, index))
    const decoded = E.sequenceArray(page)
    yield decoded
    if (E.isLeft(decoded)) return
  }
}

/**
 * One page of the whole store from one index up to, but not including, another, and the index after
 * it.
 */
const pageFrom = (
  stored: StoredEvents,
  start: number,
  end: number,
  { filter }: ReadAllOptions,
): { readonly page: E.Either<StoreError, ReadonlyArray<Positioned>>; readonly next: number } => {
  const next = Math.min(start + PAGE, end)
  const events: Array<Positioned> = []
  for (let index = start; index < next; index++) {
    const kept = stored.events[index]
    if (kept === undefined || !matches(filter, kept)) continue
    const event = eventAt(stored, index)
    if (E.isLeft(event)) return { page: event, next }
    events.push({ event: event.right, position: storePosition(index) })
  }
  return { page: E.right(events), next }
}

/** The source of a subscription to the store. */
export const sourceOf = (stored: StoredEvents, options: ReadAllOptions): Source => ({
  start: () => indexAfter(options.after),
  end: () => E.right(stored.events.length),
  position: (place) => (place === 0 ? null : storePosition(place - 1)),
  page: (start, end) => pageFrom(stored, start, end, options),
})

/** All events in the store at the time of the call, decoded page by page. */
export async function* readEverything(
  stored: StoredEvents,
  options: ReadAllOptions,
): Pages<Positioned> {
  const begun = startOf(sourceOf(stored, options))
  if (E.isLeft(begun)) {
    yield begun
    return
  }
  const { start, end } = begun.right
  for (let index = start; index < end;) {
    await Promise.resolve()
    const { page, next } = pageFrom(stored, index, end, options)
    yield page
    if (E.isLeft(page)) return
    index = next
  }
}
