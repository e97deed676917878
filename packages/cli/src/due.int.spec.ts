import { join } from 'node:path'
import { inNewFolder, kpiLedger, kpiLedgerWith } from './fixture.spec'

inNewFolder()

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const asking = ['due', '--store', ledger, '--contract', 'pssp', '--period']

const printed = async (...argv: ReadonlyArray<string>): Promise<string> => {
  const { status, out, err } = await kpiLedger(...asking, ...argv)
  expect([status, err]).toEqual([0, ''])
  return out
}

describe('due', () => {
  it('M36 prints what is due and not recorded by service area, with the last figure', async () => {
    const out = await printed('2017-03')
    expect(out).toMatch(/^pssp: 22 of 22 KPIs due in Mar 2017 not recorded$/m)
    expect(out).toMatch(/^R&B-K-001 .* 20\.32 \(May 2016\)$/m)
    // The clock of these tests is set to 2 May 2024.
    expect(out).toMatch(/^Mar 2017 ended 2588 days ago\.$/m)
    expect((await printed('2017-03', '--format', 'csv')).trimEnd().split('\r\n')).toHaveLength(23)
  })

  it('says so if nothing is due, and when a period ends', async () => {
    expect(await printed('2016-05')).toContain('Every KPI that is due has been recorded.')
    const early = { now: () => '2016-05-30T09:00:00.000Z' }
    const { out } = await kpiLedgerWith(early, ...asking, '2016-05')
    expect(out).toMatch(/^May 2016 ends in 2 days\.$/m)
  })

  it('needs a regime under which something can be due', async () => {
    const { status, err } = await kpiLedger(...asking, '1999-01')
    expect([status, err]).toEqual([2, expect.stringContaining('no regime is in effect in 1999-01')])
  })
})
