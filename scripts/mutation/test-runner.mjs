/**
 * Runs unit tests for Stryker in one process, thousands of times: all specs and what they import
 * are bundled once, and loaded anew for each mutant, so that nothing that one of them left behind
 * changes what the next one does. That takes a tenth of a second; Jest takes several.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import vm from 'node:vm'
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core'
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin'
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner'
import { build } from 'esbuild'
import { expect } from 'expect'
import fc from 'fast-check'
import { describe, getState, it, resetState, test } from 'jest-circus'

/**
 * @import { DryRunOptions, DryRunResult, MutantRunOptions, TestResult } from '@stryker-mutator/api/test-runner'
 * @import { InstrumenterContext } from '@stryker-mutator/api/core'
 */

/** @typedef {ReturnType<typeof getState>['rootDescribeBlock']} Block */
/** @typedef {Block['tests'][number]} Test */
/** @typedef {Test & { readonly id: string }} NamedTest */

/** The packages whose unit tests notice mutants. */
const TESTED = ['core', 'projections']

/** What only Jest itself offers, or what depends on where a file is. */
const NEEDS_JEST = /\bjest\.|__dirname/

/** The specs, relative to the folder of the repository, or of the copy of it with mutants. */
const specs = () =>
  TESTED.flatMap((name) => {
    const source = join('packages', name, 'src')
    return readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.unit.spec.ts'))
      .map((file) => join(source, file))
      .filter((path) => !NEEDS_JEST.test(readFileSync(path, 'utf8')))
  })

/** Other people's packages stay outside the bundle, and are loaded once. */
const packagesOutside = {
  name: 'packages-outside',
  /** @param {import('esbuild').PluginBuild} bundler */
  setup(bundler) {
    bundler.onResolve({ filter: /^[^.]/ }, ({ path, resolveDir }) =>
      path.startsWith('@kpi-ledger/') || path.startsWith('/')
        ? undefined
        : { path: createRequire(join(resolveDir, 'x')).resolve(path), external: true },
    )
  },
}

/** A script that defines the tests of all specs, each spec within a block of its name. */
const bundleSpecs = async () => {
  const blocks = specs().map((path) => {
    const name = JSON.stringify(`./${path}`)
    return `describe(${name}, () => { require(${name}) })`
  })
  const { outputFiles } = await build({
    stdin: {
      contents: ["require('./scripts/jest/use-seed')", ...blocks].join('\n'),
      resolveDir: process.cwd(),
    },
    absWorkingDir: process.cwd(),
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    tsconfig: 'tsconfig.spec.json',
    plugins: [packagesOutside],
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join()
}

/** @type {(block: Block) => readonly Test[]} */
const testsIn = ({ children }) =>
  children.flatMap((child) => (child.type === 'test' ? [child] : testsIn(child)))

/** @type {(part: Test | Block) => readonly string[]} */
const namesOf = ({ name, parent }) => (parent ? [...namesOf(parent), String(name)] : [])

/** @type {(test: NamedTest) => Promise<TestResult>} */
const runTest = async ({ id, fn, mode }) => {
  if (mode === 'skip' || mode === 'todo')
    return { id, name: id, timeSpentMs: 0, status: TestStatus.Skipped }
  const start = performance.now()
  const done = () => ({ id, name: id, timeSpentMs: performance.now() - start })
  try {
    if (fn !== undefined) await Reflect.apply(fn, {}, [])
    return { ...done(), status: TestStatus.Success }
  } catch (error) {
    return { ...done(), status: TestStatus.Failed, failureMessage: String(error) }
  }
}

/**
 * What the code with mutants and Stryker tell each other.
 *
 * @type {InstrumenterContext}
 */
const mutation = {}

class TestRunner {
  /**
   * Nothing of Stryker's own.
   *
   * @type {[]}
   */
  static inject = []

  /** @type {vm.Script | undefined} */
  #script

  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    this.#script = new vm.Script(`(require) => {${await bundleSpecs()}\n}`)
    Object.assign(globalThis, {
      describe,
      it,
      test,
      expect,
      [INSTRUMENTER_CONSTANTS.NAMESPACE]: mutation,
    })
  }

  /** @param {DryRunOptions} options */
  async dryRun({ disableBail }) {
    const { tests, mutantCoverage } = this.#load()
    return { ...(await this.#run(tests, disableBail)), mutantCoverage }
  }

  /** @param {MutantRunOptions} options */
  async mutantRun({ activeMutant, hitLimit, testFilter, disableBail }) {
    const { tests } = this.#load()
    const reaching = tests.filter(({ id }) => testFilter?.includes(id) ?? true)
    Object.assign(mutation, { activeMutant: activeMutant.id, hitCount: 0, hitLimit })
    return toMutantRunResult(await this.#run(reaching, disableBail))
  }

  /** All tests, loaded anew with no mutant active, and what they are going to reach. */
  #load() {
    const mutantCoverage = { static: {}, perTest: {} }
    Object.assign(mutation, { activeMutant: undefined, mutantCoverage })
    resetState()
    this.#script?.runInThisContext()(createRequire(import.meta.url))
    // The smallest value that fails is of no use here.
    fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })
    const tests = testsIn(getState().rootDescribeBlock).map((test, index) => ({
      ...test,
      id: `${index}: ${namesOf(test).join(' › ')}`,
    }))
    return { tests, mutantCoverage }
  }

  /**
   * Runs tests one after another, all of them or up to the first that fails.
   *
   * @param {readonly NamedTest[]} tests
   * @param {boolean} all
   * @returns {Promise<DryRunResult>}
   */
  async #run(tests, all) {
    /** @type {TestResult[]} */
    const results = []
    for (const test of tests) {
      mutation.currentTestId = test.id
      const result = await runTest(test)
      delete mutation.currentTestId
      results.push(result)
      if (!all && result.status === TestStatus.Failed) break
    }
    return (
      determineHitLimitReached(mutation.hitCount, mutation.hitLimit) ?? {
        status: DryRunStatus.Complete,
        tests: results,
      }
    )
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'bundled', TestRunner)]
