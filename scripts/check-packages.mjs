/** Packs every package, installs the tarballs in an empty folder and uses them as a stranger would. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { pnpm, root, run, tool, versionOf } from './run.mjs'

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {boolean} [private]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, unknown>} exports
 * @property {Record<string, string>} [dependencies]
 */

const home = mkdtempSync(join(tmpdir(), 'kpi-ledger-packages-'))
const inHome = (/** @type {string[]} */ ...names) => join(home, ...names)
const write = (/** @type {string} */ name, /** @type {string} */ text) => {
  writeFileSync(inHome(name), text)
}

/** @returns {Manifest} */
const manifestIn = (/** @type {string} */ folder) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** @type {string[]} */
const faults = []
const check = (/** @type {string} */ name, /** @type {boolean} */ passed) => {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name}`)
  if (!passed) faults.push(name)
  return passed
}

/** What an installed package must and must not hold. */
const checkContents = (/** @type {string} */ name) => {
  const folder = inHome('node_modules', name)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.split(sep).join('/'),
  )
  const sources = files.filter((file) => /^dist\/.*\.js$/.test(file))
  const orphans = sources.filter(
    (file) => !files.includes(file.replace(/^dist\/(.*)\.js$/, 'src/$1.ts')),
  )
  for (const file of orphans) console.error(`  ${file} has no source: run \`npm run clean\``)
  const stray = files.filter((file) => /\.spec\.|\.tsbuildinfo$/.test(file))
  for (const file of stray) console.error(`  ${file} must not be published`)
  const local = Object.values(manifestIn(folder).dependencies ?? {}).filter((version) =>
    /^(workspace|file|link):/.test(version),
  )
  check(
    `${name}: contents`,
    sources.length > 0 &&
      files.includes('LICENSE') &&
      orphans.length + stray.length + local.length === 0,
  )
}

const checkPackages = () => {
  const packed = pnpm('--recursive', '--filter', './packages/*', '--silent', 'pack')
  if (!check('pack', run([...packed, '--pack-destination', home], { quiet: true }))) return

  const manifests = readdirSync(join(root, 'packages'))
    .map((name) => manifestIn(join(root, 'packages', name)))
    .filter((manifest) => manifest.private !== true)
  const tarballOf = (/** @type {Manifest} */ { name, version }) =>
    `${name.replace('@', '').replace('/', '-')}-${version}.tgz`

  const consumer = {
    private: true,
    dependencies: Object.fromEntries(
      manifests.map((manifest) => [manifest.name, `file:${tarballOf(manifest)}`]),
    ),
    devDependencies: { '@types/node': versionOf('@types/node') },
  }
  write('package.json', JSON.stringify(consumer))
  const install = ['npm', 'install', '--ignore-scripts', '--no-package-lock', '--loglevel=error']
  if (!check('install', run(install, { cwd: home, quiet: true }))) return

  const nested = manifests.filter(({ name }) =>
    existsSync(inHome('node_modules', name, 'node_modules', '@kpi-ledger')),
  )
  check('one copy of each package', nested.length === 0)
  for (const { name } of manifests) checkContents(name)

  const entries = manifests.flatMap(({ name, exports }) =>
    Object.keys(exports)
      .filter((subpath) => subpath !== './package.json')
      .map((subpath) => name + subpath.slice(1)),
  )

  write(
    'consumer.mjs',
    `import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
let same = true
for (const entry of ${JSON.stringify(entries)}) {
  const required = Object.keys(require(entry)).sort()
  const imported = Object.keys(await import(entry))
    .filter((name) => !['default', 'module.exports', '__esModule'].includes(name))
    .sort()
  if (JSON.stringify(required) === JSON.stringify(imported)) continue
  same = false
  console.error(entry, { required, imported })
}
process.exitCode = same ? 0 : 1
`,
  )
  check(
    'the same names from require and import',
    run(['node', 'consumer.mjs'], { cwd: home, quiet: true }),
  )

  const lines = entries.map((entry, index) => `export * as entry${index} from '${entry}'\n`)
  for (const file of ['consumer.cts', 'consumer.mts']) write(file, lines.join(''))
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        module: 'node16',
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        types: ['node'],
      },
      files: ['consumer.cts', 'consumer.mts'],
    }),
  )
  check('types from CommonJS and ES modules', run(tool('tsc', '-p', home), { quiet: true }))

  for (const manifest of manifests) {
    for (const name of Object.keys(manifest.bin ?? {})) {
      check(
        `${name} --help`,
        run([inHome('node_modules', '.bin', name), '--help'], { cwd: home, quiet: true }),
      )
    }
    const tarball = inHome(tarballOf(manifest))
    check(`${manifest.name}: publint`, run(tool('publint', '--strict', tarball), { quiet: true }))
    if (entries.some((entry) => entry.startsWith(manifest.name))) {
      const attw = tool('attw', '--profile', 'node16', '--format', 'ascii', '--quiet', tarball)
      check(`${manifest.name}: are the types wrong?`, run(attw, { quiet: true }))
    }
  }
}

try {
  checkPackages()
} finally {
  rmSync(home, { recursive: true, force: true })
}
process.exitCode = faults.length === 0 ? 0 : 1
