import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.mjs'

/** Matches a file of an installed package; the group is the package's folder. */
const INSTALLED = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//

/**
 * The licences of the third-party packages in a bundle, with their copyright notices, as they
 * require.
 */
export const noticesOf = (/** @type {import('esbuild').Metafile} */ { outputs }) => {
  const inputs = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 ? file : [],
    ),
  )
  const folders = new Set(inputs.flatMap((file) => INSTALLED.exec(file)?.slice(1) ?? []))
  const notices = [...folders].map((folder) => {
    const home = join(root, folder)
    /** @type {{ name: string, version: string }} */
    const { name, version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    const [licence] = readdirSync(home).filter((file) => /^licen[cs]e/i.test(file))
    if (licence === undefined) throw new Error(`${name} has no licence file`)
    return `${name} ${version}\n\n${readFileSync(join(home, licence), 'utf8').trim()}\n`
  })
  return [...new Set(notices)].sort().join(`\n${'-'.repeat(72)}\n\n`)
}
