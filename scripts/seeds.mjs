/**
 * Runs the specs of the fast lane that draw random values, with one seed after another:
 * `npm run seeds -- [how many: 20] [the first: 1] [options of Jest]`.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, tool } from './run.mjs'

/**
 * Whether a spec draws random values, itself or through a `.spec` without a level that it imports.
 *
 * @param {string} path
 * @returns {boolean}
 */
const draws = (path) => {
  const text = readFileSync(path, 'utf8')
  if (/fast-check|testing\/conformance|fuzzing/.test(text)) return true
  return [...text.matchAll(/from '(\.[^']*\.spec)'/g)].some(([, spec = '']) =>
    draws(`${join(dirname(path), spec)}.ts`),
  )
}

/** The specs of the fast lane that draw random values. */
const drawing = readdirSync(join(root, 'packages')).flatMap((name) => {
  const source = join(root, 'packages', name, 'src')
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((file) => join(source, file))
    .filter((path) => /\.(unit|int)\.spec\.ts$/.test(path) && draws(path))
})

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
