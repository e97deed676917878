import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const pssp = ['template', '--store', ledger, '--contract', 'pssp', '--period']

describe('template', () => {
  it('writes a blank return of June 2016, as a workbook or as CSV', async () => {
    const workbook = await kpiLedger(...pssp, '2016-06', '--out', 'return.xlsx')
    expect([workbook.status, workbook.err]).toEqual([0, ''])
    expect(workbook.out).toMatch(/^return\.xlsx: \d+ KPIs, Jun 2016\n$/)
    expect(readFileSync('return.xlsx').subarray(0, 2).toString()).toBe('PK')
    const csv = await kpiLedger(...pssp, '2016/17-Q1', '--out', 'return.CSV')
    expect(csv.out).toMatch(/^return\.CSV: \d+ KPIs, 2016\/17 Q1 \(Q1: Apr–Jun 2016\)\n$/)
    expect(readFileSync('return.CSV', 'utf8')).toContain('\r\nPeriod,FY2016-Q1,')
  })

  it('never writes over a file, which may be filled in', async () => {
    writeFileSync('filled-in.xlsx', 'figures')
    const { status, err } = await kpiLedger(...pssp, '2016-06', '--out', 'filled-in.xlsx')
    expect([status !== 0, err]).toEqual([true, expect.stringContaining('filled-in.xlsx')])
    expect(readFileSync('filled-in.xlsx', 'utf8')).toBe('figures')
  })

  it.each([
    [['2016-06', '--out', 'return.doc'], '--out: expected a name that ends in .xlsx or .csv'],
    [['1999-01', '--out', 'early.csv'], '1999-01'],
    [['2016-06', '--owner', 'Me', '--out', 'mine.csv'], 'no KPI of it has an owner'],
  ])('says what is wrong with %j', async (argv, says) => {
    const { status, err } = await kpiLedger(...pssp, ...argv)
    expect([status, err]).toEqual([2, expect.stringContaining(says)])
  })
})
