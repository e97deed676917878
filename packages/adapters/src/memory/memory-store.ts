import type { Appended, Batch, EventStore, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import { readEverything, readStream } from './reading'
import {
  currentRevision,
  emptyStoredEvents,
  encodeBatch,
  judgeBatch,
  storeBatch,
  type StoredEvents,
} from './stored-events'
import { subscribeTo, type Appends } from './subscription'

const appendAll = (
  stored: StoredEvents,
  batches: ReadonlyArray<Batch>,
): E.Either<StoreError, ReadonlyArray<Appended>> => {
  const judged: Array<{ batch: Batch; lines: ReadonlyArray<string> | null }> = []
  for (const batch of batches) {
    const verdict = judgeBatch(stored, batch)
    if (typeof verdict === 'object') return E.left(verdict)
    const lines = encodeBatch(stored, batch)
    if (E.isLeft(lines)) return lines
    judged.push({ batch, lines: verdict === 'new' ? lines.right : null })
  }
  return E.right(
    judged.map(({ batch, lines }): Appended => {
      const { stream, events } = batch
      if (lines !== null) storeBatch(stored, batch, lines)
      const last = events.at(-1)
      const revision =
        last === undefined
          ? currentRevision(stored, stream)
          : (stored.ids.get(last.id)?.revision ?? 'no-stream')
      return { _tag: lines === null ? 'AlreadyAppended' : 'Appended', stream, revision }
    }),
  )
}

const nothingAppended = (stream: string): Appended => ({
  _tag: 'Appended',
  stream,
  revision: 'no-stream',
})

const firstRepeated = (names: ReadonlyArray<string>): string | undefined => {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}

/** What keeps batches from being judged one by one: a stream or an id that two of them share. */
const sharedBy = (batches: ReadonlyArray<Batch>): StoreError | null => {
  const stream = firstRepeated(batches.map((batch) => batch.stream))
  if (stream !== undefined) {
    const reason = `${stream} stands in more than one batch`
    return { _tag: 'NotSupported', operation: 'appending these batches together', reason }
  }
  const id = firstRepeated(batches.flatMap(({ events }) => events.map((event) => event.id)))
  return id === undefined ? null : { _tag: 'IdReused', id }
}

/**
 * A store that lives and dies with the process. It behaves like a disk: events are encoded when
 * written and decoded when read, so what it returns cannot change what it holds.
 */
export const memoryStore = (): EventStore => {
  const stored = emptyStoredEvents()
  const appends: Appends = { waiting: new Set() }

  const appendTogether: EventStore['appendTogether'] = (batches) => () => {
    const shared = sharedBy(batches)
    if (shared !== null) return Promise.resolve(E.left(shared))
    const appended = appendAll(stored, batches)
    if (E.isRight(appended)) for (const wake of [...appends.waiting]) wake()
    return Promise.resolve(appended)
  }

  return {
    append: (stream, events, expected) => async () => {
      const appended = await appendTogether([{ stream, events, expected }])()
      if (E.isLeft(appended)) return appended
      const [only = nothingAppended(stream)] = appended.right
      return E.right(only)
    },
    appendTogether,
    read: (stream, options = {}) => readStream(stored, stream, options),
    readAll: (options = {}) => readEverything(stored, options),
    subscribe: (options = {}) => subscribeTo(stored, appends, options),
  }
}
