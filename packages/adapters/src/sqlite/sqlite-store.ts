import type { EventStore, StoreError } from '@kpi-ledger/core'
import type { Batch, Batches, CurrentRevision } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { appendBatches, onlyOne, type Log } from '../appending'
import { subscribeTo, type Appends } from '../subscription'
import { bundledDriver, type SqliteDriver } from './driver'
import { isConstraint, storeError } from './error'
import { guardOf } from './guard'
import { logOf, Undo } from './log'
import { closeDatabase, transactionsOf, type OpenDatabase } from './open-database'
import { openLedgerFile } from './open-ledger-file'
import { readingOf, type Attempt } from './reading'

/** Options of a store in an SQLite file. */
export interface SqliteOptions {
  /** Another SQLite driver, such as Node's own: `(location) => new DatabaseSync(location)`. */
  readonly driver?: SqliteDriver
  /** The interval at which a subscription polls for other processes' writes, in ms; 100 by default. */
  readonly poll?: number
}

/** A store in one file. */
export interface SqliteStore extends Required<EventStore> {
  /**
   * Ends all subscriptions and closes the file; every later call is `Unavailable`. If nobody else
   * has the file open, everything is then in that one file.
   */
  readonly close: () => void
}

type Appended = ReturnType<typeof appendBatches>

/**
 * Where a stream ends before a batch, assuming that the batch's expectation is right; null if it
 * states none.
 */
const revisionBefore = ({ events, expected }: Batch): CurrentRevision | null =>
  events.length === 0 || expected === 'any' || expected === 'stream-exists' ? null : expected

/** The error of an append that was committed, but it is not known to which file. */
const wentAway = (file: string): StoreError => ({
  _tag: 'TimedOut',
  reason: `${file} was moved, removed or replaced during an append; it is not known whether the file there now has its events`,
})

const storeOf = (file: string, opened: OpenDatabase, poll: number): SqliteStore => {
  const { database } = opened
  const log = logOf(file, database)
  /**
   * A log that looks up nothing the table itself would reject: used ids, and revisions out of
   * order.
   */
  const trusting: Log = {
    ...log,
    placesOf: null,
    currentRevision: (batch) => revisionBefore(batch) ?? log.currentRevision(batch),
  }
  const appends: Appends = { waiting: new Set() }
  const guard = guardOf(file, opened)
  const inTransaction = transactionsOf(database)
  let closed = false
  /** Why the place that appends go to is no longer known. */
  let lost: StoreError | null = null

  /** Runs work on the file if it is still in its place; `work` must check the schema itself. */
  const onFile: Attempt = (work) => {
    if (closed) return E.left({ _tag: 'Unavailable', reason: `${file}: the store is closed` })
    if (lost !== null) return E.left(lost)
    try {
      const fault = guard.moved()
      return fault === null ? work() : E.left(fault)
    } catch (e) {
      return E.left(e instanceof Undo ? e.reason : storeError(file, e))
    }
  }

  const attempt: Attempt = (work) =>
    onFile(() => {
      const fault = guard.schema()
      return fault === null ? work() : E.left(fault)
    })

  const wakeAll = (): void => {
    for (const wake of [...appends.waiting]) wake()
  }

  /** Appends as the only writer, after checking the schema. */
  const alone = <A>(append: () => E.Either<StoreError, A>): E.Either<StoreError, A> =>
    inTransaction(() => {
      const fault = guard.schema()
      return fault === null ? append() : E.left(fault)
    })

  /**
   * Appends, assuming that expectations are right and ids new, as most are; they are looked up if
   * that fails.
   */
  const appendOnce = (batches: ReadonlyArray<Batch>): Appended => {
    try {
      return alone(() => {
        const appended = appendBatches(trusting, batches)
        return E.isRight(appended) ? appended : appendBatches(log, batches)
      })
    } catch (e) {
      if (!isConstraint(e)) throw e
      return alone(() => appendBatches(log, batches))
    }
  }

  /** Appends batches as they are pulled; an error rolls back all of them. */
  const appendPulled = (batches: Batches, to: Log): E.Either<StoreError, null> => {
    for (const batch of batches) {
      const appended = E.isLeft(batch) ? batch : appendBatches(to, [batch.right])
      if (E.isLeft(appended)) throw new Undo(appended.left)
    }
    return E.right(null)
  }

  const appendEachOnce = (batches: Batches): E.Either<StoreError, null> => {
    try {
      return alone(() => appendPulled(batches, trusting))
    } catch (e) {
      if (!isConstraint(e) && !(e instanceof Undo && e.reason._tag === 'Conflict')) throw e
      return alone(() => appendPulled(batches, log))
    }
  }

  /** Appends, and succeeds only once the events are known to be in the file at the path. */
  const durable = <A>(append: () => E.Either<StoreError, A>): E.Either<StoreError, A> => {
    const appended = onFile(() => {
      const done = append()
      if (E.isLeft(done) || guard.moved() === null) return done
      lost = wentAway(file)
      return E.left(lost)
    })
    if (E.isRight(appended)) wakeAll()
    return appended
  }

  const appendTogether: EventStore['appendTogether'] = (batches) => async () =>
    durable(() => appendOnce(batches))

  const { read, readAll, sourceOf } = readingOf(file, database, attempt)

  return {
    append: (stream, events, expected) => async () =>
      onlyOne(stream, await appendTogether([{ stream, events, expected }])()),
    appendTogether,
    appendEach: (batches) => async () => durable(() => appendEachOnce(batches)),
    read,
    readAll,
    subscribe: (options = {}) => subscribeTo(sourceOf(options), appends, poll),
    close: () => {
      if (closed) return
      closed = true
      wakeAll()
      closeDatabase(database)
    },
  }
}

/**
 * Opens a store in an SQLite file, which is created if missing. Several processes may read and
 * write the same file; an append is durable once it has resolved. Reads and appends run on the
 * calling thread; a writer waits up to ten seconds for another.
 */
export const sqliteStore =
  (file: string, options: SqliteOptions = {}): TE.TaskEither<StoreError, SqliteStore> =>
  async () => {
    const { driver = bundledDriver, poll = 100 } = options
    return E.map((opened: OpenDatabase) => storeOf(file, opened, poll))(
      await openLedgerFile(file, driver, 'write'),
    )
  }
