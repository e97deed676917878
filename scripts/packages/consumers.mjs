import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from '../run.mjs'
import { asCommonJS } from './code-blocks.mjs'
import { entries } from './manifests.mjs'
import { check } from './outcome.mjs'

/**
 * @typedef {object} Consumer
 * @property {string} name
 * @property {string} folder below that of its node_modules
 * @property {'module' | 'commonjs'} type
 * @property {string} typescript the package name of its compiler, among ours
 * @property {Record<string, unknown>} options
 */

/** The source of a program that runs the examples that are whole programs. */
const programOf = (/** @type {string} */ ledger) => `import { strict as assert } from 'node:assert'
import { ratings } from './README-1.js'
import { recordAndAsk } from './docs-tutorial-1.js'
import { openLedger, orThrow } from '@kpi-ledger/ledger'
import { appOn } from './examples-council-app-README-1.js'
import './packages-testing-README-1.js'

void (async () => {
  assert.equal((await ratings(${JSON.stringify(ledger)})).length, 22)
  assert.deepEqual(await recordAndAsk(), ['Met', 'Not met'])
  const app = appOn(orThrow(await openLedger(\`sqlite:council-\${process.version}.db\`)))
  const payload = { type: 'RegisterContract', contract: 'c', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 }
  const { statusCode } = await app.inject({ method: 'POST', url: '/commands', payload: [payload] })
  assert.equal(statusCode, 200)
  assert.equal((await app.inject('/contracts')).json().contracts.length, 1)
  await app.close()
})()
`

/**
 * Compiles every entry and every example as a consumer would, and runs those that are programs on each
 * Node.
 *
 * @param {Consumer} consumer
 * @param {ReadonlyArray<import('./code-blocks.mjs').Module>} modules
 * @param {string} ledger
 * @param {ReadonlyArray<import('./nodes.mjs').Node>} nodes
 */
export const checkConsumer = (consumer, modules, ledger, nodes) => {
  const { name, folder, type, typescript, options } = consumer
  mkdirSync(folder, { recursive: true })
  const write = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(join(folder, name), text)
  write('package.json', JSON.stringify({ type }))
  const imports = entries.map((entry, index) => `export * as entry${index} from '${entry}'\n`)
  write('entries.ts', imports.join(''))
  for (const module of modules) {
    write(`${module.name}.ts`, type === 'module' ? module.text : asCommonJS(module.text))
  }
  write('program.ts', programOf(ledger))
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        ...{ target: 'es2022', strict: true, skipLibCheck: false, types: ['node'] },
        ...{ moduleDetection: 'force', rootDir: '.', outDir: 'out', ...options },
      },
      include: ['*.ts'],
    }),
  )
  const tsc = join(root, 'node_modules', typescript, 'bin', 'tsc')
  const compiles = run(['node', tsc, '-p', folder], { cwd: folder, quiet: true })
  check(`${name}: entries and ${modules.length} examples compile`, compiles)
  for (const { version, program } of nodes) {
    const ran = run([program, join(folder, 'out', 'program.js')], { cwd: folder, quiet: true })
    check(`${name}: the programs run on Node ${version}`, ran)
  }
}
