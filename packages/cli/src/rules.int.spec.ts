import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const ledger = join(__dirname, '../../../examples/auditor/ledger.ndjson')
const pssp = ['--store', ledger, '--contract', 'pssp']

describe('rules', () => {
  it('M31 prints bands as sentences, and each KPI with its targets', async () => {
    const { status, out, err } = await kpiLedger('rules', ...pssp)
    expect([status, err]).toEqual([0, ''])
    expect(out).toMatch(/^"Red" \(requires improvement\): the figure is none of these\.$/m)
    expect(out).toMatch(/^R&B-K-011 .* Apr 2016 +at most 19 days$/m)
    expect(out).toMatch(/^ +May 2016 +at most 19\.18 days$/m)
  })

  it('prints one regime, as known at a time, and one record per target', async () => {
    const csv = await kpiLedger(
      ...['rules', ...pssp, '--regime', 'pssp-2016', '--format', 'csv'],
      ...['--as-at', '2016-06-20T10:00:00Z'],
    )
    const lines = csv.out.trimEnd().split('\r\n')
    expect(lines.slice(1).every((line) => line.startsWith('pssp,pssp-2016,'))).toBe(true)
    // 22 KPIs, with one target revised by then, and another revised later.
    expect(lines).toHaveLength(1 + 23)
    const unknown = await kpiLedger('rules', ...pssp, '--regime', 'pssp-2015')
    expect([unknown.status, unknown.err]).toEqual([
      2,
      expect.stringContaining(
        'no regime "pssp-2015" has been adopted; did you mean "pssp-2016" or "pssp-2012"?',
      ),
    ])
  })
})
