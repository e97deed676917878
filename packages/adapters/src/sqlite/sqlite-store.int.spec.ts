import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { collect, encodeLine } from '@kpi-ledger/core'
import type { SubscriptionMessage } from '@kpi-ledger/core/store'
import { asNew, leftOf, notes, pssp, readAllOf, readStreamOf, rightOf } from '../fixture.spec'
import { RARE_PAGE } from './reading'
import { ledgerSchema } from './schema'
import { sqliteReader } from './sqlite-reader'
import { sqliteStore, type SqliteStore } from './sqlite-store'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-sqlite-'))
const opened: Array<{ readonly close: () => void }> = []
let files = 0

const newFile = (): string => join(folder, `${files++}.db`)

const open = async (file: string): Promise<SqliteStore> => {
  const store = rightOf(await sqliteStore(file, { poll: 5 })())
  opened.push(store)
  return store
}

/** The file, opened as any other program would. */
const raw = (file: string): InstanceType<typeof DatabaseSync> => {
  const database = new DatabaseSync(file)
  opened.push(database)
  return database
}

const PSSP = 'kpiContract-pssp'

const withPssp = async (): Promise<{ file: string; store: SqliteStore }> => {
  const file = newFile()
  const store = await open(file)
  rightOf(await store.append(PSSP, asNew(pssp), 'no-stream')())
  return { file, store }
}

afterAll(() => {
  for (const each of opened) {
    try {
      each.close()
    } catch {
      // Closed by the test.
    }
  }
  rmSync(folder, { recursive: true, force: true })
})

describe('a file', () => {
  it('keeps the events when it is reopened', async () => {
    const { file, store } = await withPssp()
    store.close()
    const again = await open(file)
    expect((await readAllOf(again)).map(encodeLine)).toEqual(pssp.map(encodeLine))
    const repeated = await again.append(PSSP, asNew(pssp), 'no-stream')()
    expect(rightOf(repeated)._tag).toBe('AlreadyAppended')
  })

  it.each(['delete', 'wal'])('commits durably, whatever mode it was in (%s)', async (mode) => {
    const file = newFile()
    const database = raw(file)
    database.exec(`PRAGMA journal_mode = ${mode}`)
    database.close()
    await open(file)
    const after = raw(file)
    expect(after.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  })

  it('that is a database for something else is refused and left unchanged', async () => {
    const file = newFile()
    const database = raw(file)
    database.exec('CREATE TABLE bins (street TEXT)')
    expect(leftOf(await sqliteStore(file)())).toMatchObject({
      _tag: 'NotSupported',
      reason: 'it is a database for something else',
    })
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'bins' }])
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' })
  })

  it('of a later release is refused', async () => {
    const { file, store } = await withPssp()
    store.close()
    raw(file).exec('PRAGMA user_version = 99')
    expect(leftOf(await sqliteStore(file)())).toMatchObject({ _tag: 'NotSupported' })
  })

  it('that is not a database, or cannot be created, is named in the error', async () => {
    const text = newFile()
    writeFileSync(text, 'a report, not a database\n'.repeat(100))
    expect(leftOf(await sqliteStore(text)())).toEqual({
      ...{ _tag: 'NotSupported', operation: `opening ${text}` },
      reason: 'it is not an SQLite database',
    })
    const nowhere = join(folder, 'no', 'such', 'folder.db')
    const answer = leftOf(await sqliteStore(nowhere)())
    expect(answer).toMatchObject({ _tag: 'Unavailable' })
    expect(answer._tag === 'Unavailable' && answer.reason).toContain(nowhere)
  })
})

