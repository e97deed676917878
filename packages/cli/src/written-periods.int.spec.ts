import { psspScheme } from '@kpi-ledger/testing'
import { writeFileSync } from 'node:fs'
import { inNewFolder, kpiLedger } from './fixture.spec'

const contractFrom = (contract: string, yearStart: number): ReadonlyArray<object> => [
  { type: 'RegisterContract', contract, title: 'T', authority: 'A', supplier: 'S', yearStart },
  {
    ...{ type: 'AdoptRegime', contract, regime: 'r', title: 'R' },
    ...{ effectiveFrom: '2016-01', scheme: psspScheme },
  },
  {
    ...{ type: 'DefineKPI', contract, regime: 'r', kpi: 'K', description: 'D', serviceArea: 'S' },
    ...{ frequency: 'quarterly', unit: 'percent', effectiveFrom: '2016-01' },
    target: { comparator: '>=', value: 90, profile: { '06': 80, '09': 85, '12': 88 } },
  },
  {
    ...{ type: 'RecordActual', contract, kpi: 'K' },
    period: yearStart === 1 ? 'FY2016-Q2' : '2016/17 Q1',
    outcome: { kind: 'measured', value: 95 },
  },
]

const lines = (commands: ReadonlyArray<object>): string =>
  commands.map((command) => JSON.stringify(command)).join('\n')

const store = ['--store', 'sqlite:ledger.db']
const parks = [...store, '--contract', 'parks']
const roads = [...store, '--contract', 'roads']

