import {
  canonicalJson,
  collect,
  toEnvelope,
  toNewEvent,
  type Batch,
  type EventStore,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import type * as TE from 'fp-ts/lib/TaskEither'
import { readLedgerFile } from './ledger-file'

/** What an import did to one stream. */
export interface ImportedStream {
  readonly stream: string
  /** Events the store did not have before. */
  readonly added: number
  /** Events of the file that the store already had, the same to the last letter. */
  readonly known: number
}

const byStream = (events: ReadonlyArray<RecordedEvent>): Map<string, Array<RecordedEvent>> => {
  const streams = new Map<string, Array<RecordedEvent>>()
  for (const event of events) {
    const stream = streams.get(event.stream)
    if (stream === undefined) streams.set(event.stream, [event])
    else stream.push(event)
  }
  return streams
}

const isSame = (a: RecordedEvent, b: RecordedEvent | undefined): boolean =>
  b === undefined || canonicalJson(toEnvelope(a)) === canonicalJson(toEnvelope(b))

/** What is left to append, once the store's own events prove to be the start of the file's. */
const batchFor = (
  stream: string,
  offered: ReadonlyArray<RecordedEvent>,
  held: ReadonlyArray<RecordedEvent>,
): E.Either<StoreError, Batch> => {
  const parting = held.findIndex((event, i) => !isSame(event, offered[i]))
  if (parting !== -1)
    return E.left({
      _tag: 'Conflict',
      stream,
      expected: parting === 0 ? 'no-stream' : parting - 1,
      actual: held.length - 1,
    })
  return E.right({
    stream,
    events: offered.slice(held.length).map(toNewEvent),
    expected: held.length === 0 ? 'no-stream' : held.length - 1,
  })
}

/**
 * Takes a ledger file into a store, whole or not at all, keeping every envelope. Events that the
 * store already has are passed over; where it has others in their place, that is a `Conflict`.
 * Any bad line is `Corrupt`, named by its number, and nothing is taken.
 */
export const importLedgerFile =
  (path: string, store: EventStore): TE.TaskEither<StoreError, ReadonlyArray<ImportedStream>> =>
  async () => {
    const events = await collect(readLedgerFile(path))()
    if (E.isLeft(events)) return events
    const batches: Array<Batch> = []
    const imported: Array<ImportedStream> = []
    for (const [stream, offered] of byStream(events.right)) {
      const held = await collect(store.read(stream))()
      if (E.isLeft(held)) return held
      const batch = batchFor(stream, offered, held.right)
      if (E.isLeft(batch)) return batch
      const added = batch.right.events.length
      imported.push({ stream, added, known: offered.length - added })
      if (added > 0) batches.push(batch.right)
    }
    const appended = await store.appendTogether(batches)()
    return E.isLeft(appended) ? appended : E.right(imported)
  }
