import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeLine } from '@kpi-ledger/core'
import { generateLedger } from '@kpi-ledger/testing'
import { startEventStoreDBDouble, type EventStoreDBDouble } from '@kpi-ledger/eventstoredb-double'

const root = join(__dirname, '../../..')
const ledger = join(root, 'examples/peterborough-2016/ledger.ndjson')
const script = join(__dirname, '../bin/kpi-ledger.js')

let folder = ''
let server: EventStoreDBDouble | null = null
const children = new Set<ChildProcess>()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-stores-'))
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
  await server?.stop()
  server = null
})

interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** Runs the built command line, and interrupts it as soon as a condition holds. */
const kpiLedger = (
  argv: ReadonlyArray<string>,
  interruptWhen: () => boolean = () => false,
): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...argv], { cwd: folder })
    children.add(child)
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    const watch = setInterval(() => {
      if (!interruptWhen()) return
      clearInterval(watch)
      child.kill('SIGINT')
    }, 1)
    child.on('close', (status, signal) => {
      clearInterval(watch)
      children.delete(child)
      resolve({ status, signal, out, err })
    })
  })

const answers = async (store: string): Promise<ReadonlyArray<string>> => {
  const asked = [
    ['scorecard', '--period', '2016-04', '--period', '2016-05', '--format', 'json'],
    ['scorecard', '--period', '2016-04', '--at-revision', '50', '--format', 'json'],
    ['tracker', '--kpi', 'R&B-K-001', '--year', 'FY2016', '--format', 'json'],
    ['explain', '--kpi', 'R&B-K-008', '--period', '2016-05', '--format', 'json'],
    ['history', '--format', 'json'],
    ...['json', 'csv', 'table'].map((format) => ['restatements', '--format', format]),
  ]
  const all: Array<string> = []
  for (const argv of asked) {
    const { status, out, err } = await kpiLedger([...argv, '--contract', 'pssp', '--store', store])
    expect([status, err]).toEqual([0, ''])
    all.push(out)
  }
  return all
}

/** A ledger file of the report with a publication, followed by a correction. */
const publishedLedger = async (): Promise<string> => {
  const store = ['--store', 'sqlite:published.db']
  const correction = {
    type: 'CorrectActual',
    contract: 'pssp',
    kpi: 'R&B-K-001',
    period: '2016-05',
    outcome: { kind: 'measured', value: 20.3 },
    reason: 'counted twice',
  }
  writeFileSync(join(folder, 'correction.json'), JSON.stringify(correction))
  for (const argv of [
    ['import', ledger],
    ['publish', '--contract', 'pssp', '--period', '2016-05', '--actor', 'Chair'],
    ['record', 'correction.json', '--actor', 'Officer'],
  ])
    expect(await kpiLedger([...argv, ...store])).toMatchObject({ status: 0, err: '' })
  const { out } = await kpiLedger(['export', ...store])
  // One contract after the other, as an import in parts needs.
  const lines = out.trimEnd().split('\n')
  const isPssp = (line: string) => line.includes('"stream":"kpiContract-pssp"')
  const inOrder = [...lines.filter(isPssp), ...lines.filter((line) => !isPssp(line))]
  const path = join(folder, 'published.ndjson')
  writeFileSync(path, `${inOrder.join('\n')}\n`)
  return path
}

it('gives the same answers from every store, byte for byte, and exports the same ledger', async () => {
  server = await startEventStoreDBDouble()
  const published = await publishedLedger()
  const stores = [published, 'sqlite:ledger.db', server.connectionString]
  for (const store of stores.slice(1)) {
    const imported = await kpiLedger(['import', published, '--in-parts', '--store', store])
    expect([imported.status, imported.err]).toEqual([0, ''])
  }
  const [fromFile, ...others] = await Promise.all(stores.map(answers))
  for (const other of others) expect(other).toEqual(fromFile)

  const file = readFileSync(published, 'utf8')
  for (const store of stores) {
    const exported = await kpiLedger(['export', '--store', store])
    expect(exported).toEqual({ status: 0, signal: null, out: file, err: '' })
  }
})

