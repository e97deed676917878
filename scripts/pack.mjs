/**
 * Packs every package as it would be published into the folder `tarballs`, to be installed
 * elsewhere.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { manifests } from './packages/manifests.mjs'
import { pnpm, prepare, root, run } from './run.mjs'

const home = join(root, 'tarballs')
const published = manifests.flatMap(({ name }) => ['--filter', name])
const pack = pnpm('--recursive', ...published, '--silent', 'pack', '--pack-destination', home)

console.log('Installing, building and packing: a minute or more')
mkdirSync(home, { recursive: true })
for (const [name, command] of [...prepare, /** @type {const} */ (['Pack', pack])]) {
  if (!run(command, { quiet: true })) {
    console.error(`${name} failed`)
    process.exit(1)
  }
}
console.log(`Packed ${manifests.length} packages. In the folder of your program:\n`)
console.log(`  npm install ${join(home, '*.tgz')}`)