describe('the database itself', () => {
  it.each([
    ['changes no event', `UPDATE events SET data = '{}' WHERE revision = 0`],
    ['changes no position', 'UPDATE events SET position = position + 100'],
    ['deletes no event', 'DELETE FROM events WHERE revision = 9'],
    [
      'replaces no event by its id',
      `REPLACE INTO events (stream, revision, id, type, version, recorded_at, data)
       SELECT stream, 13, id, type, version, recorded_at, '{}' FROM events WHERE revision = 3`,
    ],
    [
      'replaces no event by its position',
      `REPLACE INTO events (position, stream, revision, id, type, version, recorded_at, data)
       SELECT position, stream, 13, 'new', type, version, recorded_at, '{}' FROM events
       WHERE revision = 3`,
    ],
    [
      'leaves no gap',
      `INSERT INTO events (stream, revision, id, type, version, recorded_at, data)
       VALUES ('${PSSP}', 14, 'x', 'NoteAdded', 1, '2016', '{}')`,
    ],
    [
      'begins at revision 0',
      `INSERT INTO events (stream, revision, id, type, version, recorded_at, data)
       VALUES ('kpiContract-new', 1, 'x', 'NoteAdded', 1, '2016', '{}')`,
    ],
    [
      'gives no revision twice',
      `INSERT INTO events (stream, revision, id, type, version, recorded_at, data)
       VALUES ('${PSSP}', 12, 'x', 'NoteAdded', 1, '2016', '{}')`,
    ],
    [
      'accepts no position below 1',
      `INSERT INTO events (position, stream, revision, id, type, version, recorded_at, data)
       VALUES (-1, '${PSSP}', 13, 'x', 'NoteAdded', 1, '2016', '{}')`,
    ],
    [
      'accepts no position of somebody’s choice',
      `INSERT INTO events (position, stream, revision, id, type, version, recorded_at, data)
       VALUES (9007199254740993, '${PSSP}', 13, 'x', 'NoteAdded', 1, '2016', '{}')`,
    ],
    [
      'accepts only JSON',
      `INSERT INTO events (stream, revision, id, type, version, recorded_at, data)
       VALUES ('${PSSP}', 13, 'x', 'NoteAdded', 1, '2016', 'text')`,
    ],
  ])('%s', async (_, sql) => {
    const { file, store } = await withPssp()
    expect(() => {
      raw(file).exec(sql)
    }).toThrow()
    expect(await readAllOf(store)).toEqual(pssp)
  })

  it('answers an auditor’s questions by its views', async () => {
    const { file } = await withPssp()
    const ask = (sql: string): ReadonlyArray<unknown> => raw(file).prepare(sql).all()
    expect(ask('SELECT regime, effective_from FROM regimes')).toEqual([
      { regime: 'pssp-2016', effective_from: '2016-04' },
    ])
    expect(ask(`SELECT type, kpi, reason FROM targets WHERE kpi = 'R&B-K-001'`)).toEqual([
      { type: 'KPIDefined', kpi: 'R&B-K-001', reason: null },
      { type: 'TargetRevised', kpi: 'R&B-K-001', reason: 'Agreed by the board' },
    ])
    expect(ask('SELECT kpi, period, value, printed, reason, actor FROM actuals')).toEqual([
      {
        kpi: 'R&B-K-001',
        period: '2016-04',
        value: 11.36,
        printed: '11.36 %',
        reason: null,
        actor: null,
      },
      {
        kpi: '__proto__',
        period: 'FY2016-Q1',
        value: null,
        printed: 'N/A',
        reason: 'no-data',
        actor: 'A. Clerk',
      },
      {
        kpi: 'R&B-K-001',
        period: '2016-04',
        value: -0.5,
        printed: null,
        reason: 'Miscounted',
        actor: null,
      },
    ])
    expect(ask('SELECT kpi, value_before, value FROM corrections')).toEqual([
      { kpi: 'R&B-K-001', value_before: 11.36, value: -0.5 },
    ])
    expect(ask('SELECT kpi FROM retirements')).toEqual([{ kpi: '3' }])
    expect(ask('SELECT kpi, period FROM notes')).toEqual([
      { kpi: '3', period: 'FY2016' },
      { kpi: null, period: '2016-04' },
    ])
    expect(ask('SELECT size FROM publications')).toEqual([{ size: 11 }])
  })

  it('shows an auditor what was amended, withdrawn, printed and decided', async () => {
    const file = newFile()
    const store = await open(file)
    const database = raw(file)
    const put = (revision: number, type: string, data: object): unknown =>
      database
        .prepare(
          `INSERT INTO events (stream, revision, id, type, version, recorded_at, data, metadata)
            VALUES ('c', ?, ?, ?, 1, '2016-06-01T00:00:00.000Z', ?, '{"actor":"A. Clerk"}')`,
        )
        .run(revision, `id-${String(revision)}`, type, JSON.stringify(data))
    const reason = 'as agreed'
    put(0, 'ContractAmended', { supplier: 'S2', reason })
    put(1, 'DefinitionRevised', { regime: 'r', kpi: 'K', effectiveFrom: '2016-05', decimals: 1 })
    put(2, 'RatingPrinted', { kpi: 'K', period: '2016-05', label: 'Met', source: 'Paper 7' })
    put(3, 'RatingDecided', { regime: 'r', kpi: 'K', period: '2016-05', code: 'met', reason })
    put(4, 'EventWithdrawn', { event: 'id-2', reason })
    put(5, 'ScorecardPublished', { period: '2016-05', form: 1 })
    put(6, 'ScorecardPublished', { period: '2016-05', form: 1, incomplete: ['K'], again: true })
    const ask = (sql: string): ReadonlyArray<unknown> => database.prepare(sql).all()
    expect(ask('SELECT type, kpi, effective_from, stated, reason FROM amendments')).toEqual([
      {
        ...{ type: 'ContractAmended', kpi: null, effective_from: null },
        ...{ stated: '{"supplier":"S2"}', reason },
      },
      {
        ...{ type: 'DefinitionRevised', kpi: 'K', effective_from: '2016-05' },
        ...{ stated: '{"decimals":1}', reason: null },
      },
    ])
    expect(ask('SELECT kpi, period, label, source FROM printed_ratings')).toEqual([
      { kpi: 'K', period: '2016-05', label: 'Met', source: 'Paper 7' },
    ])
    expect(ask('SELECT regime, kpi, period, code, reason, actor FROM decisions')).toEqual([
      { regime: 'r', kpi: 'K', period: '2016-05', code: 'met', reason, actor: 'A. Clerk' },
    ])
    expect(
      ask('SELECT revision, withdrawn_revision, withdrawn_type, reason FROM withdrawals'),
    ).toEqual([{ revision: 4, withdrawn_revision: 2, withdrawn_type: 'RatingPrinted', reason }])
    expect(ask('SELECT incomplete, again, actor FROM publications')).toEqual([
      { incomplete: null, again: 0, actor: 'A. Clerk' },
      { incomplete: '["K"]', again: 1, actor: 'A. Clerk' },
    ])
    store.close()
  })
})

