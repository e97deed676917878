import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { sqliteReader } from '@kpi-ledger/adapters/sqlite'
import { collect } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const root = join(__dirname, '../../..')
const LEDGER = join(root, 'examples/auditor/ledger.ndjson')
const PSSP = 'kpiContract-pssp'
const contracts = ['pssp', 'ict']

/** A manual edit: by plain SQL, by SQL with the triggers removed, or of the files themselves. */
type Edit =
  | { readonly sql: string }
  | { readonly unguarded: string }
  | { readonly files: (file: string) => void }

const row = (position: string, revision: string, data = "'{}'", id = "'x'"): string =>
  `INSERT INTO events (position, stream, revision, id, type, version, recorded_at, data)
    SELECT ${position}, '${PSSP}', ${revision}, ${id}, 'NoteAdded', 1, max(recorded_at), ${data}
    FROM events WHERE stream = '${PSSP}'`
const NEXT = '(SELECT max(position) + 1 FROM events)'
const NEXT_REVISION = 'max(revision) + 1'
const UUID = `'00000000-0000-4000-8000-00000000ffff'`

const overwrite = (file: string, at: number, bytes: Uint8Array): void => {
  const content = readFileSync(file)
  content.set(bytes, at)
  writeFileSync(file, content)
}

const rest = (name: string) => (file: string) => copyFileSync(name, file)

