import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root, run } from './run.mjs'

const show = /** @type {const} */ (['Show', ['node', 'examples/peterborough-2016/dist/show.js']])

/**
 * What the silent steps take on two idle cores, for whoever waits.
 *
 * @type {Readonly<Record<string, string>>}
 */
const takes = { Install: 'up to a minute the first time', Build: 'about 25 seconds the first time' }

for (const [name, command] of [...prepare, show]) {
  const time = takes[name]
  if (time !== undefined) console.log(`== ${name} (${time})`)
  if (!run(command)) {
    console.error(`${name} failed`)
    process.exit(1)
  }
}

/** A blank return to fill in; one that is there may be filled in and is left alone. */
const blank = join('returns', 'pssp-2016-06.xlsx')
const cli = join('packages', 'cli', 'bin', 'kpi-ledger.js')
const ledger = ['--store', join('examples', 'peterborough-2016', 'ledger.ndjson')]
const june = ['--contract', 'pssp', '--period', '2016-06', '--out', blank]

mkdirSync(join(root, 'returns'), { recursive: true })
console.log('\nA blank return for June 2016, to fill in and read back:')
if (existsSync(join(root, blank))) console.log(`${blank} is there already`)
else if (!run(['node', cli, 'template', ...ledger, ...june])) process.exit(1)
console.log(`  node ${cli} collect ${blank} ${ledger.join(' ')} --dry-run`)

/** The committee report of the printed figures, drawn anew each time. */
const page = join('kpi-ledger-report', 'pssp-2016-05.html')
const may = ['--contract', 'pssp', '--period', '2016-05', '--out', page]

mkdirSync(join(root, 'kpi-ledger-report'), { recursive: true })
if (!run(['node', cli, 'report', ...ledger, ...may])) process.exit(1)
console.log(
  `\nThe committee report of May 2016, to open in a browser or print:\n  ${join(root, page)}`,
)