describe('M1a periods as people write them, on the command line', () => {
  inNewFolder()

  beforeAll(async () => {
    writeFileSync('parks.json', lines(contractFrom('parks', 4)))
    writeFileSync('roads.json', lines(contractFrom('roads', 1)))
    const recorded = await kpiLedger('record', ...store, 'parks.json', 'roads.json')
    expect(recorded).toMatchObject({ status: 0 })
  })

  const kpi = ['--kpi', 'K']
  const regimes = ['--from', 'r', '--to', 'r']

  it.each([
    ['scorecard', ['--period', '2016/17-Q1'], ['--period', 'FY2016-Q1']],
    ['scorecard', ['--period', '2016/17 H1'], ['--period', 'FY2016-H1']],
    ['compare', [...regimes, '--period', '2016/17'], [...regimes, '--period', 'FY2016']],
    ['explain', [...kpi, '--period', '2016/17 Q1'], [...kpi, '--period', 'FY2016-Q1']],
    ['tracker', [...kpi, '--year', '2016/17'], [...kpi, '--year', 'FY2016']],
  ])('%s %j answers like %j', async (command, written, ledger) => {
    const [asWritten, asStored] = [
      await kpiLedger(command, ...parks, ...written, '--format', 'json'),
      await kpiLedger(command, ...parks, ...ledger, '--format', 'json'),
    ]
    expect(asWritten).toMatchObject({ status: 0, err: '' })
    expect(asWritten).toEqual(asStored)
  })

  it('publish signs off the intended period', async () => {
    const signed = await kpiLedger(
      'publish',
      ...parks,
      '--period',
      '2016/17-Q1',
      '--actor',
      'Chair',
    )
    expect(signed).toMatchObject({ status: 0 })
    const { out } = await kpiLedger('history', ...parks, '--format', 'json')
    expect(out).toContain('"period": "FY2016-Q1"')
    expect(out).not.toContain('2016/17')
  })

  describe('in the output', () => {
    const quarter = ['--period', 'FY2016-Q1']
    const span = 'Q1: Apr–Jun 2016'

    it.each([
      ['scorecard', quarter, ['T — 2016/17 Q1', span, 'not met in 2016/17 Q1']],
      ['scorecard', [...quarter, '--period', 'FY2016-H1'], [`${span}; H1: Apr–Sep 2016`]],
      ['compare', [...regimes, ...quarter], ['the same actuals in 2016/17 Q1 under A', span]],
      ['explain', [...kpi, ...quarter], ['K D — 2016/17 Q1, r', '95 for 2016/17 Q1', span]],
      ['tracker', [...kpi, '--year', 'FY2016'], ['— 2016/17 (r', '2016/17: Apr 2016–Mar 2017']],
      ['restatements', [], ['2016/17 Q1, r — published', span]],
      ['findings', ['--late-after', '10'], ['2016/17 Q1 was reported on', span]],
    ])('%s %j shows %j, and the months once', async (command, given, words) => {
      for (const format of ['table', 'html']) {
        const { status, out } = await kpiLedger(command, ...parks, ...given, '--format', format)
        expect(status).toBe(0)
        for (const each of words) expect(out).toContain(each)
        // A command to repeat writes periods as the ledger does.
        const shown = out.replace(/<style>.*<\/style>|<code>.*?<\/code>|<[^>]*>/gs, ' ')
        expect(shown.split(/Apr–Jun 2016|Apr 2016–Mar 2017/)).toHaveLength(2)
        expect(shown).not.toContain('FY2016')
      }
    })

    it.each([
      ['scorecard', quarter],
      ['tracker', [...kpi, '--year', 'FY2016']],
      ['restatements', []],
    ])('but %s %j writes them in JSON and CSV as the ledger does', async (command, given) => {
      for (const format of ['json', 'csv']) {
        const { out } = await kpiLedger(command, ...parks, ...given, '--format', format)
        expect(out).not.toContain('2016/17')
        expect(out).not.toContain('Apr–Jun')
        if (format === 'json') expect(out).toContain('"FY2016')
      }
    })

    it('and as the ledger writes them if the year starts in January', async () => {
      const { out } = await kpiLedger('scorecard', ...roads, '--period', 'FY2016-Q2')
      expect(out).toContain('T — FY2016-Q2')
      expect(out).not.toContain('Apr–Jun')
    })

    it('and in a portfolio only if all its contracts write them so', async () => {
      const mixed = await kpiLedger('contracts', ...store, '--period', 'FY2016-Q2')
      expect(mixed.out).toContain('Contracts in FY2016-Q2')
      const parksOnly = ['--store', 'sqlite:parks.db']
      await kpiLedger('record', ...parksOnly, 'parks.json')
      const { out } = await kpiLedger('contracts', ...parksOnly, '--period', 'FY2016-Q1')
      expect(out).toContain('Contracts in 2016/17 Q1')
      expect(out).toContain(span)
    })

    it('and in advice', async () => {
      const [, , , actual] = contractFrom('parks', 4)
      writeFileSync('later.json', lines([{ ...actual, period: 'FY2099-H1' }]))
      const { err } = await kpiLedger('record', ...store, '--strict', 'later.json')
      expect(err).toContain('later.json: K for 2099/00 H1: ')
    })
  })

  const inJanuary = 'is not a period of this contract, whose year starts in January; write'

  it.each([
    ['scorecard', ['--period', '2016-04', '--period', '2016/17'], '--period: 2016/17', 'FY2016'],
    ['compare', [...regimes, '--period', '2016/17-Q1'], '--period: 2016/17-Q1', 'FY2016-Q1'],
    ['explain', [...kpi, '--period', '2016/17-Q1'], '--period: 2016/17-Q1', 'FY2016-Q1'],
    ['publish', ['--period', '2016/17-H2', '--actor', 'A'], '--period: 2016/17-H2', 'FY2016-H2'],
    ['tracker', [...kpi, '--year', '2016/17'], '--year: 2016/17', 'FY2016'],
    ['scorecard', ['--year', '2016/17'], '--year: 2016/17', 'FY2016'],
    ['points', ['--year', '2016/17'], '--year: 2016/17', 'FY2016'],
    ['due', ['--period', '2016/17-Q1'], '--period: 2016/17-Q1', 'FY2016-Q1'],
    ['report', ['--period', '2016/17-Q1'], '--period: 2016/17-Q1', 'FY2016-Q1'],
    ['kpi', [...kpi, '--period', '2016/17-H1'], '--period: 2016/17-H1', 'FY2016-H1'],
    ['template', ['--period', '2016/17', '--out', 'r.csv'], '--period: 2016/17', 'FY2016'],
  ])('%s %j is refused if the year starts in January', async (command, given, what, write) => {
    const { status, out, err } = await kpiLedger(command, ...roads, ...given)
    expect({ status, out, err }).toEqual({
      status: 2,
      out: '',
      err: `kpi-ledger: ${what} ${inJanuary} ${write}\n`,
    })
  })

  it('contracts names the contract whose year starts in January', async () => {
    expect(await kpiLedger('contracts', ...store, '--period', '2016/17')).toMatchObject({
      status: 2,
      err: 'kpi-ledger: --period: 2016/17 is not a period of contract "roads", whose year starts in January; write FY2016\n',
    })
    const { status } = await kpiLedger('contracts', ...store, '--period', 'FY2016')
    expect(status).toBe(0)
  })

  it.each([
    ['scorecard', ['--period', '2016/18'], '--period: expected 2016/17 for the financial year'],
    ['tracker', [...kpi, '--year', '2016/18'], '--year: expected 2016/17 for the financial year'],
    ['tracker', [...kpi, '--year', '2016/17-Q1'], '--year: expected a financial year such as'],
  ])('%s %j is refused', async (command, given, message) => {
    const { status, err } = await kpiLedger(command, ...parks, ...given)
    expect(status).toBe(2)
    expect(err).toContain(message)
  })

  it('record names the file and line of a command for a year that starts in January', async () => {
    const [, , , actual] = contractFrom('roads', 1)
    writeFileSync('more.json', lines([{ ...actual, period: '2017/18' }]))
    const { status, err } = await kpiLedger('record', ...store, 'more.json')
    expect({ status, err }).toEqual({
      status: 2,
      err: `kpi-ledger: more.json: 2017/18 ${inJanuary} FY2017\n`,
    })
  })
})
