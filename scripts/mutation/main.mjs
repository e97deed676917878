/**
 * Changes the code that ratings depend on, a place at a time, and counts the changes that the unit
 * tests of core and projections notice:
 * `npm run mutation -- [folders or files, such as packages/core/src/rating]`. The exit status is 1
 * if it is less than nine tenths of them.
 */
import { join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { root } from '../run.mjs'

const MUTATED = [
  ...['period', 'rating', 'contract', 'events'].map((name) => `packages/core/src/${name}`),
  ...['scorecard', 'publication'].map((name) => `packages/projections/src/${name}`),
]

const LEAST = 0.9

const NOTICED = ['Killed', 'Timeout']
const UNNOTICED = ['Survived', 'NoCoverage']

/** Runs, on each mutant in a folder or file, the tests that reach it. */
const mutate = (/** @type {string} */ place) =>
  new Stryker({
    testRunner: 'bundled',
    plugins: [join(import.meta.dirname, 'test-runner.mjs')],
    mutate: [place.endsWith('.ts') ? place : `${place}/**/*.ts`, '!**/*.spec.ts'],
    ignorePatterns: ['dist', '.cache', 'coverage', 'reports', '/.stryker-tmp'],
    // What runs once, while a module loads, is in all tests, which takes seconds for every mutant.
    ignoreStatic: true,
    coverageAnalysis: 'perTest',
    dryRunTimeoutMinutes: 30,
    // Only what never ends takes as long as this, on however slow a machine.
    timeoutMS: 60_000,
    reporters: ['clear-text', 'progress-append-only', 'json'],
    jsonReporter: { fileName: join('reports', 'mutation', `${place.replaceAll('/', '-')}.json`) },
    clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
    thresholds: { high: 95, low: 90, break: null },
  }).runMutationTest()

process.chdir(root)
// A property is tried on few values, for each of thousands of mutants.
process.env['KPI_LEDGER_RUNS'] ??= '0.05'
process.env['KPI_LEDGER_SEED'] ??= '20160614'

const given = process.argv.slice(2)
const counts = []
for (const place of given.length === 0 ? MUTATED : given) {
  const mutants = await mutate(place)
  const among = (/** @type {readonly string[]} */ statuses) =>
    mutants.filter(({ status }) => statuses.includes(status)).length
  counts.push({ place, noticed: among(NOTICED), unnoticed: among(UNNOTICED) })
}

const sum = (/** @type {readonly number[]} */ numbers) => numbers.reduce((a, b) => a + b, 0)
const all = {
  place: 'All',
  noticed: sum(counts.map(({ noticed }) => noticed)),
  unnoticed: sum(counts.map(({ unnoticed }) => unnoticed)),
}

let enough = true
console.log()
for (const { place, noticed, unnoticed } of [...counts, all]) {
  const share = noticed / (noticed + unnoticed)
  enough &&= share >= LEAST
  const percent = (share * 100).toFixed(1)
  console.log(`${place}: ${percent} % of ${noticed + unnoticed} mutants noticed`)
}
process.exitCode = enough ? 0 : 1