it('records into EventStoreDB, and says what is wrong with it', async () => {
  server = await startEventStoreDBDouble()
  const url = server.connectionString
  const commands = join(folder, 'commands.ndjson')
  const register = {
    type: 'RegisterContract',
    contract: 'pssp',
    title: 'T',
    authority: 'A',
    supplier: 'S',
    yearStart: 4,
  }
  writeFileSync(commands, JSON.stringify(register))
  expect((await kpiLedger(['record', commands, '--store', url])).status).toBe(0)
  const again = await kpiLedger(['record', commands, '--store', url])
  expect([again.status, again.err]).toEqual([2, expect.stringContaining('commands.ndjson')])
  const conflict = await kpiLedger(['import', ledger, '--store', url])
  expect([conflict.status, conflict.out]).toEqual([4, ''])

  server.faults.refuse({ operation: 'read' })
  const denied = await kpiLedger(['export', '--store', url])
  expect([denied.status, denied.err]).toEqual([3, expect.stringContaining('Access Denied')])
  const password = url.replace('esdb://', 'gopher://me:secret@')
  const unknown = await kpiLedger(['export', '--store', password.replace('gopher', 'esdb+x')])
  expect(unknown.status).toBe(2)
  const bad = await kpiLedger(['export', '--store', 'esdb://me:secret@'])
  expect([bad.status, bad.err]).toEqual([2, expect.not.stringContaining('secret')])
})

it('imports several contracts into EventStoreDB only in parts', async () => {
  server = await startEventStoreDBDouble()
  const store = ['--store', server.connectionString]
  const many = join(folder, 'many.ndjson')
  const lines = [...generateLedger({ events: 3000, contracts: 3 })].map(encodeLine)
  writeFileSync(many, `${lines.join('\n')}\n`)
  const whole = await kpiLedger(['import', many, ...store])
  expect([whole.status, whole.err]).toEqual([3, expect.stringContaining('--in-parts')])
  expect((await kpiLedger(['export', ...store])).out).toBe('')
  expect((await kpiLedger(['import', many, '--in-parts', ...store])).status).toBe(0)
  const exported = (await kpiLedger(['export', ...store])).out.trimEnd().split('\n')
  expect([...exported].sort()).toEqual([...lines].sort())
})

const sizeOf = (name: string): number =>
  statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? -1

it.each<readonly [string, (db: string) => boolean]>([
  ['started', () => true],
  ['created the file', (db) => sizeOf(db) >= 0],
  ['begun its log', (db) => sizeOf(`${db}-wal`) > 0],
  ['written some events', (db) => sizeOf(`${db}-wal`) > 500_000],
  ['written more of them', (db) => sizeOf(`${db}-wal`) > 2_000_000],
])('leaves a store intact when an import is interrupted that has just %s', async (when, isTime) => {
  const many = join(folder, 'many.ndjson')
  // Several contracts, so that none continues into future years (M20).
  const lines = [...generateLedger({ events: 6000, contracts: 6 })].map(encodeLine)
  writeFileSync(many, `${lines.join('\n')}\n`)
  const store = ['--store', 'sqlite:ledger.db']
  const ended = await kpiLedger(['import', many, ...store], () => isTime('ledger.db'))
  if (when === 'started') expect(ended.status).not.toBe(0)
  // Before it handles signals, one kills it; it may also finish what it was about to finish.
  expect([0, 130, null]).toContain(ended.status)
  const after = await kpiLedger(['export', ...store])
  const held = after.status === 0 ? after.out.split('\n').length - 1 : 0
  expect(ended.status === 0 ? [lines.length] : [0, lines.length]).toContain(held)
  expect((await kpiLedger(['import', many, ...store])).status).toBe(0)
  expect((await kpiLedger(['export', ...store])).out.split('\n')).toHaveLength(lines.length + 1)
})
