import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { run } from '../run.mjs'
import { manifests } from './manifests.mjs'
import { check } from './outcome.mjs'

/** The most bytes of a bundle that uses `month` alone; all of core is 226,000. */
const MONTH = 1024

const bundled = async (
  /** @type {string} */ home,
  /** @type {string} */ name,
  /** @type {string} */ text,
) => {
  const file = join(home, name)
  writeFileSync(file, text)
  const outfile = file.replace('.mjs', '.out.mjs')
  const { metafile } = await build({
    entryPoints: [file],
    outfile,
    ...{ bundle: true, minify: true, metafile: true, logLevel: 'error' },
    ...{ format: 'esm', platform: 'node', mainFields: ['module', 'main'] },
  })
  const [output] = Object.values(metafile.outputs)
  return { outfile, bytes: output?.bytes ?? 0, inputs: Object.keys(metafile.inputs) }
}

/** Checks what becomes of the packages in a bundle, which uses their ES modules. */
export const checkBundles = async (/** @type {string} */ home, /** @type {string} */ ledger) => {
  // If a package has a `type`, webpack parses all its files as that kind of module, whatever they are.
  const typed = manifests.filter(
    ({ type, exports }) => type !== undefined && JSON.stringify(exports).includes('"module":'),
  )
  check('packages with both ES modules and CommonJS have no `type`', typed.length === 0)

  const month = await bundled(
    home,
    'month.mjs',
    `import { month } from '@kpi-ledger/core'\nconsole.log(month(2016, 4))\n`,
  )
  check(`a bundle of \`month\` is ${month.bytes} bytes`, month.bytes < MONTH)

  // One module imports core, and another requires it, as CommonJS packages do.
  writeFileSync(join(home, 'requires.cjs'), `exports.core = require('@kpi-ledger/core')\n`)
  const both = await bundled(
    home,
    'both.mjs',
    `import assert from 'node:assert'
import * as core from '@kpi-ledger/core'
import { ledgerFile } from '@kpi-ledger/adapters'
import { foldHistory, scorecard } from '@kpi-ledger/projections'
import required from './requires.cjs'
assert.equal(required.core.Scheme, core.Scheme)
const events = await core.collect(ledgerFile(${JSON.stringify(ledger)}).read('kpiContract-pssp'))()
const card = scorecard(foldHistory(events.right), { periods: [core.month(2016, 5)] })
assert.equal(card.right.serviceAreas.flatMap(({ kpis }) => kpis).length, 22)
`,
  )
  const once = both.inputs.every((file) => !/@kpi-ledger\/[a-z]+\/dist\/(?!esm\/)/.test(file))
  const works = run(['node', both.outfile], { cwd: home, quiet: true })
  check('a bundle holds one copy of each package, and works', once && works)
}
