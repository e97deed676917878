import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

const store = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const kpi = ['--store', store, '--contract', 'pssp', '--kpi', 'R&B-K-001'] as const

describe('charts on the command line', () => {
  inNewFolder()

  it('M43 describe a KPI’s life in words, and draw each of its charts, the same each time', async () => {
    const { status, out } = await kpiLedger('kpi', ...kpi, '--period', '2016-05')
    expect(status).toBe(0)
    expect(out).toContain('R&B-K-001 Achievement of the in-year Council Tax collection rate target')
    expect(out.split('\n')).toContain('Exceeded: 20.32 in May 2016')
    expect(out).toContain('adds up over the year')
    expect(out).toContain('Rules through time')
    const drawn = await kpiLedger('kpi', ...kpi, '--period', '2016-05', '--out', 'kpi.svg')
    expect(drawn).toEqual({ status: 0, out: '', err: '' })
    const svg = readFileSync('kpi.svg', 'utf8')
    expect(svg.match(/role="img"/g)).toHaveLength(4)
    const again = await kpiLedger('kpi', ...kpi, '--period', '2016-05', '--format', 'svg')
    expect(again.out).toBe(svg)
  })

  it('draw the service areas of a year, and say what has no chart', async () => {
    const scorecard = ['scorecard', '--store', store, '--contract', 'pssp', '--format', 'svg']
    const { status, out } = await kpiLedger(...scorecard, '--year', '2016/17')
    expect(status).toBe(0)
    expect(out).toContain('<svg xmlns="http://www.w3.org/2000/svg" class="kpi-chart"')
    expect(await kpiLedger(...scorecard, '--period', '2016-05')).toMatchObject({
      status: 2,
      err: expect.stringContaining('specify --year, or use kpi') as unknown,
    })
    const due = await kpiLedger(
      'due',
      '--store',
      store,
      '--contract',
      'pssp',
      '--period',
      '2016-05',
      '--format',
      'svg',
    )
    expect(due).toMatchObject({
      status: 2,
      err: expect.stringContaining("'svg' is invalid") as unknown,
    })
  })
})
