/** Packs every package, installs the tarballs in empty folders and uses them as users would. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBundles } from './packages/bundles.mjs'
import { modulesOf } from './packages/code-blocks.mjs'
import { checkConsumer } from './packages/consumers.mjs'
import { checkContents, checkCopies } from './packages/contents.mjs'
import { entries, manifests, peers, tarballOf } from './packages/manifests.mjs'
import { nodesIn } from './packages/nodes.mjs'
import { allPassed, check } from './packages/outcome.mjs'
import { checkProgram } from './packages/program.mjs'
import { checkSchemas } from './packages/schemas.mjs'
import { pnpm, root, run, tool } from './run.mjs'

const home = mkdtempSync(join(tmpdir(), 'kpi-ledger-packages-'))
const ledger = join(root, 'examples', 'peterborough-2016', 'ledger.ndjson')
const tarballs = Object.fromEntries(
  manifests.map((manifest) => [manifest.name, `file:${join(home, tarballOf(manifest))}`]),
)

/** What the pages import besides our packages and their peers. */
const others = {
  '@eventstore/db-client': '6.2.1',
  '@kurrent/kurrentdb-client': '1.3.1',
  fastify: '5.12.8',
  // The first version whose declarations have `node:sqlite`.
  '@types/node': '22.20.5',
}

const pages = [
  '.',
  'docs',
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`),
  'examples/council-app',
]
const modules = pages
  .flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.md'))
      .map((file) => (folder === '.' ? file : `${folder}/${file}`)),
  )
  .flatMap(modulesOf)

/**
 * Makes a folder that depends on every package, and on all peers at the lowest or the tested version.
 *
 * @param {string} name
 * @param {'lowest' | 'tested'} version
 * @param {string[]} install
 */
const install = (name, version, install) => {
  const folder = join(home, name)
  mkdirSync(folder)
  const versions = Object.entries(peers).map(([peer, versions]) => [peer, versions[version]])
  const manifest = {
    private: true,
    dependencies: { ...tarballs, ...others, ...Object.fromEntries(versions) },
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  // The packages that the tarballs depend on are not in a registry yet.
  const strict = { hoist: false, nodeLinker: 'isolated', overrides: tarballs, packages: ['.'] }
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), JSON.stringify(strict))
  check(`install: ${name}`, run(install, { cwd: folder, quiet: true }))
  return folder
}

const npm = ['npm', 'install', '--ignore-scripts', '--no-package-lock', '--loglevel=error']

const checkPackages = async () => {
  const published = manifests.flatMap(({ name }) => ['--filter', name])
  const packed = pnpm('--recursive', ...published, '--silent', 'pack')
  if (!check('pack', run([...packed, '--pack-destination', home], { quiet: true }))) return

  const flat = install('flat', 'tested', npm)
  const strict = install('strict', 'tested', pnpm('install', '--ignore-scripts', '--silent'))
  const old = install('old', 'lowest', npm)
  check('one copy of each package and peer', checkCopies(flat) && checkCopies(old))

  const nodenext = { module: 'nodenext' }
  const consumer = { typescript: 'typescript', options: nodenext }
  const kinds = /** @type {const} */ ([
    { ...consumer, name: 'ES modules', folder: join(flat, 'esm'), type: 'module' },
    { ...consumer, name: 'CommonJS', folder: join(flat, 'cjs'), type: 'commonjs' },
    { ...consumer, name: 'pnpm, isolated', folder: join(strict, 'esm'), type: 'module' },
    {
      name: 'TypeScript 5.4, node10, lowest peers',
      folder: join(old, 'cjs'),
      type: 'commonjs',
      typescript: 'typescript-5.4',
      // The declarations of Fastify's logger need `esModuleInterop`.
      options: { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: true },
    },
  ])
  const nodes = nodesIn(home)
  for (const kind of kinds) checkConsumer(kind, modules, ledger, nodes)
  await checkBundles(flat, ledger)
  checkSchemas(flat, ledger)
  checkProgram(strict, ledger, nodes)

  const same = ['node', join(root, 'scripts', 'packages', 'same-names.mjs'), flat, ...entries]
  check('the same names from require and import', run(same, { quiet: true }))

  for (const manifest of manifests) {
    const { name, bin = {} } = manifest
    checkContents(name, join(flat, 'node_modules', name))
    for (const program of Object.keys(bin)) {
      const help = [join(flat, 'node_modules', '.bin', program), '--help']
      check(`${program} --help`, run(help, { cwd: flat, quiet: true }))
    }
    const tarball = join(home, tarballOf(manifest))
    check(`${name}: publint`, run(tool('publint', '--strict', tarball), { quiet: true }))
    if (entries.some((entry) => entry.startsWith(name))) {
      const attw = tool('attw', '--format', 'ascii', '--quiet', tarball)
      check(`${name}: are the types wrong?`, run(attw, { quiet: true }))
    }
  }
}

try {
  await checkPackages()
} finally {
  rmSync(home, { recursive: true, force: true })
}
process.exitCode = allPassed() ? 0 : 1
