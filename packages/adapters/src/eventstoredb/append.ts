import { encodeLine, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import type { Appended, Batch, CurrentRevision } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { appendBatches, contentOf, onlyOne, type Log, type Place } from '../appending'
import { tooLong } from '../line-length'
import { inTime, late, type Connection } from './connection'
import { isConflict, isTransient, storeError } from './error'
import { encodeNewEvent } from './events.codec'
import type { KnownStream, KnownStreams } from './known-streams'
import { isContractStream } from './names'
import { readStream } from './read-stream'
import { waitAfter } from './retry'

const currentRevision = (known: KnownStream): CurrentRevision =>
  known.next() === 0 ? 'no-stream' : known.next() - 1

/** Reads what others have written in the meantime. */
const refresh = async (
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

interface Judged {
  readonly answer: Appended
  /** The events to write, with their places. */
  readonly toWrite: ReadonlyArray<RecordedEvent>
}

/** Checks a batch against what is known of its stream, as every store does. */
const judge = async (
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
 * The client's own deadline, in times of the store's. It cancels the call, and gRPC ends a cancelled
 * call before it resets it: had only some events been sent by then, the server could take them for
 * all. So it comes long after the store has stopped waiting, when everything was sent.
 */
const DEADLINE = 6

type Written = 'written' | 'overtaken'

/**
 * Writes checked events. Overtaken: the stream is no longer at the revision it was known to be at.
 */
const write = async (
  { client, credentials, timeout, names }: Connection,
  stream: string,
  events: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<StoreError, Written>> => {
  const first = events[0]?.revision ?? 0
  const last = events.at(-1)?.revision ?? 0
  const options = {
    // More may be known of the stream by now than when the events got their places.
    expectedRevision: first === 0 ? ('no_stream' as const) : BigInt(first - 1),
    deadline: DEADLINE * timeout,
    ...(credentials === null ? {} : { credentials }),
  }
  try {
    const answer = client.appendToStream(
      names.onServer(stream),
      events.map(encodeNewEvent),
      options,
    )
    const appended = await inTime(answer, timeout)
    if (appended === 'late') return E.left(late(timeout))
    if (!appended.success) return E.right('overtaken')
    if (appended.nextExpectedRevision === BigInt(last)) return E.right('written')
    const reason = 'the stream was deleted and begun again at another revision'
    return E.left({ _tag: 'Corrupt', stream, revision: last, at: stream, reason })
  } catch (e) {
    return isConflict(e) ? E.right('overtaken') : E.left(storeError(e, stream))
  }
}

const cannotBeRead: StoreError = {
  _tag: 'Unavailable',
  reason: 'the node that is read from is behind the one that is written to',
}

/**
 * Appends to one stream. Ids are checked against the stream itself, never against what the server
 * happens to remember, and events are written at an exact revision; so an append whose answer was
 * lost is retried with the same ids and written once.
 */
export const append = async (
  connection: Connection,
  streams: KnownStreams,
  batch: Batch,
): Promise<E.Either<StoreError, Appended>> => {
  const { stream, expected } = batch
  const { retry } = connection
  const known = streams.get(stream)
  let upToDate = typeof expected === 'number' && known.next() > expected && !known.inDoubt
  let refreshed = false
  let tried = false
  let seen = known.next()
  for (let failures = 0; ;) {
    if (!upToDate && isContractStream(stream)) {
      const read = await refresh(connection, stream, known)
      if (E.isLeft(read)) return read
      // Another append by this store may have read it in the meantime.
      if (known.next() > seen) failures = 0
      seen = known.next()
      refreshed = true
    }
    const judged = await judge(connection, batch, known)
    if (E.isLeft(judged)) {
      if (judged.left._tag !== 'Conflict' || refreshed) return judged
      upToDate = false
      continue
    }
    const { answer, toWrite } = judged.right
    if (toWrite.length === 0) return E.right(tried ? { ...answer, _tag: 'Appended' } : answer)
    const written = await write(connection, stream, toWrite)
    if (E.isRight(written) && written.right === 'written') {
      for (const { id, revision } of toWrite) known.learn(id, revision)
      return E.right(answer)
    }
    const error = E.isLeft(written) ? written.left : cannotBeRead
    if (E.isLeft(written)) {
      if (!isTransient(error)) return written
      known.inDoubt = true
      tried = true
    }
    upToDate = false
    // If overtaken, there is something new to read at once.
    if (E.isRight(written) && failures++ === 0) continue
    if (++failures >= retry.attempts) return E.left(error)
    await waitAfter(failures, retry)
  }
}
