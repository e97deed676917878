import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The niceness of a process that gives way to all others. */
const MOST_NICE = constants.priority.PRIORITY_LOW

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** @type {{ packageManager: string, devDependencies: Record<string, string> }} */
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The exact version of a development dependency of the repository. */
export const versionOf = (/** @type {string} */ name) => {
  const version = manifest.devDependencies[name]
  if (version === undefined) throw new Error(`${name} is not a development dependency`)
  return version
}

/** The command line for the pnpm that package.json pins, on a machine that has only npm. */
export const pnpm = (/** @type {string[]} */ ...args) => [
  'npx',
  '--yes',
  manifest.packageManager,
  ...args,
]

/** The command line for a tool among the development dependencies. */
export const tool = (/** @type {string} */ name, /** @type {string[]} */ ...args) => [
  join(root, 'node_modules', '.bin', name),
  ...args,
]

/**
 * Runs a command and shows what it prints; with `quiet`, only if it fails.
 *
 * @param {readonly string[]} command
 * @param {{ cwd?: string, quiet?: boolean }} [options]
 * @returns {boolean} whether it succeeded
 */
export const run = ([program = '', ...args], { cwd = root, quiet = false } = {}) => {
  const output = quiet ? 'pipe' : 'inherit'
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    stdio: ['ignore', output, output],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const passed = status === 0
  if (quiet && !passed) console.error(`${stdout ?? ''}${stderr ?? ''}`)
  if (error) console.error(`${program}: ${error.message}`)
  return passed
}

/**
 * Runs a command at the same time as others; its output is returned in one piece, with the result.
 *
 * @param {readonly string[]} command
 * @param {{ env?: Readonly<Record<string, string>>, niceness?: number }} [options] variables beside
 *   the environment of this process, and how much the command and its children give way to others
 * @returns {Promise<{ status: number | null, output: string }>} without a status, it did not exit
 */
export const runBeside = ([program = '', ...args], { env = {}, niceness = 0 } = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    if (child.pid !== undefined && niceness > 0)
      setPriority(child.pid, Math.min(getPriority(child.pid) + niceness, MOST_NICE))
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text))
    child.once('error', (error) =>
      resolve({ status: null, output: `${program}: ${error.message}\n` }),
    )
    child.once('close', (status) => resolve({ status, output }))
  })

/** The steps that prepare a fresh clone for everything else. */
export const prepare = /** @type {const} */ ([
  ['Install', pnpm('install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn')],
  ['Build', tool('tsc', '-b')],
])
