import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const report = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')

it('backup copies an SQLite ledger to a new file, which exports the same', async () => {
  expect((await kpiLedger('import', report, '--store', 'sqlite:a.db')).status).toBe(0)
  const backup = ['backup', '--store', 'sqlite:a.db', '--out', 'b.db']
  const { status, out, err } = await kpiLedger(...backup)
  expect([status, err]).toEqual([0, ''])
  expect(out).toMatch(/^b\.db: \d+ events\n$/)
  const [one, other] = [
    await kpiLedger('export', '--store', 'sqlite:a.db'),
    await kpiLedger('export', '--store', 'sqlite:b.db'),
  ]
  expect(other.out).toBe(one.out)
  expect((await kpiLedger(...backup)).err).toContain('the file already exists')
  const none = await kpiLedger('backup', '--out', 'c.db')
  expect([none.status, none.err]).toEqual([
    3,
    expect.stringContaining('kpi-ledger.db: no such file'),
  ])
  const file = await kpiLedger('backup', '--store', report, '--out', 'c.db')
  expect([file.status, file.err]).toEqual([3, expect.stringContaining('export')])
})
