import type { StoreError } from '@kpi-ledger/core'
import type { EventReader, EventWriter, Pages } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'

/** Opens a store. */
type Open = () => Promise<E.Either<StoreError, Required<EventWriter>>>

/**
 * A store whose file does not exist yet. It has no events, and its first append creates the file,
 * so that a refused command or import leaves nothing behind.
 */
export const madeOnAppend = (exists: () => boolean, open: Open): Required<EventWriter> => {
  async function* pages<A>(read: (reader: EventReader) => Pages<A>): Pages<A> {
    if (!exists()) return
    const store = await open()
    if (E.isLeft(store)) yield store
    else yield* read(store.right)
  }
  const opened = async <A>(
    work: (store: Required<EventWriter>) => Promise<E.Either<StoreError, A>>,
  ): Promise<E.Either<StoreError, A>> => {
    const store = await open()
    return E.isLeft(store) ? store : work(store.right)
  }
  return {
    read: (stream, options) => pages((reader) => reader.read(stream, options)),
    readAll: (options) => pages((reader) => reader.readAll(options)),
    append: (stream, events, expected) => () =>
      opened((store) => store.append(stream, events, expected)()),
    appendTogether: (batches) => () => opened((store) => store.appendTogether(batches)()),
    appendEach: (batches) => () => opened((store) => store.appendEach(batches)()),
  }
}
