import { createHash } from 'node:crypto'
import type { RecordedEvent, StoreError } from '@kpi-ledger/core'
import { eventEntry, eventLeaf, MerkleEdge } from '@kpi-ledger/core/proofs'
import {
  collect,
  type Batch,
  type EventReader,
  type EventWriter,
  type Pages,
} from '@kpi-ledger/core/store'
import { isAhead, toHex, toNewEvent } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { nodeHashing } from '../node-hashing'
import type { Examine } from './admission'
import { readByContract } from './by-contract'
import { ledgerFile } from './ledger-file'
import { partsOf } from './parts'
import { readAgain } from './read-again'

/** The result of an import for one stream. */
export interface ImportedStream {
  /** Name of the stream. */
  readonly stream: string
  /** Events that were new to the store. */
  readonly added: number
  /** Events of the file that the store already had, unchanged. */
  readonly known: number
}

/** Progress of an import: events read from the file, or passed to the store. */
export interface ImportProgress {
  /** What is being done. */
  readonly doing: 'reading' | 'writing'
  /** Number of events so far. */
  readonly events: number
}

/** Options of an import. */
export interface ImportOptions {
  /**
   * Allows importing in parts, stream by stream, into a store that cannot take the file at once. An
   * interrupted import has imported the first parts; running it again imports the rest.
   */
  readonly inParts?: boolean
  /** Called as the import goes on. */
  readonly onProgress?: (progress: ImportProgress) => void
  /** The current instant, `YYYY-MM-DDTHH:mm:ss.sssZ`; by default from the system clock. */
  readonly now?: () => string
  /**
   * A further check of each event, given its contract's history including it: the reason why it may
   * not be imported, or null. `publicationAdmission` of `@kpi-ledger/projections` checks
   * publications (M25a).
   */
  readonly examine?: Examine
}

/** A stream of the file, and how much of it the store has. */
interface Offered {
  /** Number of its events in the file. */
  size: number
  /** Number of its events in the store. */
  readonly held: number
  /** The log of its first events in the file, up to as many as the store has. */
  readonly start: MerkleEdge
  /** Its events in the file, if they are kept. */
  readonly events: Array<RecordedEvent>
}

type Streams = Map<string, Offered>

/** Number of events of a stream in the store. */
const sizeIn = async (
  store: EventReader,
  stream: string,
): Promise<E.Either<StoreError, number>> => {
  const last = await collect(store.read(stream, { direction: 'backwards', limit: 1 }))()
  return E.map((events: ReadonlyArray<RecordedEvent>) => (events[0]?.revision ?? -1) + 1)(last)
}

/** What was found in a file whose lines are all valid. */
interface ReadFile {
  readonly streams: Streams
  readonly sha256: string
}

/** Reads a file, and keeps its events or not; fails on one dated more than a day after the clock (M20). */
const readFile = async (
  path: string,
  store: EventReader,
  { now, examine, onProgress }: ImportOptions,
  keeps: boolean,
): Promise<E.Either<StoreError, ReadFile>> => {
  const clock = now?.() ?? new Date().toISOString()
  const admitted: Examine = (history, event) =>
    isAhead(event.recordedAt, clock)
      ? `recordedAt: ${event.recordedAt} is more than a day after the clock of this import, ${clock}`
      : (examine?.(history, event) ?? null)
  const hash = createHash('sha256')
  const streams: Streams = new Map()
  let events = 0
  for await (const page of readByContract(path, admitted, (chunk) => hash.update(chunk))) {
    if (E.isLeft(page)) return page
    for (const event of page.right) {
      let offered = streams.get(event.stream)
      if (offered === undefined) {
        const held = await sizeIn(store, event.stream)
        if (E.isLeft(held)) return held
        offered = { size: 0, held: held.right, start: new MerkleEdge(nodeHashing), events: [] }
        streams.set(event.stream, offered)
      }
      offered.size++
      if (event.revision < offered.held) offered.start.append(eventLeaf(event, nodeHashing))
      if (keeps) offered.events.push(event)
      onProgress?.({ doing: 'reading', events: ++events })
    }
  }
  return E.right({ streams, sha256: hash.digest('hex') })
}

async function* eventsOf(
  pages: Pages<RecordedEvent>,
): AsyncGenerator<E.Either<StoreError, RecordedEvent>> {
  for await (const page of pages)
    if (E.isLeft(page)) yield page
    else for (const event of page.right) yield E.right(event)
}

