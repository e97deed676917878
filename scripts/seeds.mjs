/**
 * Runs the fast lane's specs that draw by chance, with one seed after another:
 * `npm run seeds -- [how many: 20] [the first: 1] [options of Jest]`.
 */
import { spawnSync } from 'node:child_process'
import { drawing } from './drawing.mjs'
import { root, tool } from './run.mjs'

const [count = '20', first = '1', ...options] = process.argv.slice(2)

console.log(`${drawing.length} files`)

const [jest = '', ...args] = tool('jest', '--runTestsByPath', ...drawing, '--silent', ...options)
let failed = 0
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  const { status, stderr } = spawnSync(jest, args, {
    cwd: root,
    env: { ...process.env, KPI_LEDGER_SEED: String(seed) },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} seed ${seed}`)
  if (status === 0) continue
  failed++
  console.error(stderr)
}
process.exitCode = failed === 0 ? 0 : 1
