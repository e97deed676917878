import { manifests } from './scripts/packages/manifests.mjs'

const spec = '[.]spec[.]tsx?$'
const subpaths = manifests.flatMap(({ name, exports }) =>
  Object.keys(exports)
    .filter((subpath) => subpath !== '.' && !subpath.endsWith('.json'))
    .map((subpath) => name.replace('@kpi-ledger/', '') + subpath.replace('.', '/src')),
)
const entry = `^packages/(?:[^/]+/src|${subpaths.join('|')})/index[.]ts$`

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-imports-no-package-of-ours',
      severity: 'error',
      from: { path: '^packages/core/', pathNot: spec },
      to: { path: '^(?:packages/(?!core/)|examples/)' },
    },
    {
      name: 'projections-and-adapters-import-core-only',
      comment: 'Their specs may also import testing: the conformance suite, the fixtures.',
      severity: 'error',
      from: { path: '^packages/(projections|adapters)/', pathNot: spec },
      to: { path: '^(?:packages/|examples/)', pathNot: '^packages/(?:$1|core)/' },
    },
    {
      name: 'report-imports-core-and-projections-only',
      severity: 'error',
      from: { path: '^packages/report/', pathNot: spec },
      to: { path: '^(?:packages/|examples/)', pathNot: '^packages/(?:report|core|projections)/' },
    },
    {
      name: 'intake-imports-core-and-projections-only',
      comment: 'Its specs may also import testing: the arbitraries, the generator.',
      severity: 'error',
      from: { path: '^packages/intake/', pathNot: spec },
      to: { path: '^(?:packages/|examples/)', pathNot: '^packages/(?:intake|core|projections)/' },
    },
    {
      name: 'ledger-imports-core-projections-adapters',
      comment: 'Its specs may also import testing.',
      severity: 'error',
      from: { path: '^packages/ledger/', pathNot: spec },
      to: {
        path: '^(?:packages/|examples/)',
        pathNot: '^packages/(?:ledger|core|projections|adapters)/',
      },
    },
    {
      name: 'testing-imports-core-projections-adapters-ledger',
      severity: 'error',
      from: { path: '^packages/testing/' },
      to: {
        path: '^(?:packages/|examples/)',
        pathNot: '^packages/(?:testing|core|projections|adapters|ledger)/',
      },
    },
    {
      name: 'only-specs-and-bench-import-the-double',
      comment: 'The double of EventStoreDB is private: no published file may need it.',
      severity: 'error',
      from: { pathNot: [spec, '^(?:packages/eventstoredb-double|bench)/'] },
      to: { path: '^packages/eventstoredb-double/' },
    },
    {
      name: 'the-double-imports-no-package-of-ours',
      severity: 'error',
      from: { path: '^packages/eventstoredb-double/' },
      to: { path: '^(?:packages/(?!eventstoredb-double/)|examples/)' },
    },
    {
      name: 'the-double-imports-no-part-of-the-client',
      comment: 'It speaks the protocol by itself; its specs ask it as any client would.',
      severity: 'error',
      from: { path: '^packages/eventstoredb-double/', pathNot: spec },
      to: { path: '@eventstore/db-client' },
    },
    {
      name: 'only-examples-import-cli',
      severity: 'error',
      from: { pathNot: '^(?:packages/cli|examples)/' },
      to: { path: '^packages/cli/' },
    },
    {
      name: 'nothing-imports-examples',
      severity: 'error',
      from: { path: '^(?:packages/|examples/([^/]+)/)' },
      to: { path: '^examples/', pathNot: '^examples/$1/' },
    },
    {
      name: 'only-listed-entries-from-outside',
      severity: 'error',
      from: { path: '^(?:packages|examples)/([^/]+)/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', entry] },
    },
    {
      name: 'other-packages-by-name',
      comment: 'A relative path into another package works here and breaks when published.',
      severity: 'error',
      from: { path: '^(?:packages|examples)/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'pure-packages-have-no-node-builtin',
      severity: 'error',
      from: { path: '^packages/(?:core|projections|report|intake)/', pathNot: spec },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'source-imports-no-spec',
      severity: 'error',
      from: { pathNot: spec },
      to: { path: spec },
    },
    {
      name: 'only-declared-dependencies',
      severity: 'error',
      from: { path: '^(?:packages|examples)/', pathNot: spec },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        // Also a dev dependency here, to be tested with.
        dependencyTypesNot: ['npm-peer'],
      },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.spec.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.d.ts'],
    },
  },
}
