import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const examples = join(__dirname, '../../../examples')
const store = ['--store', 'sqlite:council.db']

describe('define', () => {
  it('sets up the example it prints, and records nothing the second time', async () => {
    const { out: example } = await kpiLedger('define', '--example')
    writeFileSync('parks.yaml', example)
    const first = await kpiLedger('define', 'parks.yaml', ...store, '--actor', 'Parks client team')
    expect([first.status, first.err]).toEqual([0, ''])
    expect(first.out).toMatch(/KPIDefined +P1 parks-2016/)
    const second = await kpiLedger('define', 'parks.yaml', ...store)
    expect([second.status, second.out.trim()]).toEqual([0, 'No events.'])
    expect(second.err).toBe(
      'kpi-ledger: the ledger already matches parks.yaml; nothing was recorded\n',
    )
  })

  it('shows what a new ledger would begin with, without creating its file', async () => {
    const shown = await kpiLedger(
      'define',
      'parks.yaml',
      '--store',
      'sqlite:new.db',
      '--dry-run',
      '--actor',
      'A',
    )
    expect([shown.status, shown.err]).toEqual([
      0,
      'kpi-ledger: new.db does not exist yet; recording creates it\nkpi-ledger: nothing was recorded: --dry-run\n',
    ])
    expect(shown.out).toContain('ContractRegistered')
    expect(existsSync('new.db')).toBe(false)
  })

  it('shows a change without recording it, asks for its reason and records it once', async () => {
    const { out: example } = await kpiLedger('define', '--example')
    writeFileSync('changed.yaml', example.replace('"<= 3 days"', '"<= 4 days"'))
    const asked = await kpiLedger('define', 'changed.yaml', ...store)
    expect([asked.status, asked.err]).toEqual([
      2,
      'kpi-ledger: changed.yaml:45:17: the revised target of KPI "P2" from 2016-04 needs a reason; give it in the file beside the change, or for all changes with --reason\n',
    ])
    const reason = ['--reason', 'more trees', ...store]
    const shown = await kpiLedger('define', 'changed.yaml', '--dry-run', ...reason)
    expect(shown.out).toContain('target from 2016-04: at most 4')
    const recorded = await kpiLedger('define', 'changed.yaml', ...reason)
    expect(recorded.out.split('TargetRevised')).toHaveLength(2)
    expect((await kpiLedger('define', 'changed.yaml', ...reason)).out.trim()).toBe('No events.')
  })

  it('reports every fault of a file by line and column, and records nothing', async () => {
    writeFileSync('wrong.yaml', 'contract: Parks\ntitle: T\nregimes:\n  - target: >= 95\n')
    const { status, err } = await kpiLedger('define', 'wrong.yaml', ...store)
    expect(status).toBe(2)
    expect(err).toMatch(/^kpi-ledger: wrong\.yaml:1:1: authority: .*$/m)
    expect(err).toMatch(/^wrong\.yaml:1:11: contract: expected an id .*$/m)
    expect(err).toMatch(/^wrong\.yaml:4:14: put what begins with ">" in quotes.*$/m)
  })

  it.each([
    ['peterborough-2016', 'pssp'],
    ['auditor', 'pssp'],
  ])('has nothing to do for what rules prints about the example %s', async (name, contract) => {
    const url = `sqlite:${name}.db`
    await kpiLedger('import', '--store', url, join(examples, name, 'ledger.ndjson'))
    const asked = ['--store', url, '--contract', contract, '--format', 'yaml']
    const { out } = await kpiLedger('rules', ...asked)
    writeFileSync(`${name}.yaml`, out)
    const { status, err, out: events } = await kpiLedger('define', `${name}.yaml`, '--store', url)
    expect([status, err, events.trim()]).toEqual([
      0,
      `kpi-ledger: the ledger already matches ${name}.yaml; nothing was recorded\n`,
      'No events.',
    ])
    await kpiLedger('define', `${name}.yaml`, '--store', 'sqlite:new.db', '--reason', 'set up')
    const again = ['--store', 'sqlite:new.db', ...asked.slice(2)]
    if (name === 'peterborough-2016') expect((await kpiLedger('rules', ...again)).out).toBe(out)
  })
})
