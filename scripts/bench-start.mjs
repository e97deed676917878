/**
 * Measures how long the published command line takes to start, as whole processes that alternate
 * with `node -e 0`: the median of the ratios of the pairs. Run `node scripts/bench-start.mjs
 * [pairs]` after `node scripts/bundle-cli.mjs`.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './run.mjs'

const PAIRS = Number(process.argv[2] ?? 15)
const program = join(root, 'packages', 'cli', 'dist', 'bundle', 'program', 'main.js')
const ledger = join(root, 'examples', 'peterborough-2016', 'ledger.ndjson')
const question = ['--store', ledger, '--contract', 'pssp', '--period', '2016-05']

/** @type {ReadonlyArray<{ name: string, argv: string[], atMost: number }>} */
const measured = [
  { name: 'kpi-ledger --version', argv: [program, '--version'], atMost: 1.7 },
  { name: 'kpi-ledger scorecard', argv: [program, 'scorecard', ...question], atMost: 2.8 },
]

const millisecondsOf = (/** @type {string[]} */ argv) => {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return performance.now() - start
}

const median = (/** @type {number[]} */ values) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

for (const { name, argv, atMost } of measured) {
  millisecondsOf(argv)
  const ratios = Array.from({ length: PAIRS }, () => {
    const base = millisecondsOf(['-e', '0'])
    return millisecondsOf(argv) / base
  })
  console.log(`${name.padEnd(24)}${median(ratios).toFixed(2)} of node -e 0 (wanted: ${atMost})`)
}
