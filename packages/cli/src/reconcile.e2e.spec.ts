import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const example = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')

const printedRating = (kpi: string, label: string): string =>
  JSON.stringify({
    ...{ type: 'RecordPrintedRating', contract: 'pssp', kpi, period: '2016-05', label },
    source: 'Scrutiny report',
  })

const run = async (...argv: ReadonlyArray<string>): Promise<string> => {
  const { status, out, err } = await kpiLedger(...argv)
  expect([argv[0], status, err]).toEqual([argv[0], 0, expect.any(String)])
  return out
}

describe('reconcile', () => {
  it('M32 shows each printed rating beside those of the rules, and counts the differences', async () => {
    await run('import', example)
    writeFileSync(
      'printed.ndjson',
      [printedRating('R&B-K-001', 'not met'), printedRating('R&B-K-001', 'Green')].join('\n'),
    )
    await run('record', 'printed.ndjson')
    const out = await run('reconcile', '--contract', 'pssp')
    expect(out).toMatch(/0 of 2 printed ratings agree, 1 differs, 1 not in the regime's words/)
    expect(out).toMatch(/^R&B-K-001 +May 2016 +not met +Scrutiny report .* differs$/m)
    const csv = await run('reconcile', '--contract', 'pssp', '--format', 'csv')
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3)
    const json = JSON.parse(await run('reconcile', '--contract', 'pssp', '--format', 'json')) as {
      readonly summary: unknown
    }
    expect(json.summary).toEqual({ agrees: 0, differs: 1, 'unknown-word': 1 })
  })

  it('says so if there is none', async () => {
    const out = await run('reconcile', '--store', example, '--contract', 'pssp')
    expect(out).toContain('No printed rating has been recorded.')
  })
})
