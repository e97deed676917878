/** Runs every check of the fast lane and, with `--all`, those of the slow lane after it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare, root, run, runBeside, tool } from './run.mjs'

const all = process.argv.includes('--all')

/** The folder where `.ci/run` finds which steps ran, and what Jest counted in each lane. */
const results = join(root, '.cache', 'test')

/**
 * A command, and for each check it makes, the exit statuses that mean it passed.
 *
 * @typedef {object} Step
 * @property {Readonly<Record<string, readonly number[]>>} checks
 * @property {readonly string[]} command
 * @property {string} [report]
 * @property {Readonly<Record<string, string>>} [env]
 * @property {number} [niceness]
 */

/**
 * Node with settings that save processor time: every core is busy, so sharing garbage collection
 * among threads only adds to the work.
 */
const thriftyNode = [
  ...['node', '--single-threaded-gc', '--import'],
  pathToFileURL(join(root, 'scripts', 'optimize-late.mjs')).href,
]

/**
 * A step that runs tests, given by the names of their files or other arguments of Jest.
 *
 * @returns {Step}
 */
const jest = (/** @type {string} */ name, /** @type {string[]} */ ...files) => {
  const report = join(results, `${name.replaceAll(/\W+/g, '-')}.json`)
  return {
    checks: { [name]: [0] },
    // Workers inherit this. With Node's defaults, each spec file copies more than it keeps, and the
    // whole heap is searched for garbage while it is still small.
    command: [
      ...[...thriftyNode, '--max-semi-space-size=32', '--initial-old-space-size=512'],
      ...['node_modules/jest/bin/jest.js', ...files, '--json', '--outputFile', report],
    ],
    report,
  }
}

/**
 * A step that makes a single check.
 *
 * @returns {Step}
 */
const check = (/** @type {readonly [string, readonly string[]]} */ [name, command]) => ({
  checks: { [name]: [0] },
  command,
})

/**
 * The lists that run side by side, longest first; except Jest, which keeps every core busy by itself.
 * Within a list, each step reads what the step before it has written.
 *
 * @type {readonly (readonly Step[])[]}
 */
const fast = [
  [
    {
      checks: { 'Types of specs and scripts': [0, 4], Lint: [0, 2] },
      // With a small young generation, a tenth of its time is spent on copying objects.
      // The program, a gigabyte, stays in use to the end, so collecting while it grows frees little.
      command: [
        ...[...thriftyNode, '--max-semi-space-size=64', '--initial-old-space-size=2048'],
        // Compiling each function in the simplest way at once pays off where so much code runs.
        ...['--always-sparkplug', 'scripts/check-sources.mjs'],
      ],
    },
  ],
  [
    {
      checks: { 'Dependency rule': [0] },
      command: [
        ...[...thriftyNode, '--always-sparkplug'],
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        ...['--config', 'dependency-cruiser.config.mjs', 'packages', 'examples'],
      ],
    },
  ],
  [
    {
      ...jest('Jest, fast lane', '[.](unit|int)[.]spec[.]ts$'),
      // A property is tried on few values, with `--all` on all of them.
      env: { KPI_LEDGER_RUNS: all ? '1' : '0.05' },
      // Its workers take what the checks leave, which run on one core each and would end last.
      niceness: 5,
    },
  ],
]

/**
 * The builds that the specs of the slow lane, the published packages and the API reports are
 * checked against.
 */
const build = [check(prepare[1]), check(['API reports', ['node', 'scripts/api.mjs']])]

/** @type {typeof fast} */
const slow = [
  [jest('Jest, slow lane', '[.]e2e[.]spec[.]ts$')],
  [
    check(['Published packages', ['node', 'scripts/check-packages.mjs']]),
    check(['Format', tool('prettier', '--check', '--log-level', 'warn', '.')]),
  ],
]

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

/** @type {{ name: string, passed: boolean, seconds: number, report?: string }[]} */
const done = []

/**
 * Runs a step and records the outcome of its checks.
 *
 * @param {Step} step
 * @param {() => number | null | Promise<number | null>} work gives the exit status
 * @returns {Promise<boolean>} whether all of them passed
 */
const take = async ({ checks, report }, work) => {
  const began = performance.now()
  const status = await work()
  const seconds = (performance.now() - began) / 1000
  for (const [name, passing] of Object.entries(checks)) {
    const passed = status !== null && passing.includes(status)
    done.push({ name, passed, seconds, ...(report === undefined ? {} : { report }) })
    if (!passed) console.error(`\n== ${name}: failed`)
  }
  writeFileSync(join(results, 'steps.json'), JSON.stringify(done))
  return status === 0
}

const headingOf = (/** @type {Step} */ { checks }) => `\n== ${Object.keys(checks).join(', ')}`

/** Runs steps one after another and stops at the first that fails. */
const inTurn = async (/** @type {readonly Step[]} */ steps) => {
  for (const step of steps) {
    console.log(headingOf(step))
    if (!(await take(step, () => (run(step.command) ? 0 : 1)))) process.exit(1)
  }
}

/** Runs lists of steps side by side, one per core, and starts no more once a step has failed. */
const sideBySide = async (/** @type {readonly (readonly Step[])[]} */ lists) => {
  const waiting = [...lists]
  let failed = false
  const work = async () => {
    for (let list = waiting.shift(); list !== undefined; list = waiting.shift())
      for (const step of list) {
        if (failed) return
        const passed = await take(step, async () => {
          const { status, output } = await runBeside(step.command, step)
          process.stdout.write(`${headingOf(step)}\n${output}`)
          return status
        })
        failed ||= !passed
      }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  if (failed) process.exit(1)
}

await inTurn([check(prepare[0])])
await sideBySide(all ? [...fast, build] : fast)
if (all) await sideBySide(slow)

console.log('\n== All checks passed')
for (const { name, seconds } of done) console.log(`${seconds.toFixed(1).padStart(6)} s  ${name}`)
