import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../run.mjs'
import { check } from './outcome.mjs'

/** The newer lines of Node that the packages are tried on. */
const newer = ['24.21.0', '26.10.0']

/**
 * @typedef {object} Node
 * @property {string} version
 * @property {string} program
 */

const install = (/** @type {string} */ home, /** @type {string} */ version) => {
  const folder = join(home, `node-${version}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { node: version } }))
  const npm = ['npm', 'install', '--no-package-lock', '--loglevel=error']
  check(`install: Node ${version}`, run(npm, { cwd: folder, quiet: true }))
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  return { version, program: join(folder, 'node_modules', 'node', 'bin', name) }
}

/**
 * This Node, and newer ones, which are installed in a folder.
 *
 * @returns {ReadonlyArray<Node>}
 */
export const nodesIn = (/** @type {string} */ home) => [
  { version: process.versions.node, program: process.execPath },
  ...newer.map((version) => install(home, version)),
]
