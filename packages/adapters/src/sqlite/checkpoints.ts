import type { CheckpointStore, StoreError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { decodeCheckpoint } from './checkpoint-row.codec'
import { bundledDriver, type SqliteDatabase, type SqliteDriver } from './driver'
import { storeError } from './error'
import { closeDatabase, openDatabase, type OpenDatabase, type Schema } from './open-database'

/** Options of checkpoints in an SQLite file. */
export interface SqliteCheckpointOptions {
  /** Another SQLite driver; see `SqliteOptions`. */
  readonly driver?: SqliteDriver
}

/** Checkpoints in one file. */
export interface SqliteCheckpoints extends CheckpointStore {
  /** Closes the file; every later call is `Unavailable`. */
  readonly close: () => void
}

/** "KPIC": identifies a file of checkpoints among SQLite files. */
const schema: Schema = {
  applicationId: 0x4b_50_49_43,
  migrations: [
    `CREATE TABLE checkpoints (
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      position TEXT NOT NULL,
      state TEXT,
      PRIMARY KEY (name, version)
    ) STRICT`,
  ],
  check: () => null,
}

const checkpointsIn = (file: string, database: SqliteDatabase): SqliteCheckpoints => {
  const load = database.prepare(
    'SELECT position, state FROM checkpoints WHERE name = ? AND version = ?',
  )
  const save = database.prepare('INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)')
  let closed = false

  const attempt = <A>(work: () => A): E.Either<StoreError, A> => {
    if (closed) return E.left({ _tag: 'Unavailable', reason: `${file}: the file is closed` })
    return E.tryCatch(work, (e) => storeError(file, e))
  }

  return {
    load:
      ({ name, version }) =>
      async () =>
        attempt(() => decodeCheckpoint(load.get(name, version))),
    save:
      ({ name, version }, { position, state }) =>
      async () =>
        attempt(() => void save.get(name, version, position, state)),
    close: () => {
      if (closed) return
      closed = true
      closeDatabase(database)
    },
  }
}

/**
 * Keeps checkpoints in a separate SQLite file, which is created if missing; a ledger's file is
 * refused. A checkpoint is durable once `save` has resolved.
 */
export const sqliteCheckpoints =
  (
    file: string,
    { driver = bundledDriver }: SqliteCheckpointOptions = {},
  ): TE.TaskEither<StoreError, SqliteCheckpoints> =>
  async () =>
    E.map(({ database }: OpenDatabase) => checkpointsIn(file, database))(
      await openDatabase(file, driver, 'write', schema),
    )
