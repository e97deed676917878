import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const pssp = ['template', '--store', ledger, '--contract', 'pssp', '--period']

describe('template', () => {
  it('writes a blank return for June 2016, as a workbook or as CSV', async () => {
    const workbook = await kpiLedger(...pssp, '2016-06', '--out', 'return.xlsx')
    expect([workbook.status, workbook.err]).toEqual([0, ''])
    expect(workbook.out).toMatch(/^return\.xlsx: \d+ KPIs, Jun 2016\n$/)
    expect(readFileSync('return.xlsx').subarray(0, 2).toString()).toBe('PK')
    const csv = await kpiLedger(...pssp, '2016/17-Q1', '--out', 'return.CSV')
    expect(csv.out).toMatch(/^return\.CSV: \d+ KPIs, 2016\/17 Q1 \(Q1: Apr–Jun 2016\)\n$/)
    expect(readFileSync('return.CSV', 'utf8')).toContain('\r\nPeriod,FY2016-Q1,')
  })

  it('writes one workbook with a sheet for each owner, which is collected as one', async () => {
    const definition = await kpiLedger('define', '--example')
    const owned = definition.out.replaceAll(/owner: .*\n\s*/g, '').split('  - kpi: ')
    const owners = ['', 'Parks: north/east [team]', 'Parks  north east team']
    writeFileSync(
      'contract.yaml',
      owned
        .map((kpi, i) =>
          i === 0 ? kpi : kpi.replace('\n', `\n        owner: "${owners[i] ?? ''}"\n`),
        )
        .join('  - kpi: '),
    )
    const store = ['--store', 'sqlite:parks.db']
    expect(await kpiLedger('define', 'contract.yaml', ...store)).toMatchObject({ status: 0 })
    const asked = ['template', ...store, '--contract', 'parks', '--period', '2016-06', '--by-owner']
    const made = await kpiLedger(...asked, '--out', 'owners.xlsx')
    expect([made.status, made.err]).toEqual([0, ''])
    const { openXlsx, saveXlsx } = await import('hucre/xlsx')
    const workbook = await openXlsx(readFileSync('owners.xlsx'))
    expect(workbook.sheets.map(({ name }) => name)).toEqual([
      'Parks north east team',
      'Parks north east team (2)',
    ])
    for (const { rows, protection, dataValidations } of workbook.sheets) {
      expect([protection?.sheet, dataValidations?.length]).toEqual([true, 4])
      const row = rows.findLast(([kpi]) => /^P\d$/.test(String(kpi)))
      if (row !== undefined) row[6] = 90
    }
    writeFileSync('filled-owners.xlsx', await saveXlsx(workbook))
    const done = await kpiLedger('collect', 'filled-owners.xlsx', ...store)
    expect([done.status, done.err]).toEqual([0, expect.stringContaining('2 to record')])
    const inCSV = await kpiLedger(...asked, '--out', 'owners.csv')
    expect([inCSV.status, inCSV.err]).toEqual([2, expect.stringContaining('CSV has no sheets')])
  })

  it('never overwrites a file, which may have been filled in', async () => {
    writeFileSync('filled-in.xlsx', 'figures')
    const { status, err } = await kpiLedger(...pssp, '2016-06', '--out', 'filled-in.xlsx')
    expect([status !== 0, err]).toEqual([true, expect.stringContaining('filled-in.xlsx')])
    expect(readFileSync('filled-in.xlsx', 'utf8')).toBe('figures')
  })

  it.each([
    [['2016-06', '--out', 'return.doc'], '--out: expected a name that ends in .xlsx or .csv'],
    [['1999-01', '--out', 'early.csv'], '1999-01'],
    [
      ['2016-06', '--owner', 'Me', '--out', 'mine.csv'],
      'no KPI of this return is owned by "Me"; none has an owner',
    ],
  ])('says what is wrong with %j', async (argv, says) => {
    const { status, err } = await kpiLedger(...pssp, ...argv)
    expect([status, err]).toEqual([2, expect.stringContaining(says)])
  })
})
