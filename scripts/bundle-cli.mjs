/**
 * Bundles the command line for publication: a few files with what each command needs, instead of
 * some two hundred modules. Packing cli runs it; the ordinary build stays beside it unchanged. The
 * parts are first bundled as ES modules, which alone can be tree-shaken and shared. Each is then
 * turned into CommonJS, which starts sooner, and those that most commands load are put into one
 * file. All are one folder deep, as in the ordinary build, so that the list of commands is found
 * relative to them.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, parse, relative } from 'node:path'
import { build, transform } from 'esbuild'
import { directImports } from './bundling/direct-imports.mjs'
import { fromTogether, loadedByMost, together } from './bundling/together.mjs'
import { entries } from './packages/manifests.mjs'
import { noticesOf } from './packages/notices.mjs'
import { root } from './run.mjs'

const folder = join(root, 'packages', 'cli')
const outdir = join(folder, 'dist', 'bundle')

/** Bundles our packages from their sources, all of which are ES modules. */
const alias = Object.fromEntries(
  entries.map((entry) => {
    const [, name = '', ...subpath] = entry.split('/')
    return [entry, join(root, 'packages', name, 'src', ...subpath, 'index.ts')]
  }),
)

/** @type {{ dependencies: Record<string, string> }} */
const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/**
 * Packages that are compiled for a machine, or large and rarely needed, are installed beside the
 * bundle.
 */
const external = ['@eventstore/db-client', '@photostructure/sqlite'].filter((name) => {
  if (name in dependencies) return true
  throw new Error(`${name} is not a dependency of cli`)
})

/**
 * What the command line loads when it is first needed (`load.ts`): one file each, beside the
 * program.
 */
const loaded = ['command-line', 'output']

/**
 * Commander starts no other program here, and what it would need for that takes a fortieth of the start.
 *
 * @type {import('esbuild').Plugin}
 */
const noOtherPrograms = {
  name: 'no other programs',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'none' } : null,
    )
    onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** @type {import('esbuild').Plugin} */
const loadedBeside = {
  name: 'loaded beside',
  setup: ({ onResolve }) => {
    onResolve({ filter: RegExp(`^[.]/(?:${loaded.join('|')})$`) }, ({ kind, path }) =>
      kind === 'require-call'
        ? { path: `../program/${parse(path).name}.js`, external: true }
        : null,
    )
  },
}

const commands = readdirSync(join(folder, 'src', 'commands')).map((file) => parse(file).name)
const { outputFiles, metafile } = await build({
  ...{ absWorkingDir: root, outdir, alias, external, write: false, metafile: true },
  entryPoints: {
    ...Object.fromEntries(
      ['main', ...loaded].map((name) => [`program/${name}`, join(folder, 'src', `${name}.ts`)]),
    ),
    ...Object.fromEntries(
      commands.map((name) => [`commands/${name}`, join(folder, 'src', 'commands', `${name}.ts`)]),
    ),
  },
  ...{ chunkNames: 'shared/[name]-[hash]', bundle: true, splitting: true, format: 'esm' },
  ...{
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    plugins: [noOtherPrograms, loadedBeside, directImports(alias)],
  },
})

const nameOf = (/** @type {string} */ name) => `${relative(root, outdir)}/${name}.js`
const most = loadedByMost(
  metafile.outputs,
  ['program/main', 'program/output'].map(nameOf),
  commands.map((name) => nameOf(`commands/${name}`)),
)
/** @type {Map<string, string>} */
const parts = new Map()
for (const { path, text } of outputFiles) {
  const part = relative(root, path)
  const { code, warnings } = await transform(text, {
    ...{ format: 'cjs', platform: 'node', target: 'node20' },
    ...{ minifyWhitespace: true, minifySyntax: true, minifyIdentifiers: true },
    supported: { 'dynamic-import': false },
    banner: part === nameOf('program/main') ? '#!/usr/bin/env node' : '',
    logLevel: 'warning',
  })
  if (warnings.length > 0) throw new Error(`${part} does not work as CommonJS`)
  parts.set(part, code)
}

const names = new Set(most.map((part) => basename(part)))
const files = new Map([[nameOf('shared/together'), together(most, parts)]])
for (const [part, text] of parts)
  if (!most.includes(part)) files.set(part, fromTogether(text, names))

rmSync(outdir, { recursive: true, force: true })
for (const [path, text] of files) {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
writeFileSync(join(outdir, 'LICENSES.txt'), noticesOf(metafile))
