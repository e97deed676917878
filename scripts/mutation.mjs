/**
 * Changes the code that ratings depend on, a place at a time, and counts the changes that the tests
 * beside it notice: `npm run mutation -- [folders, such as packages/core/src/rating]`. The exit
 * status is 1 if it is less than nine tenths of them.
 */
import { join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { root } from './run.mjs'

const MUTATED = [
  ...['period', 'rating', 'contract', 'events'].map((name) => `packages/core/src/${name}`),
  ...['scorecard', 'publication'].map((name) => `packages/projections/src/${name}`),
]

const LEAST = 0.9

const NOTICED = ['Killed', 'Timeout']
const UNNOTICED = ['Survived', 'NoCoverage']

/** Runs the tests of a folder on each of its mutants; other tests would take most of the time. */
const mutate = (/** @type {string} */ folder) =>
  new Stryker({
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    mutate: [`${folder}/**/*.{ts,tsx}`, '!**/*.spec.ts'],
    ignorePatterns: ['dist', '.cache', 'coverage', 'reports', '/.stryker-tmp'],
    // What runs once, while a module loads, would need a process of its own for every mutant.
    ignoreStatic: true,
    coverageAnalysis: 'perTest',
    jest: {
      configFile: 'jest.config.ts',
      config: {
        // Stryker finds no environment by a path within the repository.
        testEnvironment: 'node',
        roots: [folder.split('/').slice(0, 3).join('/')],
        testMatch: [`<rootDir>/${folder}/**/*.unit.spec.ts`],
      },
    },
    dryRunTimeoutMinutes: 30,
    // Only what never ends takes as long as this, on however slow a machine.
    timeoutMS: 60_000,
    reporters: ['clear-text', 'progress-append-only', 'json'],
    jsonReporter: { fileName: join('reports', 'mutation', `${folder.replaceAll('/', '-')}.json`) },
    clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
    thresholds: { high: 95, low: 90, break: null },
  }).runMutationTest()

process.chdir(root)
// A property is tried on few values, for each of thousands of mutants.
process.env['KPI_LEDGER_RUNS'] ??= '0.05'

const given = process.argv.slice(2)
const counts = []
for (const folder of given.length === 0 ? MUTATED : given) {
  const mutants = await mutate(folder)
  const among = (/** @type {readonly string[]} */ statuses) =>
    mutants.filter(({ status }) => statuses.includes(status)).length
  counts.push({ folder, noticed: among(NOTICED), unnoticed: among(UNNOTICED) })
}

const sum = (/** @type {readonly number[]} */ numbers) => numbers.reduce((a, b) => a + b, 0)
const all = {
  folder: 'All',
  noticed: sum(counts.map(({ noticed }) => noticed)),
  unnoticed: sum(counts.map(({ unnoticed }) => unnoticed)),
}

let enough = true
console.log()
for (const { folder, noticed, unnoticed } of [...counts, all]) {
  const share = noticed / (noticed + unnoticed)
  enough &&= share >= LEAST
  const percent = (share * 100).toFixed(1)
  console.log(`${folder}: ${percent} % of ${noticed + unnoticed} mutants noticed`)
}
process.exitCode = enough ? 0 : 1
