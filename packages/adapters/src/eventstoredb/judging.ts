import { encodeLine, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import type { Appended, Batch, CurrentRevision } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { appendBatches, contentOf, onlyOne, type Log, type Place } from '../appending'
import { tooLong } from '../line-length'
import type { Connection } from './connection'
import type { KnownStream } from './known-streams'
import { readStream } from './read-stream'

const currentRevision = (known: KnownStream): CurrentRevision =>
  known.next() === 0 ? 'no-stream' : known.next() - 1

/** Reads what others have written to a stream in the meantime. */
export const refresh = async (
  connection: Connection,
  stream: string,
  known: KnownStream,
): Promise<E.Either<StoreError, null>> => {
  for await (const page of readStream(connection, stream, { from: known.next() })) {
    if (E.isLeft(page)) return page
    for (const { id, revision } of page.right) known.learn(id, revision)
  }
  known.inDoubt = false
  return E.right(null)
}

/** The places and content of the events whose ids a batch repeats. */
const placesOf = async (
  connection: Connection,
  { stream, events }: Batch,
  known: KnownStream,
): Promise<E.Either<StoreError, ReadonlyMap<string, Place>>> => {
  const places = new Map<string, Place>()
  const revisions = events
    .map(({ id }) => known.revisionOf(id))
    .filter((revision) => revision !== undefined)
  if (revisions.length === 0) return E.right(places)
  const from = Math.min(...revisions)
  const limit = Math.max(...revisions) - from + 1
  for await (const page of readStream(connection, stream, { from, limit })) {
    if (E.isLeft(page)) return page
    for (const event of page.right) {
      const { id, revision } = event
      if (known.revisionOf(id) === revision)
        places.set(id, { stream, revision, content: contentOf(event) })
    }
  }
  return E.right(places)
}

/** The outcome of checking a batch. */
export interface Judged {
  /** The answer to the caller once the events are written. */
  readonly answer: Appended
  /** The events to write, with their places. */
  readonly toWrite: ReadonlyArray<RecordedEvent>
}

/** Checks a batch against what is known about its stream, by the same rules as every store. */
export const judge = async (
  connection: Connection,
  batch: Batch,
  known: KnownStream,
): Promise<E.Either<StoreError, Judged>> => {
  const places = await placesOf(connection, batch, known)
  if (E.isLeft(places)) return places
  const toWrite: Array<RecordedEvent> = []
  const log: Log = {
    placesOf: () => places.right,
    currentRevision: () => toWrite.at(-1)?.revision ?? currentRevision(known),
    store: (events) => {
      for (const event of events) toWrite.push(event)
      return tooLong(events.map(encodeLine))
    },
  }
  const answer = onlyOne(batch.stream, appendBatches(log, [batch]))
  return E.isLeft(answer) ? answer : E.right({ answer: answer.right, toWrite })
}

/**
 * What is left of a batch to append: all of it, unless the server took the start of what was sent
 * for the whole append and nobody has written since. Different events that others sent with these
 * ids are `IdReused`.
 */
export const restOf = async (
  connection: Connection,
  batch: Batch,
  known: KnownStream,
  sent: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<StoreError, Batch>> => {
  const { stream, events } = batch
  const taken = sent.findIndex(({ id, revision }) => known.revisionOf(id) !== revision)
  const next = sent[taken]?.revision
  if (taken <= 0 || known.next() !== next) return E.right(batch)
  const start: Batch = { stream, events: events.slice(0, taken), expected: 'any' }
  const begun = await judge(connection, start, known)
  return E.map(() => ({ stream, events: events.slice(taken), expected: next - 1 }))(begun)
}
