import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger, kpiLedgerWith } from './fixture.spec'

inNewFolder()

const report = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const store = ['--store', 'sqlite:council.db']
const contract = 'pssp'
const note = { type: 'AddNote', contract, period: '2016-05', text: 'seen by the board' }
const actual = (kpi: string, value: number) => ({
  ...{ type: 'RecordActual', contract, kpi, period: '2016-05' },
  outcome: { kind: 'measured', value },
})
const NAMELESS = 'kpi-ledger: nobody is named as the actor: pass --actor, or set KPI_LEDGER_ACTOR\n'

const recording = (commands: ReadonlyArray<object>, ...more: ReadonlyArray<string>) => {
  writeFileSync('commands.json', JSON.stringify(commands))
  return kpiLedger('record', 'commands.json', ...store, ...more)
}

beforeAll(async () => {
  expect((await kpiLedger('import', report, ...store)).status).toBe(0)
})

describe('record', () => {
  it('refuses a command of an unknown type, naming it and its place, and records nothing', async () => {
    const history = ['history', ...store, '--contract', contract, '--format', 'json'] as const
    const before = await kpiLedger(...history)
    const { status, out, err } = await recording([note, { type: 'Nope', contract }])
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/^kpi-ledger: commands\.json.*2.*: type: .*"Nope"/)
    expect(await kpiLedger(...history)).toEqual(before)
  })
})

describe('a store that does not exist yet', () => {
  it('is created by what is recorded, not by what is refused', async () => {
    writeFileSync('rubbish.ndjson', 'rubbish\n')
    writeFileSync('commands.json', JSON.stringify([note]))
    const made = ['--store', 'sqlite:made.db']
    const refused = await kpiLedger('record', 'commands.json', ...made)
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining('"pssp"')])
    expect((await kpiLedger('import', 'rubbish.ndjson', ...made)).status).toBe(2)
    expect(readdirSync('.').filter((name) => name.startsWith('made'))).toEqual([])
    expect((await kpiLedger('import', report, ...made)).status).toBe(0)
    expect(readdirSync('.').filter((name) => name.startsWith('made'))).toEqual(['made.db'])
  })
})

describe('record --dry-run', () => {
  it('says what would be recorded, and leaves the folder unchanged', async () => {
    const files = () => readdirSync('.').map((name) => [name, readFileSync(name, 'base64')])
    writeFileSync('commands.json', JSON.stringify([note]))
    const before = files()
    const dry = await recording([note], '--dry-run')
    expect([dry.status, dry.err]).toEqual([
      0,
      `${NAMELESS}kpi-ledger: nothing was recorded: --dry-run\n`,
    ])
    expect(files()).toEqual(before)
    const { out } = await recording([note])
    const withoutId = (text: string): string => text.replace(/\d{8}-[-\d]{27}/g, '')
    expect(withoutId(dry.out)).toBe(withoutId(out))
  })

  it('treats a store that does not exist as empty, and does not create it', async () => {
    writeFileSync('commands.json', JSON.stringify([note]))
    const argv = ['record', 'commands.json', '--store', 'sqlite:new.db', '--dry-run']
    const { status, err } = await kpiLedger(...argv)
    expect([status, err.split('\n')]).toEqual([
      2,
      [
        'kpi-ledger: new.db does not exist yet; recording creates it',
        expect.stringMatching(/^kpi-ledger: commands\.json: command 1: no contract "pssp"/),
        '',
      ],
    ])
    expect(existsSync('new.db')).toBe(false)
  })

  it('refuses what record refuses: advice with --strict, and a ledger file', async () => {
    const strange = await recording([{ ...note, period: '2999-06' }], '--dry-run', '--strict')
    expect([strange.status, strange.err]).toEqual([2, expect.stringContaining('2999-06')])
    const file = await kpiLedger('record', 'commands.json', '--store', report, '--dry-run')
    expect([file.status, file.err]).toEqual([
      3,
      expect.stringMatching(
        /read-only; import it with kpi-ledger import .*ledger\.ndjson --store sqlite:ledger\.db, /,
      ),
    ])
  })
})

const named = { ...note, metadata: { actor: 'Clerk' } }

it('record --actor names who records commands without an actor', async () => {
  const { status, out } = await recording([note, named], '--actor', 'Officer', '--format', 'json')
  const events = JSON.parse(out) as ReadonlyArray<{ metadata: { actor: string } }>
  expect([status, events.map(({ metadata }) => metadata.actor)]).toEqual([0, ['Officer', 'Clerk']])
  const nobody = await recording([note], '--actor', ' ')
  expect([nobody.status, nobody.err]).toEqual([2, expect.stringContaining('--actor: ')])
})

it('record warns about commands without an actor, uses the environment’s, and can be strict', async () => {
  const warned = await recording([note, named])
  expect([warned.status, warned.err]).toEqual([0, NAMELESS])
  const refused = await recording([note, named], '--strict')
  expect([refused.status, refused.out, refused.err]).toEqual([2, '', NAMELESS])
  const argv = ['record', 'commands.json', ...store, '--strict', '--format', 'json']
  const known = await kpiLedgerWith({ env: { KPI_LEDGER_ACTOR: 'Officer' } }, ...argv)
  expect([known.status, known.err, known.out]).toEqual([0, '', expect.stringMatching(/"Officer"/)])
  const odd = await kpiLedgerWith({ env: { KPI_LEDGER_ACTOR: ' ' } }, ...argv)
  expect([odd.status, odd.err]).toEqual([2, expect.stringContaining('KPI_LEDGER_ACTOR: ')])
})

it('record reports every refusal that does not depend on another', async () => {
  const { status, err } = await recording([
    actual('R&B-K-001', 1),
    actual('R&B-K-001', 2),
    note,
    actual('nowhere', 3),
    { ...note, contract: 'other' },
  ])
  expect(status).toBe(2)
  expect(err.split('\n')).toEqual([
    expect.stringMatching(/^kpi-ledger: commands\.json: command 1: .*R&B-K-001/),
    expect.stringMatching(/^commands\.json: command 4: .*nowhere/),
    expect.stringMatching(/^commands\.json: command 5: no contract "other"/),
    '',
  ])
})
