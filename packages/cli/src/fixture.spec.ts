import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { run, type Io } from './index'

let ids = 0

/** Runs a command line in this process, with part of its environment replaced. */
export const kpiLedgerWith = async (more: Partial<Io>, ...argv: ReadonlyArray<string>) => {
  let [out, err] = ['', '']
  const status = await run(argv, {
    out: (piece) => {
      out += piece.toString()
    },
    err: (text) => {
      err += text
    },
    columns: null,
    progress: () => ({ at: () => undefined, end: () => undefined }),
    env: {},
    chunks: (path) => createReadStream(path),
    now: () => '2024-05-02T09:00:00.000Z',
    newId: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
    ...more,
  })
  return { status, out, err }
}

/** Runs a command line in this process. */
export const kpiLedger = (...argv: ReadonlyArray<string>) => kpiLedgerWith({}, ...argv)

/** Adds an event that does not decode to an SQLite ledger: a note, or the first of a contract. */
export const addDamaged = (path: string, contract: string, isFirst = false): void => {
  const [revision, type] = isFirst
    ? ['0', 'ContractRegistered']
    : ['max(revision) + 1', 'NoteAdded']
  const database = new DatabaseSync(path)
  database.exec(
    `INSERT INTO events (position, stream, revision, id, type, version, recorded_at, data)
      SELECT max(position) + 1, 'kpiContract-${contract}', ${revision}, '${contract}', '${type}', 1, max(recorded_at), '{}'
      FROM events`,
  )
  database.close()
}

/** Runs each test in a new folder, so that files are named without a path, and starts ids again. */
export const inNewFolder = (): void => {
  const before = process.cwd()
  let folder = before
  beforeAll(() => {
    ids = 0
    folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-proofs-'))
    process.chdir(folder)
  })
  afterAll(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  })
}
