import type { EventStore } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { appendBatches, onlyOne } from '../appending'
import { subscribeTo, type Appends } from '../subscription'
import { readEverything, readStream, sourceOf } from './reading'
import { emptyStoredEvents, logOf } from './stored-events'

/**
 * A store in memory, for the lifetime of the process. It behaves like a disk: events are encoded on
 * write and decoded on read, so changing what it returns does not change what it stores.
 */
export const memoryStore = (): EventStore => {
  const stored = emptyStoredEvents()
  const log = logOf(stored)
  const appends: Appends = { waiting: new Set() }

  const appendTogether: EventStore['appendTogether'] = (batches) => () => {
    const appended = appendBatches(log, batches)
    if (E.isRight(appended)) for (const wake of [...appends.waiting]) wake()
    return Promise.resolve(appended)
  }

  return {
    append: (stream, events, expected) => async () =>
      onlyOne(stream, await appendTogether([{ stream, events, expected }])()),
    appendTogether,
    read: (stream, options = {}) => readStream(stored, stream, options),
    readAll: (options = {}) => readEverything(stored, options),
    subscribe: (options = {}) => subscribeTo(sourceOf(stored, options), appends),
  }
}
