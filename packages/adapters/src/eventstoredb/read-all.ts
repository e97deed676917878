import type { EventFilter, Pages, Positioned } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { admitting, wantedStream } from './admitting'
import { upToEnd } from './catch-up'
import type { LogPosition } from './client'
import type { Connection } from './connection'
import type { StreamNames } from './names'
import { readTail, type Placed } from './tail'

/** Whether an event of `$all` belongs to a stream that the filter asks for. */
export const wantedBy =
  (names: StreamNames, filter: EventFilter | undefined) =>
  ({ event }: Placed): boolean =>
    wantedStream(event, names, filter) !== null

/** The events of all contracts after a place, in the order the server accepted them. */
export async function* readAll(
  connection: Connection,
  after: LogPosition | null,
  filter: EventFilter | undefined,
): Pages<Positioned> {
  const { names, closing } = connection
  const tail = await readTail(connection, after, wantedBy(names, filter), closing)
  if (E.isLeft(tail)) {
    yield tail
    return
  }
  const admit = admitting(names, filter, after === null)
  for await (const page of upToEnd(
    connection,
    after,
    tail.right,
    names.prefixes(filter),
    closing,
  )) {
    if (E.isLeft(page)) {
      yield page
      return
    }
    const { events, error } = admit(page.right)
    if (events.length > 0) yield E.right(events)
    if (error !== null) {
      yield E.left(error)
      return
    }
  }
}
