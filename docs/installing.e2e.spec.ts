import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readText } from './page.spec'

const root = join(__dirname, '..')
const page = readText('docs/installing.md')
const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = '']) => block)

let clone = ''
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'kpi ledger '))
})
afterEach(() => {
  rmSync(clone, { recursive: true })
})

it('gives a command that works in the folder with the figures, wherever the clone is', () => {
  for (const folder of ['packages', 'examples', 'node_modules'])
    symlinkSync(join(root, folder), join(clone, folder))
  const lines = `${blocks[1] ?? ''}kpi-ledger verify ledger.ndjson\n`
  const { status, stdout, stderr } = spawnSync('sh', ['-e'], {
    ...{ cwd: clone, input: lines, encoding: 'utf8' },
  })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n[^]*ledger\.ndjson is a ledger of \d+ events/)
})

it('names only scripts that exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>
  }
  const named = [...page.matchAll(/npm (?:run )?(start|pack)\b/g)].map(([, name = '']) => name)
  expect(named).toContain('pack')
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})