/** The first revision at which a stream in the file differs from the store. */
const partingOf = async (
  path: string,
  store: EventReader,
  stream: string,
): Promise<E.Either<StoreError, number>> => {
  const held = eventsOf(store.read(stream))
  let revision = 0
  for await (const offered of eventsOf(ledgerFile(path).read(stream))) {
    if (E.isLeft(offered)) return offered
    const next = await held.next()
    if (next.done === true) break
    if (E.isLeft(next.value)) return next.value
    if (eventEntry(next.value.right) !== eventEntry(offered.right)) break
    revision++
  }
  await held.return(undefined)
  return E.right(revision)
}

/** Compares a stream in the store with the start of the same stream in the file. */
const compareStream = async (
  path: string,
  store: EventReader,
  stream: string,
  { held, start }: Offered,
): Promise<E.Either<StoreError, null>> => {
  const edge = new MerkleEdge(nodeHashing)
  if (start.size > 0)
    for await (const page of store.read(stream, { limit: start.size })) {
      if (E.isLeft(page)) return page
      for (const event of page.right) edge.append(eventLeaf(event, nodeHashing))
    }
  if (toHex(edge.root()) === toHex(start.root())) return E.right(null)
  const parting = await partingOf(path, store, stream)
  if (E.isLeft(parting)) return parting
  const expected = parting.right === 0 ? 'no-stream' : parting.right - 1
  return E.left({ _tag: 'Conflict', stream, expected, actual: held - 1 })
}

const cannotBeWhole = ({ _tag }: StoreError): boolean =>
  _tag === 'NotSupported' || _tag === 'TooLarge'

const appendAll = async (
  store: EventWriter,
  batches: ReadonlyArray<Batch>,
  { inParts = false, onProgress }: ImportOptions,
): Promise<E.Either<StoreError, null>> => {
  const whole = await store.appendTogether(batches)()
  if (E.isRight(whole)) return E.right(null)
  if (!inParts || !cannotBeWhole(whole.left)) return whole
  let written = 0
  for (const part of batches.flatMap(partsOf)) {
    const appended = await store.append(part.stream, part.events, part.expected)()
    if (E.isLeft(appended)) return appended
    written += part.events.length
    onProgress?.({ doing: 'writing', events: written })
  }
  return E.right(null)
}

/** The events missing from the store, as batches by stream, to be appended together. */
const batchesOf = (streams: Streams): ReadonlyArray<Batch> =>
  [...streams].flatMap(([stream, { held, events }]) => {
    const added = events.slice(held)
    const expected = held === 0 ? 'no-stream' : held - 1
    return added.length === 0 ? [] : [{ stream, events: added.map(toNewEvent), expected }]
  })

/**
 * Imports a ledger file into a store, all or nothing, preserving every envelope. Events already in
 * the store are skipped; different events in their place are a `Conflict`. An invalid line is
 * `Corrupt`, with its number, and nothing is imported; so is an event dated more than a day after
 * the clock (M20). A store limited to one stream or to small appends gives `NotSupported` or
 * `TooLarge`, unless `inParts` is set.
 *
 * A store that takes batches one by one (`appendEach`) gets them in the order of the file, which is
 * read twice and never kept in memory; `Unavailable` if it was written to meanwhile.
 */
export const importLedgerFile =
  (
    path: string,
    store: EventWriter,
    options: ImportOptions = {},
  ): TE.TaskEither<StoreError, ReadonlyArray<ImportedStream>> =>
  async () => {
    const { appendEach } = store
    const read = await readFile(path, store, options, appendEach === undefined)
    if (E.isLeft(read)) return read
    const { streams, sha256 } = read.right
    for (const [stream, offered] of streams) {
      const compared = await compareStream(path, store, stream, offered)
      if (E.isLeft(compared)) return compared
    }
    const imported = [...streams].map(([stream, { size, held }]) => {
      const known = Math.min(size, held)
      return { stream, added: size - known, known }
    })
    if (imported.every(({ added }) => added === 0)) return E.right(imported)
    const held = (stream: string): number => streams.get(stream)?.held ?? 0
    const onBatch = (written: number): void =>
      options.onProgress?.({ doing: 'writing', events: written })
    const appended =
      appendEach === undefined
        ? await appendAll(store, batchesOf(streams), options)
        : await appendEach(readAgain({ path, sha256, held, onBatch }))()
    return E.isLeft(appended) ? appended : E.right(imported)
  }