/** Every edit, with what detects it. */
const edits: ReadonlyArray<readonly [string, Edit, 'file' | 'opening' | 'reading' | 'verify']> = [
  [
    'change the data of an event',
    { sql: `UPDATE events SET data = '{}' WHERE position = 5` },
    'file',
  ],
  [
    'change when it was recorded',
    { sql: `UPDATE events SET recorded_at = '2016' WHERE position = 5` },
    'file',
  ],
  [
    'change a position',
    { sql: 'UPDATE events SET position = -position WHERE position = 5' },
    'file',
  ],
  ['change all revisions', { sql: 'UPDATE events SET revision = revision + 1' }, 'file'],
  ['delete an event', { sql: 'DELETE FROM events WHERE position = 5' }, 'file'],
  ['delete all events', { sql: 'DELETE FROM events' }, 'file'],
  ['replace an event by its position', { sql: row('5', '4').replace('INSERT', 'REPLACE') }, 'file'],
  [
    'replace an event by its revision',
    { sql: row(NEXT, '4').replace('INSERT', 'REPLACE') },
    'file',
  ],
  [
    'replace an event by its id',
    {
      sql: row(NEXT, NEXT_REVISION, "'{}'", '(SELECT id FROM events LIMIT 1)').replace(
        'INSERT',
        'REPLACE',
      ),
    },
    'file',
  ],
  ['insert at position 0', { sql: row('0', NEXT_REVISION) }, 'file'],
  ['insert at position -1', { sql: row('-1', NEXT_REVISION) }, 'file'],
  ['insert past 2^53', { sql: row('9007199254740993', NEXT_REVISION) }, 'file'],
  [
    'insert with a gap in positions',
    { sql: row('(SELECT max(position) + 2 FROM events)', NEXT_REVISION) },
    'file',
  ],
  ['insert with a gap in revisions', { sql: row(NEXT, 'max(revision) + 2') }, 'file'],
  ['insert a revision below 0', { sql: row(NEXT, '-1') }, 'file'],
  ['insert data that is not JSON', { sql: row(NEXT, NEXT_REVISION, "'text'") }, 'file'],
  ['insert a number where text belongs', { sql: row(NEXT, NEXT_REVISION, "x'7b7d'") }, 'file'],
  ['insert an event that does not decode', { sql: row(NEXT, NEXT_REVISION) }, 'reading'],
  [
    'insert a key twice',
    { sql: row(NEXT, NEXT_REVISION, `'{"period":"2016-04","text":"a","text":"b"}'`, UUID) },
    'reading',
  ],
  [
    'insert an event with an unknown field',
    { sql: row(NEXT, NEXT_REVISION, `'{"period":"2016-04","text":"a","more":1}'`, UUID) },
    'reading',
  ],
  ['drop a trigger', { sql: 'DROP TRIGGER events_never_go' }, 'opening'],
  [
    'drop all triggers',
    {
      sql: 'DROP TRIGGER events_in_order; DROP TRIGGER events_in_place; DROP TRIGGER events_never_change; DROP TRIGGER events_never_go',
    },
    'opening',
  ],
  [
    'weaken a trigger',
    {
      sql: `DROP TRIGGER events_never_go; CREATE TRIGGER events_never_go BEFORE DELETE ON events WHEN OLD.position < 0 BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END`,
    },
    'opening',
  ],
  [
    'add a trigger that ignores inserts',
    { sql: 'CREATE TRIGGER quiet BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END' },
    'opening',
  ],
  [
    'add a trigger that writes elsewhere',
    {
      sql: 'CREATE TABLE other (a); CREATE TRIGGER elsewhere AFTER INSERT ON events BEGIN INSERT INTO other VALUES (1); END',
    },
    'opening',
  ],
  ['add a table', { sql: 'CREATE TABLE other (a)' }, 'opening'],
  ['add an index', { sql: 'CREATE INDEX by_type ON events (type)' }, 'opening'],
  ['add a view', { sql: 'CREATE VIEW mine AS SELECT 1' }, 'opening'],
  ['drop a view', { sql: 'DROP VIEW corrections' }, 'opening'],
  ['change a view', { sql: 'DROP VIEW notes; CREATE VIEW notes AS SELECT 1' }, 'opening'],
  ['add a column', { sql: 'ALTER TABLE events ADD COLUMN more TEXT' }, 'opening'],
  [
    'rename the table, and a view for it',
    { sql: 'ALTER TABLE events RENAME TO kept; CREATE VIEW events AS SELECT * FROM kept' },
    'opening',
  ],
  ['set another schema version', { sql: 'PRAGMA user_version = 1' }, 'opening'],
  ['set schema version 0', { sql: 'PRAGMA user_version = 0' }, 'opening'],
  ['set a later schema version', { sql: 'PRAGMA user_version = 99' }, 'opening'],
  ['set another application id', { sql: 'PRAGMA application_id = 1' }, 'opening'],
  [
    'edit the text of the schema itself',
    {
      files: (file) =>
        writeFileSync(
          file,
          readFileSync(file, 'latin1').replaceAll('version >= 1', 'version >= 0'),
          'latin1',
        ),
    },
    'opening',
  ],
  ['raise the count of positions', { sql: 'UPDATE sqlite_sequence SET seq = 999' }, 'opening'],
  [
    'delete the first event, triggers put back',
    { unguarded: 'DELETE FROM events WHERE position = 1' },
    'opening',
  ],
  [
    'delete an event in the middle, triggers put back',
    { unguarded: 'DELETE FROM events WHERE position = 48' },
    'opening',
  ],
  [
    'delete the last event, triggers put back',
    { unguarded: 'DELETE FROM events WHERE position = (SELECT max(position) FROM events)' },
    'opening',
  ],
  [
    'move an event to position -1, triggers put back',
    { unguarded: 'UPDATE events SET position = -1 WHERE position = 48' },
    'opening',
  ],
  [
    'move an event past 2^53, triggers put back',
    { unguarded: 'UPDATE events SET position = 9007199254740993 WHERE position = 48' },
    'opening',
  ],
  [
    'swap two positions, triggers put back',
    {
      unguarded:
        'UPDATE events SET position = -1 WHERE position = 10; UPDATE events SET position = 10 WHERE position = 11; UPDATE events SET position = 11 WHERE position = -1',
    },
    'reading',
  ],
  [
    'swap two revisions, triggers put back',
    {
      unguarded: `UPDATE events SET revision = 99999 WHERE position = 10; UPDATE events SET revision = revision - 1 WHERE position = 11; UPDATE events SET revision = (SELECT revision + 1 FROM events WHERE position = 11) WHERE position = 10`,
    },
    'reading',
  ],
  [
    'delete an event and close the gap in positions, triggers put back',
    {
      unguarded: `DELETE FROM events WHERE position = 48; UPDATE events SET position = position - 1 WHERE position > 48; UPDATE sqlite_sequence SET seq = seq - 1`,
    },
    'reading',
  ],
  [
    'write a key twice, triggers put back',
    { unguarded: `UPDATE events SET data = '{"title":"x",' || substr(data, 2) WHERE position = 1` },
    'reading',
  ],
  [
    'change a figure, triggers put back',
    {
      unguarded: `UPDATE events SET data = json_set(data, '$.title', 'Another') WHERE position = 1`,
    },
    'verify',
  ],
  [
    'change who did it, triggers put back',
    { unguarded: `UPDATE events SET metadata = '{"actor":"Nobody"}' WHERE position = 48` },
    'verify',
  ],
  [
    'delete the last event and lower the count, triggers put back',
    {
      unguarded: `DELETE FROM events WHERE position = (SELECT max(position) FROM events); UPDATE sqlite_sequence SET seq = seq - 1`,
    },
    'verify',
  ],
  ['put another ledger in its place', { files: rest('other.db') }, 'verify'],
  [
    'put a text file in its place',
    { files: (file) => writeFileSync(file, 'text\n'.repeat(999)) },
    'opening',
  ],
  ['empty the file', { files: (file) => writeFileSync(file, '') }, 'opening'],
  [
    'cut the file in half',
    { files: (file) => writeFileSync(file, readFileSync(file).subarray(0, 32_768)) },
    'opening',
  ],
  [
    'overwrite pages with zeros',
    { files: (file) => overwrite(file, 40_960, new Uint8Array(40_960)) },
    'opening',
  ],
  [
    'put the log of another ledger beside it',
    { files: (file) => copyFileSync('other.db-wal', `${file}-wal`) },
    'opening',
  ],
]

