/** Prints `N passed, N failed` for the last `npm test`, plus the checks named `name=exit-status`. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const read = (/** @type {string} */ file) => {
  const path = join(root, '.cache', 'test', file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

/** @type {{ name: string, passed: boolean }[]} */
const steps = read('steps.json') ?? [{ name: 'npm test', passed: false }]
/** @type {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number } | undefined} */
const jest = read('jest.json')

const others = process.argv.slice(2).map((check) => check.endsWith('=0'))
// Jest counts its own tests; without its report it is a step like any other.
const checks = steps.filter(({ name }) => name !== 'Jest' || jest === undefined)
const outcomes = [...checks.map(({ passed }) => passed), ...others]

const passed = outcomes.filter((ok) => ok).length + (jest?.numPassedTests ?? 0)
const failed =
  outcomes.filter((ok) => !ok).length +
  (jest?.numFailedTests ?? 0) +
  (jest?.numRuntimeErrorTestSuites ?? 0)

console.log(`${passed} passed, ${failed} failed`)
