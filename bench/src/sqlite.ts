import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { sqliteStore, type SqliteStore } from '@kpi-ledger/adapters/sqlite'
import type { NewEvent, Pages } from '@kpi-ledger/core/store'
import { branded, toNewEvent } from '@kpi-ledger/core/unstable'
import { generateLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { collectGarbage } from './collect-garbage'
import { printRates, raceTasks } from './measure'
import { pieces } from './pieces'

const STREAM = 'kpiContract-a'
/** Many short rounds, since the disk and the machine change their speed within seconds. */
const ROUNDS = 100
const PAGE = 256

const must = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const contractLife = (events: number): ReadonlyArray<NewEvent> =>
  [...generateLedger({ events, contracts: 1 })].map(toNewEvent)

const withNewIds = (events: ReadonlyArray<NewEvent>): ReadonlyArray<NewEvent> =>
  events.map((event) => ({ ...event, id: branded(randomUUID()) }))

interface Row {
  readonly position: number
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly version: number
  readonly recorded_at: string
  readonly data: string
  readonly metadata: string | null
}

/** The settings with which the store opens its file. */
const SETTINGS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;'

/**
 * The table without its safeguards: no triggers, and no check that data is JSON. Raced only to show
 * what those safeguards cost.
 */
const UNGUARDED = `CREATE TABLE events (position INTEGER PRIMARY KEY AUTOINCREMENT,
  stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
  version INTEGER NOT NULL, recorded_at TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT,
  UNIQUE (stream, revision)) STRICT`

/** The schema of a file that the store created: its table, indexes, constraints and triggers. */
const schemaOf = (file: string): string => {
  const database = new DatabaseSync(file)
  const made = database
    .prepare(
      `SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index', 'trigger')
      AND tbl_name = 'events' AND sql IS NOT NULL`,
    )
    .all() as ReadonlyArray<{ readonly sql: string }>
  database.close()
  return made.map(({ sql }) => `${sql};`).join('\n')
}

/**
 * What somebody would write by hand to keep the same rows in the same table, equally durable, with
 * the driver alone: one transaction per batch, one prepared INSERT per event, JSON.stringify of its
 * data; and for reading, JSON.parse of it, a page at a time. It knows the next revision, looks up
 * no ids and decodes nothing.
 */
const bareTable = (file: string, schema: string) => {
  const database = new DatabaseSync(file)
  database.exec(`${SETTINGS} ${schema}`)
  const insert = database.prepare(`INSERT INTO events
    (stream, revision, id, type, version, recorded_at, data, metadata)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const ofStream = database.prepare(
    `SELECT * FROM events WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ${PAGE}`,
  )
  const ofAll = database.prepare(
    `SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ${PAGE}`,
  )
  let revision = -1
  const parse = (row: Row): unknown => ({
    position: row.position,
    stream: row.stream,
    revision: row.revision,
    id: row.id,
    type: row.type,
    version: row.version,
    recordedAt: row.recorded_at,
    data: JSON.parse(row.data) as unknown,
    metadata: row.metadata === null ? null : (JSON.parse(row.metadata) as unknown),
  })
  const readPages = (next: (after: number) => ReadonlyArray<Row>, at: 'revision' | 'position') => {
    let read = 0
    for (let after = -1; ;) {
      const rows = next(after)
      const last = rows.at(-1)
      if (last === undefined) return read
      read += rows.map(parse).length
      after = last[at]
    }
  }
  return {
    append: (batch: ReadonlyArray<NewEvent>) => {
      database.exec('BEGIN IMMEDIATE')
      for (const { id, type, version, recordedAt, data, metadata } of batch)
        insert.run(
          STREAM,
          ++revision,
          id,
          type,
          version,
          recordedAt,
          JSON.stringify(data),
          metadata === undefined ? null : JSON.stringify(metadata),
        )
      database.exec('COMMIT')
    },
    readStream: () =>
      readPages((after) => ofStream.all(STREAM, after) as ReadonlyArray<Row>, 'revision'),
    readAll: () => readPages((after) => ofAll.all(after) as ReadonlyArray<Row>, 'position'),
    close: () => database.close(),
  }
}

const appender = (store: SqliteStore) => {
  let expected: number | 'no-stream' = 'no-stream'
  return async (batch: ReadonlyArray<NewEvent>): Promise<void> => {
    expected = must(await store.append(STREAM, batch, expected)()).revision
  }
}

const count = async (pages: Pages<unknown>): Promise<number> => {
  let read = 0
  for await (const page of pages) read += must(page).length
  return read
}

const raceAppends = async (folder: string): Promise<void> => {
  const life = contractLife(20_000)
  for (const [size, length] of [
    [1, 100],
    [10, 500],
    [100, 1000],
    [1000, 2000],
  ] as const) {
    const file = join(folder, `store-${size}.db`)
    const store = must(await sqliteStore(file)())
    const bare = bareTable(join(folder, `bare-${size}.db`), schemaOf(file))
    const unguarded = bareTable(join(folder, `unguarded-${size}.db`), UNGUARDED)
    const append = appender(store)
    const batches = () => pieces(withNewIds(life.slice(0, length)), size)
    const byDriver = (name: string, table: typeof bare) => ({
      name,
      work: async () => {
        for (const batch of batches()) table.append(batch)
      },
    })
    printRates(
      `SQLite: ${length} events appended durably by ${size} (at least 0.85)`,
      await raceTasks(
        [
          byDriver('the driver, into the same table', bare),
          {
            name: 'the store',
            work: async () => {
              for (const batch of batches()) await append(batch)
            },
          },
          byDriver('the driver, no triggers and no JSON checks', unguarded),
        ],
        ROUNDS,
      ),
    )
    store.close()
    bare.close()
    unguarded.close()
  }
}

const raceReads = async (folder: string): Promise<void> => {
  const life = contractLife(20_000)
  const file = join(folder, 'store.db')
  const store = must(await sqliteStore(file)())
  const bare = bareTable(join(folder, 'bare.db'), schemaOf(file))
  const append = appender(store)
  for (const batch of pieces(life, 1000)) {
    bare.append(batch)
    await append(batch)
  }
  printRates(
    'SQLite: reading a stream of 20,000 events (at least 0.85)',
    await raceTasks(
      [
        { name: 'the driver and JSON.parse', work: async () => bare.readStream() },
        { name: 'the store', work: () => count(store.read(STREAM)) },
      ],
      ROUNDS,
    ),
  )
  printRates(
    'SQLite: reading everything, 20,000 events (at least 0.85)',
    await raceTasks(
      [
        { name: 'the driver and JSON.parse', work: async () => bare.readAll() },
        { name: 'the store', work: () => count(store.readAll()) },
      ],
      ROUNDS,
    ),
  )
  store.close()
  bare.close()
}

/** The memory in use once all garbage has been collected, in MB. */
const heldNow = (): number => {
  collectGarbage()
  return process.memoryUsage().heapUsed / 2 ** 20
}

const watchMemory = async (folder: string): Promise<void> => {
  const store = must(await sqliteStore(join(folder, 'million.db'))())
  const append = appender(store)
  const life = contractLife(50_000)
  for (let round = 0; round < 20; round++)
    for (const batch of pieces(withNewIds(life), 5000)) await append(batch)
  console.log('\nSQLite: memory in use while 1,000,000 events are read')
  let read = 0
  for await (const page of store.read(STREAM)) {
    const before = read
    read += must(page).length
    if (Math.floor(read / 250_000) > Math.floor(before / 250_000) || before === 0)
      console.log(
        `  after ${String(read).padStart(9)} events${heldNow().toFixed(1).padStart(9)} MB`,
      )
  }
  store.close()
}

/**
 * Races appending to SQLite and reading back against the driver alone, and prints the memory used.
 */
export const raceSqlite = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-bench-'))
  try {
    await raceAppends(folder)
    await raceReads(folder)
    await watchMemory(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
