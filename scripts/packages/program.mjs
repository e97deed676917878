import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { root } from '../run.mjs'
import { manifestIn } from './manifests.mjs'
import { check } from './outcome.mjs'

const cli = join(root, 'packages', 'cli')

/**
 * What the program prints for each command line, in a folder of its own where its stores are
 * created.
 */
const answersOf = (
  /** @type {string} */ node,
  /** @type {string} */ program,
  /** @type {string} */ home,
  /** @type {string[][]} */ commandLines,
) => {
  const cwd = mkdtempSync(join(home, 'program-'))
  return commandLines.map((argv) => {
    const { status, stdout, stderr } = spawnSync(node, [program, ...argv], {
      ...{ cwd, encoding: 'utf8' },
    })
    return { argv, status, stdout, stderr }
  })
}

/**
 * Checks that the bundled program does the same on each Node as the ordinary build, for each command
 * on each kind of store.
 *
 * @param {string} home
 * @param {string} ledger
 * @param {ReadonlyArray<import('./nodes.mjs').Node>} nodes
 */
export const checkProgram = (home, ledger, nodes) => {
  const installed = join(home, 'node_modules', '@kpi-ledger', 'cli')
  const bin = manifestIn(installed).bin?.['kpi-ledger'] ?? ''
  const names = readdirSync(join(cli, 'src', 'commands')).map((file) => parse(file).name)
  const question = ['--contract', 'pssp', '--period', '2016-05']
  const commandLines = [
    ['--version'],
    ['--help'],
    ['no-such-command'],
    ...names.map((name) => [name, '--help']),
    ...['table', 'json', 'csv'].map((format) => [
      ...['scorecard', '--store', ledger, ...question, '--format', format],
    ]),
    ['verify', ledger],
    ['import', ledger, '--store', 'sqlite:ledger.db'],
    ['scorecard', '--store', 'sqlite:ledger.db', ...question],
    ['publish', '--store', ledger, ...question],
    ['export', '--store', 'esdb://me:secret@'],
  ]
  const build = join(cli, 'bin', 'kpi-ledger.js')
  const own = answersOf(process.execPath, build, home, commandLines)
  const isBundle = bin.includes('bundle') && !existsSync(join(installed, 'bin'))
  for (const { version, program } of nodes) {
    const bundled = answersOf(program, join(installed, bin), home, commandLines)
    const other = own.filter((answer, i) => JSON.stringify(answer) !== JSON.stringify(bundled[i]))
    for (const { argv } of other)
      console.error(`  a different answer: kpi-ledger ${argv.join(' ')}`)
    const passed = isBundle && other.length === 0
    check(`the bundled program answers as the ordinary build, on Node ${version}`, passed)
  }

  const notices = readFileSync(join(installed, 'dist', 'bundle', 'LICENSES.txt'), 'utf8')
  const { dependencies = {} } = manifestIn(cli)
  const unnamed = ['commander', 'fp-ts', 'io-ts'].filter(
    (name) => !notices.includes(`${name} ${dependencies[name]}\n`),
  )
  check('the bundle names the licences of what is in it', unnamed.length === 0)
}
