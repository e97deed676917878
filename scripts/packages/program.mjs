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
  /** @type {string} */ program,
  /** @type {string} */ home,
  /** @type {string[][]} */ commandLines,
) => {
  const cwd = mkdtempSync(join(home, 'program-'))
  return commandLines.map((argv) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
      ...{ cwd, encoding: 'utf8' },
    })
    return { argv, status, stdout, stderr }
  })
}

/**
 * Checks that the bundled program does the same as the ordinary build, for each command on each
 * kind of store.
 */
export const checkProgram = (/** @type {string} */ home, /** @type {string} */ ledger) => {
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
  const own = answersOf(join(cli, 'bin', 'kpi-ledger.js'), home, commandLines)
  const bundled = answersOf(join(installed, bin), home, commandLines)
  const other = own.filter((answer, i) => JSON.stringify(answer) !== JSON.stringify(bundled[i]))
  for (const { argv } of other) console.error(`  a different answer: kpi-ledger ${argv.join(' ')}`)
  const isBundle = bin.includes('bundle') && !existsSync(join(installed, 'bin'))
  check('the bundled program answers as the ordinary build', isBundle && other.length === 0)

  const notices = readFileSync(join(installed, 'dist', 'bundle', 'LICENSES.txt'), 'utf8')
  const { dependencies = {} } = manifestIn(cli)
  const unnamed = ['commander', 'fp-ts', 'io-ts'].filter(
    (name) => !notices.includes(`${name} ${dependencies[name]}\n`),
  )
  check('the bundle names the licences of what is in it', unnamed.length === 0)
}
