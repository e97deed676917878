import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './index'

/** Runs a command line in this process. */
export const kpiLedger = async (...argv: ReadonlyArray<string>) => {
  let [out, err] = ['', '']
  const status = await run(argv, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    columns: null,
    progress: () => ({ at: () => undefined, end: () => undefined }),
    env: {},
    readText: (path) => readFile(path, 'utf8'),
    now: () => '2024-05-02T09:00:00.000Z',
    newId: () => '00000000-0000-4000-8000-000000000000',
  })
  return { status, out, err }
}

/** Has the tests of a file run in a new folder, so that files go by their names alone. */
export const inNewFolder = (): void => {
  const before = process.cwd()
  let folder = before
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-proofs-'))
    process.chdir(folder)
  })
  afterAll(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  })
}
