import { writeFileSync } from 'node:fs'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const scheme = {
  levels: ['serious', 'severe'],
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    {
      ...{ code: 'minor', label: 'Minor', grade: 'approaching-target' },
      ...{ when: { reaches: 'serious' }, points: 1 },
    },
    {
      ...{ code: 'serious', label: 'Serious', grade: 'requires-improvement' },
      ...{ when: { reaches: 'severe' }, points: 2 },
    },
    { code: 'severe', label: 'Severe', grade: 'inadequate', when: 'otherwise', points: 3 },
  ],
  notRated: { code: 'none', label: 'None' },
  repeat: { within: 2, factor: 2 },
}
const contract = 'c'
const commands = [
  { type: 'RegisterContract', contract, title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
  {
    ...{ type: 'AdoptRegime', contract, regime: 'r', title: 'R', effectiveFrom: '2016-04' },
    scheme,
  },
  {
    ...{ type: 'DefineKPI', contract, regime: 'r', kpi: 'K', description: 'Availability' },
    ...{ serviceArea: 'Hosting', frequency: 'monthly', unit: 'percent', ratedTo: 1 },
    ...{ effectiveFrom: '2016-04' },
    target: { comparator: '>=', value: 99, levels: { serious: 98, severe: 97 } },
  },
  ...[96.5, 98.5, 96.5].map((value, i) => ({
    ...{ type: 'RecordActual', contract, kpi: 'K', period: `2016-0${i + 4}` },
    outcome: { kind: 'measured', value },
  })),
]

describe('points', () => {
  it('M34 prints each period with points, the run it belongs to, and the totals', async () => {
    writeFileSync('c.ndjson', commands.map((command) => JSON.stringify(command)).join('\n'))
    const store = ['--store', 'sqlite:points.db']
    expect((await kpiLedger('record', ...store, 'c.ndjson')).status).toBe(0)
    const asking = ['points', ...store, '--contract', contract, '--year', '2016/17']
    const { status, out, err } = await kpiLedger(...asking)
    expect([status, err]).toEqual([0, ''])
    expect(out).toMatch(/^c: 11 points in /m)
    expect(out).toMatch(/^Apr 2016 +Severe +3 +1 +3$/m)
    expect(out).toMatch(/^May 2016 +Minor +1 +2 +2$/m)
    expect(out).toMatch(/^Jun 2016 +Severe +3 +3 +6$/m)
    expect(out).toMatch(/^Last 12 months +11$/m)
    const csv = await kpiLedger(...asking, '--format', 'csv')
    const lines = csv.out.trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + 12)
    expect(lines[3]).toContain('2016-06,severe,Severe,inadequate,3,3,6')
  })
})
