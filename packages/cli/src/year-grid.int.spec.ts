import { join } from 'node:path'
import type { YearGrid } from '@kpi-ledger/projections'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const asking = ['scorecard', '--store', ledger, '--contract', 'pssp']

describe('scorecard --year', () => {
  it('M35 prints the figure and rating of each month side by side', async () => {
    const { status, out, err } = await kpiLedger(...asking, '--year', '2016/17')
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain('Apr 2016')
    expect(out).toContain('Mar 2017')
    expect(out).toContain('20.32')
  })

  it('prints quarters, and one record per cell', async () => {
    const json = await kpiLedger(
      ...asking,
      '--year',
      'FY2016',
      '--by',
      'quarter',
      '--format',
      'json',
    )
    const { periods } = JSON.parse(json.out) as YearGrid
    expect(periods).toEqual(['FY2016-Q1', 'FY2016-Q2', 'FY2016-Q3', 'FY2016-Q4'])
    const csv = await kpiLedger(...asking, '--year', 'FY2016', '--format', 'csv')
    const lines = csv.out.trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + 22 * 12)
    expect(lines.find((line) => line.includes('R&B-K-001') && line.includes('2016-05'))).toContain(
      '20.32',
    )
  })

  it.each([
    [[], 'specify --period, or --year for a whole year'],
    [['--year', 'FY2016', '--period', '2016-04'], 'specify either --period or --year'],
    [['--period', '2016-04', '--by', 'quarter'], 'specify --year with it'],
    [['--year', '2016'], '--year: expected'],
    [['--year', 'FY2016', '--by', 'week'], 'Allowed choices are month, quarter'],
  ])('refuses %j', async (options, message) => {
    const { status, out, err } = await kpiLedger(...asking, ...options)
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(message)
  })
})
