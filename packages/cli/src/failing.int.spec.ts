import { readFileSync, writeFileSync } from 'node:fs'
import { inNewFolder, kpiLedger, kpiLedgerWith } from './fixture.spec'

inNewFolder()

const parks = ['--store', 'sqlite:parks.db']
const asked = ['--contract', 'parks']
const event = 'ffffffff-0000-4000-8000-000000000000'
const june = ['--period', '2016-06']

/** Each command that is tried, with options that are right but for those of its store. */
const commands: Readonly<Record<string, ReadonlyArray<string>>> = {
  define: ['define', 'owned.yaml'],
  'define --dry-run': ['define', 'owned.yaml', '--dry-run'],
  collect: ['collect', 'june.csv', '--yes'],
  withdraw: ['withdraw', ...asked, '--event', event, '--reason', 'twice'],
  template: ['template', ...asked, ...june, '--out', 'other.csv'],
  scorecard: ['scorecard', ...asked, ...june],
  'scorecard --format html': ['scorecard', ...asked, ...june, '--format', 'html'],
  'scorecard --year': ['scorecard', ...asked, '--year', '2016/17'],
  backup: ['backup', '--out', 'copy.db'],
}
const names = Object.keys(commands)
const line = (name: string): ReadonlyArray<string> => commands[name] ?? []

beforeAll(async () => {
  const { out } = await kpiLedger('define', '--example')
  const owned = out.replace('unit: days', 'unit: days\n        owner: Trees team')
  writeFileSync('owned.yaml', owned)
  expect(await kpiLedger('define', 'owned.yaml', ...parks)).toMatchObject({ status: 0 })
  await kpiLedger('template', ...parks, ...asked, ...june, '--out', 'june.csv')
  const filled = readFileSync('june.csv', 'utf8').replace(/^(P1,.*),,,,\r$/m, '$1,250,,,\r')
  writeFileSync('june.csv', filled)
  writeFileSync('broken.db', 'no database, though long enough to look like one'.repeat(99))
  writeFileSync('faulty.yaml', 'kpi: [Ref]\nfigures: Figure\n')
  writeFileSync('stranger.csv', 'Street,Bins\nHigh St,3\n')
})

describe('a command fails without its store', () => {
  it.each(names)('that is of no known kind: %s', async (name) => {
    const { status, out, err } = await kpiLedger(...line(name), '--store', 'oracle:parks')
    expect([status, out, err]).toEqual([2, '', expect.stringContaining('--store: ')])
    expect(err).toContain('oracle:parks')
  })

  it.each(names)('that is no database: %s', async (name) => {
    const { status, out, err } = await kpiLedger(...line(name), '--store', 'sqlite:broken.db')
    expect([status, out]).toEqual([3, ''])
    expect(err).toContain('broken.db')
  })
})

describe('a command fails without a contract, a period or an actor that it can use', () => {
  it.each(['define', 'collect', 'withdraw'])(
    'an actor of the environment is checked like one that is given: %s',
    async (name) => {
      const env = { KPI_LEDGER_ACTOR: 'a'.repeat(5000) }
      const { status, err } = await kpiLedgerWith({ env }, ...line(name), ...parks)
      expect([status, err]).toEqual([2, expect.stringContaining('KPI_LEDGER_ACTOR: expected ')])
    },
  )

  it.each(['template', 'scorecard', 'scorecard --format html', 'scorecard --year'])(
    'a contract that is not there: %s',
    async (name) => {
      const argv = line(name).map((each) => (each === 'parks' ? 'park' : each))
      const { status, err } = await kpiLedger(...argv, ...parks)
      expect([status, err]).toEqual([2, expect.stringContaining('did you mean "parks"?')])
    },
  )

  it.each(['template', 'scorecard', 'scorecard --format html', 'scorecard --year'])(
    'a period that this contract does not have, and one before it: %s',
    async (name) => {
      for (const period of ['2016', '1999-05']) {
        const argv = line(name).map((each) => (/^2016/.test(each) ? period : each))
        const { status, out, err } = await kpiLedger(...argv, ...parks)
        expect([status, out, err]).toEqual([2, '', expect.stringContaining(period)])
      }
    },
  )

  it('a reason that withdraws nothing', async () => {
    const argv = ['withdraw', ...parks, ...asked, '--event', event, '--reason', '']
    const { status, err } = await kpiLedger(...argv)
    expect([status, err]).toEqual([2, expect.stringContaining('reason: ')])
  })
})

