import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const report = join(__dirname, '../../../examples/auditor/ledger.ndjson')
const pssp = ['--store', 'sqlite:copy/council.db', '--contract', 'pssp']

const files = (): ReadonlyArray<readonly [name: string, content: string]> =>
  readdirSync('copy').map((name) => [name, readFileSync(join('copy', name), 'base64')])

/** The folder of the copy, independent of the process's current folder. */
let folder = ''

beforeAll(async () => {
  mkdirSync('copy')
  folder = resolve('copy')
  const { status } = await kpiLedger('import', report, '--store', 'sqlite:copy/council.db')
  expect(status).toBe(0)
  chmodSync('copy/council.db', 0o444)
  chmodSync('copy', 0o555)
})

afterAll(() => {
  if (existsSync(folder)) chmodSync(folder, 0o755)
})

describe('a ledger that may only be read', () => {
  it('is a single file once it is closed', () => {
    expect(readdirSync('copy')).toEqual(['council.db'])
  })

  it.each([
    ['scorecard', ...pssp, '--period', '2016-05'],
    ['tracker', ...pssp, '--kpi', 'R&B-K-001', '--year', 'FY2016'],
    ['compare', ...pssp, '--from', 'pssp-2012', '--to', 'pssp-2016', '--period', '2016-05'],
    ['explain', ...pssp, '--kpi', 'R&B-K-001', '--period', '2016-05'],
    ['findings', ...pssp],
    ['history', ...pssp],
    ['restatements', ...pssp],
    ['digest', ...pssp],
    ['prove', ...pssp, '--revision', '3'],
    ['export', '--store', 'sqlite:copy/council.db'],
  ])('answers %s, and is unchanged byte for byte', async (...argv) => {
    const before = files()
    const { status, out, err } = await kpiLedger(...argv)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).not.toBe('')
    expect(files()).toEqual(before)
  })
})
