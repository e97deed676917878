/**
 * Prints `N passed, N failed` for the last run of the tests, including the checks given as
 * `name=exit-status`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const read = (/** @type {string} */ path) =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined

/** @type {{ passed: boolean, report?: string }[]} */
const steps = read(join(root, '.cache', 'test', 'steps.json')) ?? [{ passed: false }]
/** @type {typeof steps} */
const others = process.argv.slice(2).map((check) => ({ passed: check.endsWith('=0') }))

let passed = 0
let failed = 0
for (const step of [...steps, ...others]) {
  /** @type {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number } | undefined} */
  const jest = step.report !== undefined ? read(step.report) : undefined
  const failures = (jest?.numFailedTests ?? 0) + (jest?.numRuntimeErrorTestSuites ?? 0)
  // Jest counts its own tests; without its report, it counts as a single step.
  passed += jest?.numPassedTests ?? (step.passed ? 1 : 0)
  failed += step.passed ? 0 : Math.max(failures, 1)
}

console.log(`${passed} passed, ${failed} failed`)
