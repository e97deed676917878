/** Runs every check of the fast lane; with `--all`, then those of the slow lane. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { prepare, root, run, runBeside, tool } from './run.mjs'

/** Where `.ci/run` reads which steps ran, and what Jest counted in each lane. */
const results = join(root, '.cache', 'test')

/** @typedef {readonly [name: string, command: readonly string[], report?: string]} Step */

/**
 * The tests of the files whose names match.
 *
 * @returns {Step}
 */
const jest = (/** @type {string} */ lane, /** @type {string} */ files) => {
  const report = join(results, `jest-${lane}.json`)
  return [`Jest, ${lane} lane`, tool('jest', files, '--json', '--outputFile', report), report]
}

const [install, build] = prepare

/**
 * Checks of which none needs another; the longest come first.
 *
 * @type {readonly Step[]}
 */
const checks = [
  ['Lint', tool('eslint', '.')],
  build,
  ['Types of specs and scripts', tool('tsc', '-p', 'tsconfig.spec.json')],
  [
    'Dependency rule',
    tool('depcruise', '--config', 'dependency-cruiser.config.mjs', 'packages', 'examples'),
  ],
]

/**
 * Read from what the build has written.
 *
 * @type {Step}
 */
const apiReports = ['API reports', ['node', 'scripts/api.mjs']]

/** @type {readonly Step[]} */
const slow = [
  ['Format', tool('prettier', '--check', '--log-level', 'warn', '.')],
  jest('slow', '[.]e2e[.]spec[.]ts$'),
  ['Published packages', ['node', 'scripts/check-packages.mjs']],
]

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

/** @type {{ name: string, passed: boolean, seconds: number, report?: string }[]} */
const done = []

/**
 * Runs a step and keeps what came of it.
 *
 * @param {Step} step
 * @param {() => boolean | Promise<boolean>} work
 */
const take = async ([name, , report], work) => {
  const began = performance.now()
  const passed = await work()
  const seconds = (performance.now() - began) / 1000
  done.push({ name, passed, seconds, ...(report === undefined ? {} : { report }) })
  writeFileSync(join(results, 'steps.json'), JSON.stringify(done))
  if (!passed) console.error(`\n== ${name}: failed`)
  return passed
}

/** Runs steps one after the other and stops at the first that fails. */
const inTurn = async (/** @type {readonly Step[]} */ steps) => {
  for (const step of steps) {
    console.log(`\n== ${step[0]}`)
    if (!(await take(step, () => run(step[1])))) process.exit(1)
  }
}

/** Runs steps side by side, one a core, and stops when all are done if any has failed. */
const sideBySide = async (/** @type {readonly Step[]} */ steps) => {
  const waiting = [...steps]
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const [name, command] = step
      await take(step, async () => {
        const { passed, output } = await runBeside(command)
        process.stdout.write(`\n== ${name}\n${output}`)
        return passed
      })
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  if (done.some(({ passed }) => !passed)) process.exit(1)
}

await inTurn([install])
await sideBySide(checks)
await inTurn([apiReports])
await inTurn([jest('fast', '[.](unit|int)[.]spec[.]ts$')])
if (process.argv.includes('--all')) await inTurn(slow)

console.log('\n== All checks passed')
for (const { name, seconds } of done) console.log(`${seconds.toFixed(1).padStart(6)} s  ${name}`)