it.each([1, 2, 3, 4, 5])(
  'a file of schema version %d is migrated, with its events unchanged',
  async (version) => {
    const { file, store } = await withPssp()
    store.close()
    const old = newFile()
    const made = raw(old)
    made.exec(ledgerSchema.migrations.slice(0, version).join('\n'))
    made.exec(`PRAGMA application_id = ${ledgerSchema.applicationId};
    PRAGMA user_version = ${version}; ATTACH '${file}' AS new;
    INSERT INTO main.events SELECT * FROM new.events`)
    made.close()
    const reader = rightOf(await sqliteReader(old)())
    expect(await readAllOf(reader)).toEqual(pssp)
    const rules = await readAllOf(reader, { filter: { types: ['RegimeAdopted', 'KPIDefined'] } })
    expect(rules).toEqual(pssp.filter(({ type }) => /Regime|Defined/.test(type)))
    reader.close()
    expect(await readAllOf(await open(old))).toEqual(pssp)
    expect(raw(old).prepare('SELECT * FROM decisions').all()).toEqual([])
    expect(raw(old).prepare('SELECT kpi, value_before, value FROM corrections').all()).toEqual([
      { kpi: 'R&B-K-001', value_before: 11.36, value: -0.5 },
    ])
  },
)

it.each([
  [['RegimeAdopted', 'EventWithdrawn']],
  [['KPIDefined']],
  [['KPIDefined', 'ActualRecorded']],
])('events of %j are those of the whole ledger, in order', async (types) => {
  const { file, store } = await withPssp()
  const wanted = pssp.filter(({ type }) => types.includes(type))
  expect(await readAllOf(store, { filter: { types } })).toEqual(wanted)
  expect(await readAllOf(store, { filter: { types, streams: ['kpiContract-other'] } })).toEqual([])
  const plan = JSON.stringify(raw(file).prepare(`EXPLAIN QUERY PLAN ${RARE_PAGE}`).all())
  expect(plan).toContain('USING INDEX rare_events')
})

