import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root, run, runBeside } from './run.mjs'

/** Seconds after which a step that prints nothing says that it is still running. */
const EVERY = 10

/**
 * Runs a long step, saying what it is and that it is still running; its output is shown only
 * if it fails.
 *
 * @param {string} title
 * @param {readonly string[]} command
 * @returns {Promise<boolean>} whether it succeeded
 */
const step = async (title, command) => {
  console.log(title)
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 1000)
  const ticking = setInterval(() => console.log(`  … ${seconds()} s`), EVERY * 1000)
  const { status, output } = await runBeside(command)
  clearInterval(ticking)
  if (status !== 0) console.error(output)
  return status === 0
}

/** @type {Readonly<Record<string, string>>} */
const titles = {
  Install: '1 of 3  Installing what it needs (a minute or two the first time)',
  Build: '2 of 3  Building (half a minute or more the first time)',
}

for (const [name, command] of prepare) {
  if (!(await step(titles[name] ?? name, command))) {
    console.error(`${name} failed`)
    process.exit(1)
  }
}

const cli = join('packages', 'cli', 'bin', 'kpi-ledger.js')
const ledger = ['--store', join('examples', 'peterborough-2016', 'ledger.ndjson')]
const quiet = { quiet: true }

console.log('3 of 3  Drawing the committee report of a real contract, Peterborough, May 2016\n')

/** The committee report of the printed figures, drawn again each time. */
const page = join('kpi-ledger-report', 'pssp-2016-05.html')
const may = ['--contract', 'pssp', '--period', '2016-05', '--out', page]
mkdirSync(join(root, 'kpi-ledger-report'), { recursive: true })
const drawn = run(['node', cli, 'report', ...ledger, ...may], quiet)

/** A blank return to fill in. If it exists, it may have been filled in, and is left alone. */
const blank = join('returns', 'pssp-2016-06.xlsx')
const june = ['--contract', 'pssp', '--period', '2016-06', '--out', blank]
mkdirSync(join(root, 'returns'), { recursive: true })
const asked =
  existsSync(join(root, blank)) || run(['node', cli, 'template', ...ledger, ...june], quiet)

if (!drawn || !asked || !run(['node', 'examples/peterborough-2016/dist/show.js'])) process.exit(1)

const openers = /** @type {Readonly<Record<string, string>>} */ ({ darwin: 'open', win32: 'start' })
console.log(`
Where to go next
  Your own figures, from a filled-in sheet to a report:     docs/figures-in.md
  Using the packages in a program:                          docs/tutorial.md
  Auditing a ledger:                                        docs/audit.md
  A blank return for June 2016, to fill in:                 ${blank}

The report is a page that you can open in a browser or print:
  ${openers[process.platform] ?? 'xdg-open'} ${join(root, page)}`)