const withoutTriggers = (database: InstanceType<typeof DatabaseSync>, sql: string): void => {
  const triggers = database
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all() as ReadonlyArray<{ readonly name: string; readonly sql: string }>
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`)
  database.exec(sql)
  for (const trigger of triggers) database.exec(trigger.sql)
}

const apply = (file: string, edit: Edit): boolean => {
  if ('files' in edit) {
    edit.files(file)
    return true
  }
  const database = new DatabaseSync(file)
  try {
    if ('sql' in edit) database.exec(edit.sql)
    else withoutTriggers(database, edit.unguarded)
    return true
  } catch {
    return false
  } finally {
    database.close()
  }
}

const found = async (file: string, edit: Edit): Promise<string> => {
  if (!apply(file, edit)) return 'file'
  const reader = await sqliteReader(file)()
  if (E.isLeft(reader)) return 'opening'
  const readings = [
    await collect(reader.right.readAll())(),
    await collect(reader.right.read(PSSP))(),
    await collect(reader.right.read(PSSP, { direction: 'backwards' }))(),
  ]
  reader.right.close()
  if (readings.some(E.isLeft)) return 'reading'
  const { out } = await kpiLedger('export', '--store', `sqlite:${file}`)
  writeFileSync('copy.ndjson', out)
  for (const contract of contracts) {
    const kept = `${contract}.json`
    if ((await kpiLedger('verify', kept, '--ledger', 'copy.ndjson')).status === 1) return 'verify'
  }
  return 'nothing'
}

const words = {
  file: 'the file refuses it',
  opening: 'opening finds it',
  reading: 'the next read finds it',
  verify: '`verify` finds it, by a digest kept elsewhere',
}

beforeAll(async () => {
  expect((await kpiLedger('import', LEDGER, '--store', 'sqlite:base.db')).status).toBe(0)
  for (const contract of contracts) {
    const digest = ['digest', '--contract', contract, '--store', 'sqlite:base.db']
    writeFileSync(`${contract}.json`, (await kpiLedger(...digest, '--format', 'json')).out)
  }
  const report = join(root, 'examples/peterborough-2016/ledger.ndjson')
  expect((await kpiLedger('import', report, '--store', 'sqlite:other.db')).status).toBe(0)
  copyFileSync('other.db', 'used.db')
  const used = new DatabaseSync('used.db')
  used.exec('PRAGMA journal_mode = WAL; PRAGMA user_version = 3')
  copyFileSync('used.db-wal', 'other.db-wal')
  used.close()
})

describe('an edit by hand', () => {
  it.each(edits)('is found: %s', async (_, edit, by) => {
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(`edited.db${suffix}`)) rmSync(`edited.db${suffix}`)
    copyFileSync('base.db', 'edited.db')
    expect(await found('edited.db', edit)).toBe(by)
  })

  it('is listed in docs/sqlite.md with what detects it', () => {
    const table = edits.map(([edit, , by]) => `- ${edit}: ${words[by]}`).join('\n')
    expect(readFileSync(join(root, 'docs/sqlite.md'), 'utf8')).toContain(`\n\n${table}\n`)
  })
})
