import type { RecordedEvent, StoreError } from '@kpi-ledger/core'
import type { Pages, ReadOptions } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type { ClientResolvedEvent } from './client'
import type { Connection } from './connection'
import { checkMissing } from './deleted-stream'
import { isNotFound, storeError } from './error'
import { decodeClientEvent, eventGone } from './events.codec'
import { isContractStream } from './names'
import { PAGE, pagesOf, type Source } from './pages'
import { resuming } from './retry'

const decodePage = (
  page: ReadonlyArray<ClientResolvedEvent>,
  stream: string,
): { readonly events: Array<RecordedEvent>; readonly error: E.Left<StoreError> | null } => {
  const events: Array<RecordedEvent> = []
  for (const { event } of page) {
    if (event === undefined) continue
    const decoded = decodeClientEvent(event, stream)
    if (E.isLeft(decoded)) return { events, error: decoded }
    events.push(decoded.right)
  }
  return { events, error: null }
}

/**
 * The events of one stream. After a lost connection, reading resumes where it stopped. A missing
 * event is an error, since a ledger never forgets. Reads go to the leader, because the next append
 * is judged by what is read.
 */
export async function* readStream(
  connection: Connection,
  stream: string,
  options: ReadOptions = {},
): Pages<RecordedEvent> {
  const { direction = 'forwards' } = options
  const forwards = direction === 'forwards'
  let from = options.from ?? (forwards ? 0 : null)
  let left = Math.min(options.limit ?? Infinity, Number.MAX_SAFE_INTEGER)
  if (!isContractStream(stream) || left <= 0) return
  if (from !== null && from < 0) {
    if (!forwards) return
    from = 0
  }
  const seen = { missing: false, any: false }

  const source = (): Source => {
    const readable = connection.client.readStream(
      connection.names.onServer(stream),
      {
        fromRevision: from === null ? 'end' : BigInt(from),
        direction,
        maxCount: left,
        requiresLeader: true,
      },
      { highWaterMark: PAGE },
    )
    return {
      readable,
      cancel: () => readable.cancel(),
      errorOf: (e) => {
        seen.missing = isNotFound(e)
        return seen.missing ? null : storeError(e, stream)
      },
      timeout: connection.timeout,
      signal: connection.closing,
    }
  }

  for await (const page of resuming(connection.retry, () => pagesOf(source), connection.closing)) {
    if (E.isLeft(page)) {
      yield page
      return
    }
    const { events, error } = decodePage(page.right, stream)
    for (const [i, { revision }] of events.entries()) {
      // Backwards, the first event may be anywhere at or before the requested revision.
      if (from !== null && revision !== from && (forwards || seen.any || revision > from)) {
        if (i > 0) yield E.right(events.slice(0, i))
        yield E.left(eventGone(stream, from))
        return
      }
      from = forwards ? revision + 1 : revision - 1
      seen.any = true
    }
    if (events.length > 0) yield E.right(events)
    if (error !== null) {
      yield error
      return
    }
    left -= events.length
    if (left <= 0 || from === -1) return
  }
  if (connection.closing.aborted) return
  if (seen.missing) {
    const checked = await checkMissing(connection, stream)
    if (E.isLeft(checked)) yield checked
  } else if (from !== null && (forwards ? !seen.any && from === 0 : seen.any))
    // An existing stream starts at revision 0, where a backward read ends.
    yield E.left(eventGone(stream, from))
}
