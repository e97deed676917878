import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { inNewFolder, kpiLedger, kpiLedgerWith } from './fixture.spec'

inNewFolder()

const parks = ['--store', 'sqlite:parks.db']
const asked = ['--contract', 'parks']
const event = 'ffffffff-0000-4000-8000-000000000000'
const june = ['--period', '2016-06']

beforeAll(async () => {
  const { out } = await kpiLedger('define', '--example')
  const owned = out.replace('unit: days', 'unit: days\n        owner: Trees team')
  writeFileSync('owned.yaml', owned)
  expect(await kpiLedger('define', 'owned.yaml', ...parks)).toMatchObject({ status: 0 })
  await kpiLedger('template', ...parks, ...asked, ...june, '--out', 'june.csv')
  const filled = readFileSync('june.csv', 'utf8').replace(/^(P1,.*),,,,\r$/m, '$1,250,,,\r')
  writeFileSync('june.csv', filled)
  const note = { type: 'AddNote', contract: 'parks', period: '2016-06', text: 'Late.' }
  writeFileSync('note.json', JSON.stringify(note))
  const register = { ...{ type: 'RegisterContract', contract: 'c', title: 'C' }, yearStart: 4 }
  writeFileSync('contract.json', JSON.stringify({ ...register, authority: 'A', supplier: 'S' }))
  writeFileSync('faulty.yaml', 'kpi: [Ref]\nfigures: Figure\n')
  writeFileSync('stranger.csv', 'Street,Bins\nHigh St,3\n')
})

describe('a command fails without an actor or a reason that it can record', () => {
  const withdraw = ['withdraw', ...asked, '--event', event, '--reason']

  it.each([
    ['define', ['define', 'owned.yaml']],
    ['collect', ['collect', 'june.csv', '--yes']],
    ['record', ['record', 'note.json']],
    ['withdraw', [...withdraw, 'twice']],
  ])('an actor of the environment is checked like one that is given: %s', async (_, argv) => {
    const env = { KPI_LEDGER_ACTOR: 'a'.repeat(5000) }
    const { status, err } = await kpiLedgerWith({ env }, ...argv, ...parks)
    expect([status, err]).toEqual([2, expect.stringContaining('KPI_LEDGER_ACTOR: expected ')])
  })

  it('a reason that withdraws nothing', async () => {
    const { status, err } = await kpiLedger(...withdraw, '', ...parks)
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

describe('record and import', () => {
  it('say which files have no command', async () => {
    writeFileSync('empty.json', ' \n')
    writeFileSync('cut.json', '{"type":"AddNote",')
    writeFileSync('list.json', '[\n{"type":"AddNote"},\n')
    const { status, err } = await kpiLedger(
      'record',
      'empty.json',
      'cut.json',
      'list.json',
      ...parks,
    )
    expect(status).toBe(2)
    expect(err.replace('kpi-ledger: ', '').trimEnd().split('\n')).toEqual([
      'empty.json: expected a command, got nothing',
      expect.stringMatching(/^cut\.json: not JSON: /),
      expect.stringMatching(/^list\.json: not JSON: /),
    ])
  })

  it('try commands on a store that does not exist yet, which stays so', async () => {
    const { status, err } = await kpiLedger('record', 'contract.json', '--dry-run')
    expect([status, err]).toEqual([
      0,
      expect.stringMatching(/^kpi-ledger: kpi-ledger\.db does not exist yet; /),
    ])
    expect(existsSync('kpi-ledger.db')).toBe(false)
    const none = await kpiLedger('record', 'contract.json', '--dry-run', '--store', 'sqlite:')
    expect([none.status, none.err]).toEqual([2, expect.stringContaining('does not name a file')])
  })

  it('import no folder', async () => {
    const { status, err } = await kpiLedger('import', '.', ...parks)
    expect([status, err]).toEqual([2, 'kpi-ledger: .: it is a directory\n'])
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
