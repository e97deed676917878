import { collect } from '@kpi-ledger/core'
import type { EventFilter, ReadOptions } from '@kpi-ledger/core/store'
import fc from 'fast-check'
import { rightOf, type Framework } from './fixture'
import { wanted, windowOf } from './model'
import { arbitraryFilter, arbitraryStream, type StoreCommand } from './model-run'

const reads = (
  expect: Framework['expect'],
  stream: string,
  options: ReadOptions,
): StoreCommand => ({
  check: () => true,
  run: async ({ log }, { store }) => {
    const read = rightOf(await collect(store.read(stream, options))())
    expect(read).toEqual(windowOf(log, stream, options))
  },
  toString: () => `read(${stream}, ${JSON.stringify(options)})`,
})

/** Reads everything, from after an event if the store has reported that event's position. */
export const readsAll = (
  expect: Framework['expect'],
  place: number | null,
  filter: EventFilter,
): StoreCommand => ({
  check: () => true,
  run: async ({ log }, { store, positions }) => {
    const index = place === null || log.length === 0 ? -1 : place % log.length
    const after = positions.get(log[index]?.id ?? '')
    const options = after === undefined ? { filter } : { after, filter }
    const read = rightOf(await collect(store.readAll(options))())
    const expected = wanted(log, after === undefined ? 0 : index + 1, filter)
    expect(read.map(({ event }) => event)).toEqual(expected.map(([, event]) => event))
    for (const { event, position } of read) positions.set(event.id, position)
  },
  toString: () => `readAll(after event ${String(place)}, ${JSON.stringify(filter)})`,
})

/** A command that reads a stream and checks the events. */
export const arbitraryRead = (expect: Framework['expect']): fc.Arbitrary<StoreCommand> =>
  fc
    .tuple(
      arbitraryStream,
      fc.record(
        {
          from: fc.oneof(fc.nat(8), fc.nat(600)),
          limit: fc.oneof(fc.nat(8), fc.nat(600)),
          direction: fc.constantFrom('forwards' as const, 'backwards' as const),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([stream, options]) => reads(expect, stream, options))

/** A command that reads everything and checks the events. */
export const arbitraryReadAll = (expect: Framework['expect']): fc.Arbitrary<StoreCommand> =>
  fc
    .tuple(fc.option(fc.nat()), arbitraryFilter)
    .map(([place, filter]) => readsAll(expect, place, filter))
