import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.mjs'

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {boolean} [private]
 * @property {string} [type]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, unknown>} exports
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, string>} [devDependencies]
 */

/** @returns {Manifest} */
export const manifestIn = (/** @type {string} */ folder) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** The manifests of the published packages. */
export const manifests = readdirSync(join(root, 'packages'))
  .map((name) => manifestIn(join(root, 'packages', name)))
  .filter((manifest) => manifest.private !== true)

/** The file name of a package's tarball. */
export const tarballOf = (/** @type {Manifest} */ { name, version }) =>
  `${name.replace('@', '').replace('/', '-')}-${version}.tgz`

/** What users import: `@kpi-ledger/core`, `@kpi-ledger/adapters/sqlite` … */
export const entries = manifests.flatMap(({ name, exports }) =>
  Object.keys(exports)
    .filter((subpath) => !subpath.endsWith('.json'))
    .map((subpath) => name + subpath.slice(1)),
)

/**
 * The peers of all packages, at the lowest version of their range and at the version tested here.
 */
export const peers = Object.fromEntries(
  manifests.flatMap(({ peerDependencies, devDependencies }) =>
    Object.entries(peerDependencies ?? {}).map(([name, range]) => {
      const tested = devDependencies?.[name]
      if (tested === undefined) throw new Error(`the peer ${name} is not a development dependency`)
      return [name, { lowest: range.replace('^', ''), tested }]
    }),
  ),
)
