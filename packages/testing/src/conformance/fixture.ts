import { collect, streamOf, type EventStore, type RecordedEvent } from '@kpi-ledger/core'
import type { EventReader, NewEvent, Position } from '@kpi-ledger/core/store'
import { branded, toNewEvent } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { generateLedger } from '../generator/generate-ledger'

/** Opens an empty store. Called for every test. */
export type OpenStore = () => Promise<EventStore>

/** Opens a reader of these events, in this order. Called for every test. */
export type OpenReader = (events: ReadonlyArray<RecordedEvent>) => Promise<EventReader>

/** The matchers that the suite uses. Those of Jest, Vitest and `@std/expect` all fit. */
export interface Matchers {
  /** Expects the same value, by `Object.is`. */
  readonly toBe: (expected: unknown) => void
  /** Expects a deeply equal value. */
  readonly toEqual: (expected: unknown) => void
  /** Expects an object with at least these fields. */
  readonly toMatchObject: (expected: object) => void
  /** Expects an array of that length. */
  readonly toHaveLength: (length: number) => void
  /** Expects a larger number. */
  readonly toBeGreaterThan: (n: number) => void
  /** Expects an array or a text that contains the part. */
  readonly toContain: (part: unknown) => void
}

/** The functions of a test framework that the suite uses. */
export interface Framework {
  /** Groups tests under a name. */
  readonly describe: (name: string, body: () => void) => void
  /** Declares a test. */
  readonly it: (name: string, body: () => Promise<void>) => void
  /** Makes the matchers of a value. */
  readonly expect: (value: unknown) => Matchers
}

/** What a store may or may not support; each store declares its own. */
export interface Limits {
  /** Whether `appendTogether` takes several streams; if not, it must answer `NotSupported`. */
  readonly together: boolean
  /** Where event ids are unique: in the whole store, or only within a stream. */
  readonly uniqueIds: 'in the store' | 'in a stream'
}

/** A store's limits, and how to close it and corrupt its data. */
export interface Capabilities<Store extends EventStore = EventStore> extends Limits {
  /** Closes a store; if omitted, closed stores are not tested. */
  readonly close?: (store: Store) => void | Promise<void>
  /**
   * Appends an undecodable record to a stream, bypassing the store; if omitted, undecodable records
   * are not tested.
   */
  readonly corrupt?: (store: Store, stream: string) => void | Promise<void>
}

/** The stream that most tests append to. */
export const STREAM = 'kpiContract-a'
/** Another stream. */
export const OTHER = 'kpiContract-b'

/** A value that must be there; throws if it is not. */
export const present = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Error('expected a value, got none')
  return value
}

type StorePosition = Extract<Position, { readonly kind: 'store' }>

/** A position of the same kind, with larger numbers than any store has reached. */
export const beyond = (position: Position | undefined): StorePosition => {
  if (position?.kind !== 'store') throw new Error('an event has no position in its store')
  return { kind: 'store', at: position.at.replace(/\d+/g, '9'.repeat(14)) }
}

/** A UUID made from the number of a series and a number within it. */
export const uuid = (series: number, n: number): string =>
  `${series.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/** The nth event of a stream; the same numbers give the same content. */
export const event = (n: number, series = 7): NewEvent => ({
  id: branded(uuid(series, n)),
  type: 'NoteAdded',
  version: 1,
  recordedAt: branded('2016-04-01T09:00:00.000Z'),
  data: { period: '2016-04', text: `Note ${n}` },
})

/** The given number of events, from the nth on. */
export const range = (length: number, from = 0): ReadonlyArray<NewEvent> =>
  Array.from({ length }, (_, i) => event(from + i))

/** A contract's registration and its notes, as recorded events. */
export const notes = (
  contract: string,
  series: number,
  length: number,
): ReadonlyArray<RecordedEvent> =>
  Array.from({ length }, (_, n): RecordedEvent => {
    const envelope = { stream: streamOf(contract), revision: n }
    if (n > 0) return { ...event(n, series), ...envelope }
    const data = { contract, title: 'T', authority: 'A', supplier: 'S', yearStart: 4 }
    const { id, version, recordedAt } = event(n, series)
    return { id, version, recordedAt, ...envelope, type: 'ContractRegistered', data }
  })

/**
 * The first events of a generated contract, enough for several pages, with targets, levels, margins
 * and publications among them.
 */
export const life: ReadonlyArray<RecordedEvent> = [
  ...generateLedger({ events: 700, contracts: 1, publications: true }),
]
/** The stream of {@link life}. */
export const LIFE = present(life[0]).stream

/** Events as they were before a store recorded them. */
export const asNew = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<NewEvent> =>
  events.map(toNewEvent)

/** Interleaves lists one element at a time until all are used up. */
export const interleaved = <A>(...lists: ReadonlyArray<ReadonlyArray<A>>): ReadonlyArray<A> => {
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat()
}

/** The right of an either; throws if it is a left. */
export const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(`expected a result, got ${JSON.stringify(either.left)}`)
}

/** The left of an either; throws if it is a right. */
export const leftOf = <Err>(either: E.Either<Err, unknown>): Err => {
  if (E.isLeft(either)) return either.left
  throw new Error(`expected an error, got ${JSON.stringify(either.right)}`)
}

/** All events of a reader, in their order. */
export const readAllOf = async (
  reader: Pick<EventReader, 'readAll'>,
): Promise<ReadonlyArray<RecordedEvent>> =>
  rightOf(await collect(reader.readAll())()).map((positioned) => positioned.event)

/** The events of one stream, in their order. */
export const readStreamOf = async (
  reader: Pick<EventReader, 'read'>,
  stream: string,
): Promise<ReadonlyArray<RecordedEvent>> => rightOf(await collect(reader.read(stream))())

/** Opens a store with the first `length` events of one stream. */
export const storeOf = async (open: OpenStore, length: number): Promise<EventStore> => {
  const store = await open()
  if (length > 0) rightOf(await store.append(STREAM, range(length), 'no-stream')())
  return store
}

/** Opens a store and appends the given events in order. */
export const storeHolding = async <Store extends EventStore>(
  open: () => Promise<Store>,
  events: ReadonlyArray<RecordedEvent>,
): Promise<Store> => {
  const store = await open()
  let first = 0
  for (const [i, { stream, revision }] of events.entries()) {
    if (events[i + 1]?.stream === stream) continue
    const batch = events.slice(first, i + 1)
    const before = revision - batch.length
    rightOf(await store.append(stream, asNew(batch), before < 0 ? 'no-stream' : before)())
    first = i + 1
  }
  return store
}

/** Changes everything in a value that can be changed. */
export const overwrite = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    overwrite(inner)
    Reflect.set(value, key, 'changed')
  }
}

/** The ids of a stream's events in a store. */
export const idsIn = async (store: EventStore, stream = STREAM): Promise<ReadonlyArray<string>> =>
  (await readStreamOf(store, stream)).map(({ id }) => id)

/** The ids of events. */
export const idsOf = (events: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> =>
  events.map(({ id }) => id)
