import { collect, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import type { Batch, EventWriter } from '@kpi-ledger/core/store'
import {
  canonicalJson,
  foldPages,
  isAhead,
  toEnvelope,
  toNewEvent,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import type { Examine } from './admission'
import { readLedgerFile } from './ledger-file'
import { partsOf } from './parts'

/** The result of an import for one stream. */
export interface ImportedStream {
  readonly stream: string
  /** Events that were new to the store. */
  readonly added: number
  /** Events of the file that the store already had, identical. */
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

/**
 * The events still to append, once the events in the store prove to be the start of those in the
 * file.
 */
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

/** Progress of an import: events read from the file, or passed to the store. */
export interface ImportProgress {
  readonly doing: 'reading' | 'writing'
  readonly events: number
}

export interface ImportOptions {
  /**
   * Allows importing in parts, stream by stream, into a store that cannot take the file at once. An
   * interrupted import has imported the first parts; running it again imports the rest.
   */
  readonly inParts?: boolean
  readonly onProgress?: (progress: ImportProgress) => void
  /** The current instant, `YYYY-MM-DDTHH:mm:ss.sssZ`; by default from the system clock. */
  readonly now?: () => string
  /**
   * Further checks of each event, once it was added to the history of its contract: the reason why
   * it may not be imported, or null. `publicationAdmission` of `@kpi-ledger/projections` checks what
   * was published (M25a).
   */
  readonly examine?: Examine
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

/** Objects to events dated more than a day after the clock (M20), besides what the caller checks. */
const examining = ({ now, examine }: ImportOptions): Examine => {
  const clock = now?.() ?? new Date().toISOString()
  return (history, event) =>
    isAhead(event.recordedAt, clock)
      ? `recordedAt: ${event.recordedAt} is more than a day after the clock of this import, ${clock}`
      : (examine?.(history, event) ?? null)
}

const readAll = (
  path: string,
  options: ImportOptions,
): TE.TaskEither<StoreError, Array<RecordedEvent>> =>
  foldPages<RecordedEvent, Array<RecordedEvent>>(
    readLedgerFile(path, examining(options)),
    [],
    (all, event) => {
      all.push(event)
      options.onProgress?.({ doing: 'reading', events: all.length })
      return E.right(all)
    },
  )

/**
 * Imports a ledger file into a store, all or nothing, preserving every envelope. Events already in
 * the store are skipped; different events in their place are a `Conflict`. An invalid line is
 * `Corrupt`, with its number, and nothing is imported; so is an event dated more than a day after the
 * clock (M20). A store limited to one stream or to small
 * appends answers `NotSupported` or `TooLarge`, unless `inParts` is set.
 */
export const importLedgerFile =
  (
    path: string,
    store: EventWriter,
    options: ImportOptions = {},
  ): TE.TaskEither<StoreError, ReadonlyArray<ImportedStream>> =>
  async () => {
    const events = await readAll(path, options)()
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
    const appended = await appendAll(store, batches, options)
    return E.isLeft(appended) ? appended : E.right(imported)
  }
