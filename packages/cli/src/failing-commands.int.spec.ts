import { copyFileSync, writeFileSync } from 'node:fs'
import { addDamaged, inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const parks = ['--store', 'sqlite:parks.db']
const asked = ['--contract', 'parks']
const june = ['--period', '2016-06']
const year = ['--year', '2016/17']
const event = 'ffffffff-0000-4000-8000-000000000000'

/** The questions about a period, or about the year that a period is in. */
const periodic: ReadonlyArray<ReadonlyArray<string>> = [
  ['template', ...asked, ...june, '--out', 'other.csv'],
  ['scorecard', ...asked, ...june],
  ['scorecard', ...asked, ...june, '--format', 'html'],
  ['scorecard', ...asked, ...year],
  ['due', ...asked, ...june],
  ['kpi', ...asked, ...june, '--kpi', 'P1'],
  ['points', ...asked, ...year],
  ['report', ...asked, ...june],
  ['explain', ...asked, ...june, '--kpi', 'P1'],
  ['compare', ...asked, ...june, '--from', 'parks-2016', '--to', 'parks-2016'],
  ['tracker', ...asked, ...year, '--kpi', 'P1'],
  ['publish', ...asked, ...june, '--actor', 'Ann'],
]

/** The commands that read the events of one contract. */
const ofContract: ReadonlyArray<ReadonlyArray<string>> = [
  ...periodic,
  ['rules', ...asked],
  ['reconcile', ...asked],
  ['history', ...asked],
  ['history', ...asked, '--format', 'html'],
  ['findings', ...asked],
  ['restatements', ...asked],
  ['prove', ...asked, '--revision', '1'],
  ['prove', ...asked, '--from-size', '1'],
  ['digest', ...asked],
]

/** All that read events, with options that are right but for those of their store. */
const reading: ReadonlyArray<ReadonlyArray<string>> = [
  ...ofContract,
  ['define', 'parks.yaml'],
  ['define', 'parks.yaml', '--dry-run'],
  ['collect', 'june.csv', '--yes'],
  ['withdraw', ...asked, '--event', event, '--reason', 'twice'],
  ['record', 'note.json'],
  ['record', 'note.json', '--dry-run'],
  ['contracts'],
  ['contracts', '--format', 'html'],
  ['contracts', ...june],
  ['export'],
]

/** The commands that take no revision. */
const UNREVISED = ['template', 'publish', 'prove', 'digest']

const inWords = (commands: ReadonlyArray<ReadonlyArray<string>>) =>
  commands.map((argv) => [argv.join(' '), argv] as const)

beforeAll(async () => {
  const { out } = await kpiLedger('define', '--example')
  writeFileSync('parks.yaml', out)
  const note = { type: 'AddNote', contract: 'parks', period: '2016-06', text: 'Late.' }
  writeFileSync('note.json', JSON.stringify(note))
  expect(await kpiLedger('define', 'parks.yaml', ...parks)).toMatchObject({ status: 0 })
  await kpiLedger('template', ...parks, ...asked, ...june, '--out', 'june.csv')
  writeFileSync('broken.db', 'no database, though long enough to look like one'.repeat(99))
  copyFileSync('parks.db', 'damaged.db')
  addDamaged('damaged.db', 'parks')
  copyFileSync('damaged.db', 'unhashed.db')
  addDamaged('damaged.db', 'roads', true)
})

describe('a command fails without its store', () => {
  const stored = [...reading, ['backup', '--out', 'copy.db']]

  it.each(inWords(stored))('that is of no known kind: %s', async (_, argv) => {
    const { status, out, err } = await kpiLedger(...argv, '--store', 'oracle:parks')
    expect([status, out, err]).toEqual([2, '', expect.stringContaining('--store: ')])
    expect(err).toContain('oracle:parks')
  })

  it.each(inWords(stored))('that is no database: %s', async (_, argv) => {
    const { status, out, err } = await kpiLedger(...argv, '--store', 'sqlite:broken.db')
    expect([status, out]).toEqual([3, ''])
    expect(err).toContain('broken.db')
  })

  it.each(inWords(reading))('that has an event that does not decode: %s', async (_, argv) => {
    const { status, err } = await kpiLedger(...argv, '--store', 'sqlite:damaged.db')
    expect([status, err]).toEqual([2, expect.stringMatching(/position \d+: .*missing/)])
  })
})

it('contracts are listed without their other events, unless their roots are shown', async () => {
  const store = ['--store', 'sqlite:unhashed.db']
  expect(await kpiLedger('contracts', ...store)).toMatchObject({ status: 0, err: '' })
  const { status, out, err } = await kpiLedger('contracts', ...store, '--format', 'html')
  expect([status, out, err]).toEqual([2, '', expect.stringMatching(/position \d+: .*missing/)])
})

describe('a command fails without a contract or a period that it can use', () => {
  it.each(inWords(ofContract))('a contract that is not there: %s', async (_, argv) => {
    const other = argv.map((each) => (each === 'parks' ? 'park' : each))
    const { status, out, err } = await kpiLedger(...other, ...parks)
    expect([status, out, err]).toEqual([2, '', expect.stringContaining('did you mean "parks"?')])
  })

  it.each(inWords(periodic))('a period that is none: %s', async (_, argv) => {
    const other = argv.map((each) => (/^2016[-/]/.test(each) ? '2016' : each))
    const { status, out, err } = await kpiLedger(...other, ...parks)
    expect([status, out, err]).toEqual([2, '', expect.stringContaining('got "2016"')])
  })

  const early = periodic.filter((argv) => argv.includes('2016-06') && argv[0] !== 'compare')

  it.each(inWords(early))('a period before it: %s', async (_, argv) => {
    const other = argv.map((each) => (each === '2016-06' ? '1999-05' : each))
    const { status, out, err } = await kpiLedger(...other, ...parks)
    const says = 'no regime is in effect in 1999-05'
    expect([status, out, err]).toEqual([2, '', expect.stringContaining(says)])
  })

  const revised = ofContract.filter(([name = '']) => !UNREVISED.includes(name))

  it.each(inWords(revised))('a revision that is not there: %s', async (_, argv) => {
    const { status, out, err } = await kpiLedger(...argv, ...parks, '--at-revision', '99')
    const says = 'there is no revision 99; the contract has 5 events'
    expect([status, out, err]).toEqual([2, '', expect.stringContaining(says)])
  })

  it('says so even if the contracts there are cannot be listed', async () => {
    const store = ['--store', 'sqlite:damaged.db', '--contract', 'park']
    const why = ['--event', event, '--reason', 'twice']
    const { status, err } = await kpiLedger('withdraw', ...store, ...why)
    expect([status, err]).toEqual([2, 'kpi-ledger: no contract "park" is registered\n'])
    const unlisted = await kpiLedger('rules', ...store)
    expect([unlisted.status, unlisted.err]).toEqual([2, expect.stringMatching(/position \d+: /)])
  })
})