describe('a row that does not decode', () => {
  it('is named by its position and ends the reading', async () => {
    const { file, store } = await withPssp()
    raw(file).exec(`INSERT INTO events (stream, revision, id, type, version, recorded_at, data)
      VALUES ('${PSSP}', 13, 'x', 'NoteAdded', 1, '2016', '{"text":1}')`)
    const error = { _tag: 'Corrupt', stream: PSSP, revision: 13, at: 'position 14' }
    expect(leftOf(await collect(store.read(PSSP))())).toMatchObject(error)
    expect(leftOf(await collect(store.readAll())())).toMatchObject(error)
    expect(rightOf(await collect(store.read(PSSP, { limit: 13 }))())).toEqual(pssp)
  })

  it.each([
    ['text that is not JSON', '{"text":', '{}'],
    ['no metadata', '{"period":"2016-04","text":"a"}', '7'],
  ])('comes after the events before it, although it contains %s', async (_, data, metadata) => {
    const { file, store } = await withPssp()
    raw(file).exec(`PRAGMA ignore_check_constraints = ON;
      INSERT INTO events (stream, revision, id, type, version, recorded_at, data, metadata)
      SELECT '${PSSP}', 13, '00000000-0000-4000-8000-00000000ffff', type, version,
        recorded_at, '${data}', '${metadata}'
      FROM events WHERE type = 'NoteAdded' LIMIT 1`)
    for (const reading of [store.read(PSSP), store.readAll()]) {
      const pages = []
      for await (const page of reading) pages.push(page)
      expect(pages).toHaveLength(2)
      expect(pages[0]).toMatchObject({ _tag: 'Right', right: { length: 13 } })
      expect(pages[1]).toMatchObject({
        left: { _tag: 'Corrupt', stream: PSSP, revision: 13, at: 'position 14' },
      })
    }
  })
})

describe('two stores on one file', () => {
  const [a, b] = [notes('a', 1, 200), notes('b', 2, 200)]

  it('see what the other wrote, and conflict', async () => {
    const file = newFile()
    const [one, other] = [await open(file), await open(file)]
    rightOf(await one.append('kpiContract-a', asNew(a.slice(0, 2)), 'no-stream')())
    expect(await readStreamOf(other, 'kpiContract-a')).toEqual(a.slice(0, 2))
    const late = await other.append('kpiContract-a', asNew(a.slice(2, 3)), 0)()
    expect(leftOf(late)).toMatchObject({ _tag: 'Conflict', expected: 0, actual: 1 })
  })

  it('deliver the events of both to their subscribers, each once and in order', async () => {
    const file = newFile()
    const [one, other] = [await open(file), await open(file)]
    const subscription = other.subscribe()
    const delivered: Array<SubscriptionMessage> = []
    const reader = (async () => {
      for await (const message of subscription) {
        delivered.push(rightOf(message))
        if (delivered.length === 401) subscription.close()
      }
    })()
    for (let n = 0; n < 200; n++) {
      const expected = n === 0 ? 'no-stream' : n - 1
      rightOf(await one.append('kpiContract-a', asNew(a.slice(n, n + 1)), expected)())
      rightOf(await other.append('kpiContract-b', asNew(b.slice(n, n + 1)), expected)())
    }
    await reader
    const events = delivered.flatMap((message) => (message.kind === 'event' ? [message.event] : []))
    expect(events).toEqual(await readAllOf(one))
    expect(events).toHaveLength(400)
  })
})
