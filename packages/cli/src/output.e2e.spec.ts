import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(__dirname, '../../..')
const ledger = join(root, 'examples/peterborough-2016/ledger.ndjson')
const script = join(__dirname, '../bin/kpi-ledger.js')
const report = `--store '${ledger}' --contract pssp`

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-output-'))
  const contract = { type: 'RegisterContract', contract: 'c', title: 'C', authority: 'A' }
  const command = { ...contract, supplier: 'S', yearStart: 4 }
  writeFileSync(join(folder, 'contract.json'), JSON.stringify(command))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Runs the built command line in a shell; `kpi-ledger` is the program. */
const shell = (line: string) => {
  const words = `kpi-ledger() { '${process.execPath}' '${script}' "$@"; }; ${line}`
  const { status, stdout, stderr } = spawnSync('bash', ['-c', words], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, out: stdout, err: stderr }
}

const unwritten = (reason: string): string =>
  `kpi-ledger: the answer could not be written: ${reason}\n`
const FULL = 'standard output: no space left on the device'

describe('a full disk', () => {
  it.each([
    [`kpi-ledger scorecard ${report} --period 2016-05 > /dev/full`, FULL],
    [`kpi-ledger verify '${ledger}' > /dev/full`, FULL],
    [`kpi-ledger --help > /dev/full`, FULL],
    [
      `kpi-ledger contracts --store '${ledger}' --out /dev/full`,
      '/dev/full: no space left on the device',
    ],
    [
      'kpi-ledger record contract.json --actor A --store sqlite:a.db > /dev/full',
      `${FULL}; stored: 1 event`,
    ],
  ])('gives status 3 and one sentence: %s', (line, reason) => {
    expect(shell(line)).toEqual({ status: 3, out: '', err: unwritten(reason) })
  })

  it('that takes only part of the answer is a failure', () => {
    const { status, err } = shell(`ulimit -f 4; kpi-ledger export --store '${ledger}' > copy`)
    expect([status, err]).toEqual([
      3,
      unwritten('standard output: the file would exceed the size limit'),
    ])
  })

  it('leaves no partial answer in a file', () => {
    const { status } = shell(`ulimit -f 4; kpi-ledger export --store '${ledger}' --out copy`)
    expect([status, readdirSync(folder)]).toEqual([3, ['contract.json']])
  })

  it('with the store on it stores nothing, and gives status 3', () => {
    const { status, err } = shell(`ulimit -f 4; kpi-ledger import '${ledger}' --store sqlite:a.db`)
    expect(status).toBe(3)
    expect(err).toMatch(/^kpi-ledger: [^\n]*a\.db[^\n]*\n$/)
  })

  it('creates no key, and leaves nothing in the way of the next attempt', () => {
    const keygen = 'kpi-ledger keygen --contract c --out c.key'
    expect(shell(`ulimit -f 0; ${keygen}`)).toEqual({
      status: 3,
      out: '',
      err: 'kpi-ledger: no key was made: c.key: the file would exceed the size limit\n',
    })
    expect(readdirSync(folder)).toEqual(['contract.json'])
    expect(shell(keygen)).toMatchObject({ status: 0, err: '' })
  })

  it('the destination of messages does not change the status', () => {
    expect(shell('kpi-ledger verify contract.json 2> /dev/full').status).toBe(2)
  })
})

it('a reader that has read enough ends the answer silently', () => {
  const line = `set -o pipefail; kpi-ledger history ${report} --format json | head -n 1`
  expect(shell(line)).toEqual({ status: 0, out: '[\n', err: '' })
})

it.each(['table', 'json', 'csv'])(
  'a failed verification gives status 1, whether its output is read or not, as %s',
  (format) => {
    const digest = { stream: 'kpiContract-pssp', size: 1, root: '0'.repeat(64) }
    writeFileSync(join(folder, 'digest.json'), JSON.stringify(digest))
    const verify = `kpi-ledger verify digest.json --ledger '${ledger}' --format ${format}`
    for (const line of [`set -o pipefail; ${verify} | true`, `${verify} >&-`]) {
      const { status, err } = shell(line)
      expect([line, status, err]).toEqual([line, 1, expect.stringMatching(/root of 1 event/)])
    }
  },
)

it('--out writes to a pipe, and never replaces a device', () => {
  const line = `mkfifo pipe; cat pipe > got & kpi-ledger export --store '${ledger}' --out pipe; wait`
  expect(shell(line)).toEqual({ status: 0, out: '', err: '' })
  expect(readFileSync(join(folder, 'got'))).toEqual(readFileSync(ledger))
  const again = `set -o pipefail; kpi-ledger export --store '${ledger}' --out /dev/stdout | cat`
  expect(shell(again)).toEqual({ status: 0, out: readFileSync(ledger, 'utf8'), err: '' })
})
