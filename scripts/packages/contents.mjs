import { existsSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { check } from './outcome.mjs'
import { manifestIn, manifests, peers } from './manifests.mjs'

/** Checks what an installed package must and must not contain. */
export const checkContents = (/** @type {string} */ name, /** @type {string} */ folder) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.split(sep).join('/'),
  )
  const outputs = files.filter((file) => /^dist\/(?!bundle\/).*\.js$/.test(file))
  const orphans = outputs.filter((file) => {
    const source = file.replace(/^dist\/(?:esm\/)?(.*)\.js$/, 'src/$1.ts')
    return !files.includes(source) && !files.includes(`${source}x`)
  })
  for (const file of orphans) console.error(`  ${file} has no source file: run \`npm run clean\``)
  const stray = files.filter((file) => /\.spec\.|\.tsbuildinfo$/.test(file))
  for (const file of stray) console.error(`  ${file} must not be published`)
  const local = Object.values(manifestIn(folder).dependencies ?? {}).filter((version) =>
    /^(workspace|file|link):/.test(version),
  )
  check(
    `${name}: contents`,
    outputs.length > 0 &&
      files.includes('LICENSE') &&
      orphans.length + stray.length + local.length === 0,
  )
}

/**
 * Checks that each peer and sibling package is installed only once; an application may bring its
 * own copies.
 */
export const checkCopies = (/** @type {string} */ home) => {
  const shared = ['@kpi-ledger', ...Object.keys(peers)]
  const copies = manifests
    .filter(({ bin }) => bin === undefined)
    .flatMap(({ name }) => shared.map((dependency) => join(name, 'node_modules', dependency)))
    .filter((copy) => existsSync(join(home, 'node_modules', copy)))
  for (const copy of copies) console.error(`  ${copy} is a second copy`)
  return copies.length === 0
}