describe('collect', () => {
  const guessing = ['collect', ...parks, '--guess']

  it.each<[string, ReadonlyArray<string>, string]>([
    ['two files', [...guessing, 'june.csv', 'june.csv'], '--guess: expected one file'],
    ['a return', [...guessing, 'june.csv'], 'june.csv: written by template; it needs no mapping'],
    ['no contract', [...guessing, 'stranger.csv'], '--guess: which contract is it for?'],
    ['an unknown contract', [...guessing, 'stranger.csv', '--contract', 'park'], '"parks"'],
    ['a stranger', [...guessing, 'stranger.csv', ...asked], 'stranger.csv: none of its sheets'],
  ])('proposes no mapping of %s', async (_, argv, says) => {
    const { status, out, err } = await kpiLedger(...argv)
    expect([status, out, err]).toEqual([2, '', expect.stringContaining(says)])
  })

  it('reads nothing by a mapping that is faulty or not there', async () => {
    const by = ['collect', ...parks, 'stranger.csv', '--mapping']
    const faulty = await kpiLedger(...by, 'faulty.yaml')
    expect(faulty.err).toMatch(
      /faulty\.yaml:1:6: kpi: .*\n.*faulty\.yaml:2:10: unknown field "figures"/,
    )
    const gone = await kpiLedger(...by, 'gone.yaml')
    expect([faulty.status, gone.status, gone.err]).toEqual([
      2,
      2,
      expect.stringContaining('gone.yaml') as unknown,
    ])
  })

  it('shows a figure that looks wrong with the advice on it', async () => {
    const { status, out } = await kpiLedger('collect', ...parks, 'june.csv', '--dry-run')
    expect([status, out]).toEqual([
      0,
      expect.stringContaining('P1 for 2016-06: 250 is more than 100 %'),
    ])
  })
})

describe('define', () => {
  it('prints the JSON Schema of definitions', async () => {
    const { status, out } = await kpiLedger('define', '--schema')
    expect([status, JSON.parse(out)]).toMatchObject([0, { type: 'object' }])
  })

  it('says that it needs a file, and which is not there', async () => {
    const none = await kpiLedger('define', ...parks)
    expect([none.status, none.err]).toEqual([2, expect.stringContaining('--example')])
    const gone = await kpiLedger('define', ...parks, 'gone.yaml')
    expect([gone.status, gone.err]).toEqual([2, expect.stringContaining('gone.yaml')])
  })
})

describe('template', () => {
  it('writes the return of one owner, or names the owners that there are', async () => {
    const owned = ['template', ...parks, ...asked, ...june, '--owner']
    const theirs = await kpiLedger(...owned, 'Trees team', '--out', 'trees.csv')
    expect([theirs.status, theirs.out]).toEqual([0, 'trees.csv: 1 KPI, Jun 2016\n'])
    const nobody = await kpiLedger(...owned, 'Nobody', '--out', 'nobody.csv')
    expect([nobody.status, nobody.err]).toEqual([
      2,
      expect.stringContaining('the owners are "Trees team"') as unknown,
    ])
    const both = await kpiLedger(...owned, 'Trees team', '--by-owner', '--out', 'trees.xlsx')
    expect([both.status, both.err]).toEqual([
      2,
      expect.stringContaining('--by-owner cannot be combined with --owner') as unknown,
    ])
  })
})
