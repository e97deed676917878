import type { RecordedEvent, StoreError } from '@kpi-ledger/core'
import type { Appended, Batch } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { inTime, late, type Connection } from './connection'
import { isConflict, isTransient, storeError } from './error'
import { encodeNewEvent } from './events.codec'
import { judge, refresh, restOf } from './judging'
import type { KnownStreams } from './known-streams'
import { isContractStream } from './names'
import { waitAfter } from './retry'

/**
 * The client's own deadline, as a multiple of the store's timeout. It cancels the call, and gRPC
 * ends a cancelled call before resetting it: if only some events have been sent by then, the server
 * can take them for the whole append. So the deadline comes long after the store has stopped
 * waiting, when everything has been sent. If the process was suspended meanwhile, or the connection
 * is given up, the next attempt sends the rest.
 */
const DEADLINE = 6

type Written = 'written' | 'overtaken'

/**
 * Writes checked events from a revision on. The result is `overtaken` if the stream is no longer at
 * its last known revision.
 */
const write = async (
  { client, credentials, timeout, names }: Connection,
  stream: string,
  first: number,
  events: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<StoreError, Written>> => {
  const last = first + events.length - 1
  const options = {
    // The stream may have grown since the events got their places.
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
    const reason = 'the stream was deleted and started again at another revision'
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
 * happens to remember, and events are written at an exact revision. An append whose answer was lost
 * is therefore retried with the same ids and written once, and one that was cut short is completed.
 */
export const append = async (
  connection: Connection,
  streams: KnownStreams,
  whole: Batch,
): Promise<E.Either<StoreError, Appended>> => {
  const { stream, expected } = whole
  const { retry } = connection
  const known = streams.get(stream)
  let upToDate = typeof expected === 'number' && known.next() > expected && !known.inDoubt
  let refreshed = false
  let batch = whole
  /** What was sent but not acknowledged, some of which may have been written. */
  let sent: ReadonlyArray<RecordedEvent> = []
  let seen = known.next()
  for (let failures = 0; ;) {
    if (!upToDate && isContractStream(stream)) {
      const read = await refresh(connection, stream, known)
      if (E.isLeft(read)) return read
      // Another append by this store may have read the stream in the meantime.
      if (known.next() > seen) failures = 0
      seen = known.next()
      refreshed = true
      const rest = await restOf(connection, batch, known, sent)
      if (E.isLeft(rest)) return rest
      batch = rest.right
    }
    const judged = await judge(connection, batch, known)
    if (E.isLeft(judged)) {
      if (judged.left._tag !== 'Conflict' || refreshed) return judged
      upToDate = false
      continue
    }
    const { answer, toWrite } = judged.right
    const [first] = toWrite
    if (first === undefined)
      return E.right(sent.length > 0 ? { ...answer, _tag: 'Appended' } : answer)
    const written = await write(connection, stream, first.revision, toWrite)
    if (E.isRight(written) && written.right === 'written') {
      for (const { id, revision } of toWrite) known.learn(id, revision)
      return E.right(answer)
    }
    const error = E.isLeft(written) ? written.left : cannotBeRead
    if (E.isLeft(written)) {
      if (!isTransient(error)) return written
      known.inDoubt = true
      sent = toWrite
    }
    upToDate = false
    // If overtaken, there is something new to read at once.
    if (E.isRight(written) && failures++ === 0) continue
    if (++failures >= retry.attempts) return E.left(error)
    await waitAfter(failures, retry)
  }
}
