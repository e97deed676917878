import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root, run, tool } from './run.mjs'

/** Where `.ci/run` reads which steps ran, and what Jest counted. */
const results = join(root, '.cache', 'test')

const steps = /** @type {const} */ ([
  ...prepare,
  ['Format', tool('prettier', '--check', '--log-level', 'warn', '.')],
  ['Lint', tool('eslint', '.')],
  [
    'Dependency rule',
    tool('depcruise', '--config', 'dependency-cruiser.config.mjs', 'packages', 'examples'),
  ],
  ['Types of specs and scripts', tool('tsc', '-p', 'tsconfig.spec.json')],
  ['API reports', ['node', 'scripts/api.mjs']],
  ['Jest', tool('jest', '--json', '--outputFile', join(results, 'jest.json'))],
  ['Published packages', ['node', 'scripts/check-packages.mjs']],
])

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

/** @type {{ name: string, passed: boolean, seconds: number }[]} */
const done = []

for (const [name, command] of steps) {
  console.log(`\n== ${name}`)
  const began = performance.now()
  const passed = run(command)
  done.push({ name, passed, seconds: (performance.now() - began) / 1000 })
  writeFileSync(join(results, 'steps.json'), JSON.stringify(done))
  if (!passed) {
    console.error(`\n== ${name}: failed`)
    process.exit(1)
  }
}

console.log('\n== All checks passed')
for (const { name, seconds } of done) console.log(`${seconds.toFixed(1).padStart(6)} s  ${name}`)
