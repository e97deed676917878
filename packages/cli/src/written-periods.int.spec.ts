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

  it('publish signs off the period that is meant', async () => {
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

  const inJanuary = 'is not a period of this contract, whose year starts in January; write'

  it.each([
    ['scorecard', ['--period', '2016-04', '--period', '2016/17'], '--period: 2016/17', 'FY2016'],
    ['compare', [...regimes, '--period', '2016/17-Q1'], '--period: 2016/17-Q1', 'FY2016-Q1'],
    ['explain', [...kpi, '--period', '2016/17-Q1'], '--period: 2016/17-Q1', 'FY2016-Q1'],
    ['publish', ['--period', '2016/17-H2', '--actor', 'A'], '--period: 2016/17-H2', 'FY2016-H2'],
    ['tracker', [...kpi, '--year', '2016/17'], '--year: 2016/17', 'FY2016'],
  ])('%s %j is refused where the year starts in January', async (command, given, what, write) => {
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
