import { type EventStoreDBClient as DBClient } from '@eventstore/db-client'
import {
  fileCheckpoints,
  importLedgerFile,
  ledgerFile,
  memoryCheckpoints,
  memoryStore,
} from '@kpi-ledger/adapters'
import {
  eventStoreDBStore,
  type EventStoreDBClient,
  type EventStoreDBStore,
} from '@kpi-ledger/adapters/eventstoredb'
import {
  type sqliteCheckpoints,
  sqliteStore,
  type SqliteDriver,
  type SqliteStore,
} from '@kpi-ledger/adapters/sqlite'
import type { CheckpointStore, EventStore, StoreError } from '@kpi-ledger/core'
import type { EventReader, EventWriter } from '@kpi-ledger/core/store'
import { DatabaseSync } from '@photostructure/sqlite'
import { expectTypeOf } from 'expect-type'
import type * as TE from 'fp-ts/TaskEither'

describe('stores', () => {
  it('are stores of the port, with more members only if there is something to close', () => {
    expectTypeOf(memoryStore).returns.toEqualTypeOf<EventStore>()
    expectTypeOf<SqliteStore>().toExtend<EventStore>()
    expectTypeOf<EventStoreDBStore>().toExtend<EventStore>()
    expectTypeOf<EventStoreDBStore['close']>().returns.toEqualTypeOf<Promise<void>>()
  })

  it('are opened with errors as values', () => {
    expectTypeOf(sqliteStore).returns.toEqualTypeOf<TE.TaskEither<StoreError, SqliteStore>>()
    expectTypeOf(eventStoreDBStore).returns.toEqualTypeOf<
      TE.TaskEither<StoreError, EventStoreDBStore>
    >()
  })

  it('do not include ledger files, which are read-only', () => {
    expectTypeOf(ledgerFile).returns.toEqualTypeOf<EventReader>()
    expectTypeOf<EventReader>().not.toExtend<EventStore>()
    expectTypeOf(importLedgerFile).parameter(1).toEqualTypeOf<EventWriter>()
  })

  it('keep checkpoints', () => {
    expectTypeOf(memoryCheckpoints).returns.toEqualTypeOf<CheckpointStore>()
    expectTypeOf(fileCheckpoints).returns.toEqualTypeOf<CheckpointStore>()
    expectTypeOf<ReturnType<typeof sqliteCheckpoints>>().toExtend<
      TE.TaskEither<StoreError, CheckpointStore>
    >()
  })
})

describe('what is given to them', () => {
  it('may be the real client of EventStoreDB', () => {
    expectTypeOf<DBClient>().toExtend<EventStoreDBClient>()
  })

  it('may be a driver of SQLite with the interface of node:sqlite', () => {
    expectTypeOf((file: string) => new DatabaseSync(file)).toExtend<SqliteDriver>()
  })
})
