import { psspScheme } from '@kpi-ledger/testing'
import { writeFileSync } from 'node:fs'
import { inNewFolder, kpiLedger } from './fixture.spec'

const contract = 'c'
const begin = [
  { type: 'RegisterContract', contract, title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
  {
    ...{ type: 'AdoptRegime', contract, regime: 'first', title: 'First' },
    ...{ effectiveFrom: '2023-04', scheme: psspScheme },
  },
  {
    ...{
      type: 'DefineKPI',
      contract,
      regime: 'first',
      kpi: 'A-1',
      description: 'A',
      serviceArea: 'S',
    },
    ...{ frequency: 'monthly', unit: 'count', effectiveFrom: '2023-04' },
    target: { comparator: '<=', value: 3 },
  },
]
const odd = [
  { ...begin[2], kpi: '\u0410-1' },
  {
    ...{ type: 'RecordActual', contract, kpi: 'A-1', period: '2024-03' },
    outcome: { kind: 'measured', value: -1 },
  },
]
const store = ['--store', 'sqlite:ledger.db']

describe('record gives advice (M40)', () => {
  inNewFolder()

  const by = ['--actor', 'Ann']

  beforeAll(() => {
    writeFileSync('begin.json', begin.map((each) => JSON.stringify(each)).join('\n'))
    writeFileSync('odd.json', odd.map((each) => JSON.stringify(each)).join('\n'))
  })

  it('by file and line on stderr or, with --strict, as a refusal that records nothing', async () => {
    expect(await kpiLedger('record', ...store, ...by, 'begin.json')).toMatchObject({
      status: 0,
      err: '',
    })
    const sentences = [
      'odd.json:1: KPI "\u0410-1" (U+0410) looks like "A-1" (U+0041), which is another',
      'odd.json:2: A-1 for 2024-03: -1 is negative, but it is a count',
    ]
    const refused = await kpiLedger('record', ...store, '--strict', 'odd.json')
    expect(refused).toMatchObject({ status: 2, out: '' })
    for (const sentence of sentences) expect(refused.err).toContain(sentence)
    const recorded = await kpiLedger('record', ...store, ...by, 'odd.json')
    expect(recorded).toMatchObject({
      status: 0,
      err: sentences.map((sentence) => `kpi-ledger: ${sentence}\n`).join(''),
    })
    const { out } = await kpiLedger('findings', ...store, '--contract', contract)
    expect(out).toMatch(/outside|implausible for their unit/)
    expect(out).toContain('looks like')
  })
})
