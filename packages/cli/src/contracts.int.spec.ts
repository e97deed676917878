import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const examples = join(__dirname, '../../../examples')
const store = ['--store', join(examples, 'peterborough-2016/ledger.ndjson')]

const instant = '2016-06-13T09:00:00Z'

const printed = async (...argv: ReadonlyArray<string>): Promise<string> => {
  const { status, out, err } = await kpiLedger('contracts', ...argv)
  expect([status, err]).toEqual([0, ''])
  return out
}

describe('contracts', () => {
  it('lists the contracts with their regimes', async () => {
    const out = await printed(...store)
    expect(out).toMatch(/^ict .* ict-2009 from Apr 2009/m)
    expect(out).toMatch(/^pssp .* pssp-2016 from Apr 2016/m)
    const csv = await printed(...store, '--format', 'csv')
    expect(csv.split('\r\n').map((line) => line.split(',')[0])).toEqual([
      ...['contract', 'ict', 'pssp', ''],
    ])
  })

  it('M38 shows them side by side in a period, with the counts of their scorecards', async () => {
    const out = await printed(...store, '--period', '2016-05')
    expect(out).toMatch(/^Contracts in May 2016$/m)
    const json = await printed(...store, '--period', '2016-05', '--format', 'json')
    const { contracts, grades } = JSON.parse(json) as {
      readonly contracts: ReadonlyArray<{ readonly contract: string; readonly grades: unknown }>
      readonly grades: Readonly<Record<string, number>>
    }
    for (const { contract, grades: counted } of contracts) {
      const asked = ['--contract', contract, '--period', '2016-05', '--format', 'json']
      const card = await kpiLedger('scorecard', ...store, ...asked)
      expect(JSON.parse(card.out)).toMatchObject({ summary: [{ grades: counted }] })
    }
    expect(contracts.map(({ contract }) => contract)).toEqual(['ict', 'pssp'])
    expect(Object.values(grades).reduce((a, b) => a + b)).toBe(43)
  })

  it.each(['contracts', 'history --contract pssp', 'scorecard --contract pssp --period 2016-05'])(
    'M21 one instant for facts and rules, and another for facts, is refused: %s',
    async (line) => {
      const times = ['--as-at', instant, '--facts-as-at', instant]
      const { status, err } = await kpiLedger(...line.split(' '), ...store, ...times)
      expect([status, err]).toEqual([2, expect.stringContaining('--as-at sets both')])
    },
  )

  it('says so if there is none, and refuses a revision, which belongs to one contract', async () => {
    expect(await printed('--store', 'memory:')).toBe('No contract is registered.\n')
    const early = await printed(...store, '--as-at', '2000-01-01T00:00:00Z')
    expect(early).toContain('No contract is registered.')
    const { status, err } = await kpiLedger('contracts', ...store, '--at-revision', '3')
    expect([status, err]).toEqual([2, expect.stringContaining('--at-revision')])
    const portfolio = await printed('--store', 'memory:', '--period', '2016-05')
    expect(portfolio).toBe('Contracts in May 2016\n\nNo contract is registered.\n')
  })
})
