import * as E from 'fp-ts/Either'
import { eventFor, type Command, type PublishScorecard } from './contract/command.codec'
import { streamOf, type RecordedEvent } from './events/envelope'
import type { History } from './history/history'
import { isSameJson } from './schema/same-json'
import type { EventReader } from './store/event-store'
import type { StoreError } from './store/store-error'

/** The events of a contract that have one of these ids, by id. */
export const eventsWithIds = async (
  store: Pick<EventReader, 'read'>,
  contract: string,
  { origins }: History,
  ids: ReadonlySet<string>,
): Promise<E.Either<StoreError, ReadonlyMap<string, RecordedEvent>>> => {
  const found = new Map<string, RecordedEvent>()
  if (ids.size === 0) return E.right(found)
  let [from, last] = [Infinity, -1]
  for (const id of ids) {
    const revision = origins.revisionOf(id)
    if (revision === -1) continue
    from = Math.min(from, revision)
    last = Math.max(last, revision)
  }
  if (last === -1) return E.right(found)
  const limit = last - from + 1
  for await (const page of store.read(streamOf(contract), { from, limit })) {
    if (E.isLeft(page)) return page
    for (const event of page.right) if (ids.has(event.id)) found.set(event.id, event)
  }
  return E.right(found)
}

/** Whether an event is what a command asks for; metadata may differ, as it does from call to call. */
export const isEventOf = (
  command: Command | PublishScorecard,
  { stream, type, data }: RecordedEvent,
): boolean => stream === streamOf(command.contract) && isSameJson(eventFor(command), { type, data })
