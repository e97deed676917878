import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'

const typescript = ['**/*.{ts,tsx,cts}']
const library = ['packages/{core,projections,report,adapters,ledger,testing}/src/**/*.{ts,tsx}']
const pure = ['packages/{core,projections,report}/src/**/*.{ts,tsx}']
const specs = ['**/*.spec.ts', 'bench/**/*.ts']

const starExport = {
  selector: 'ExportAllDeclaration[exported=null]',
  message: 'List what a module exports; `export *` hides it.',
}

/** What this repository ships runs as CommonJS or through a bundler, and both find the folder. */
const folderForm = {
  regex: '^(?:fp-ts|fp-ts/lib/.*|io-ts/lib/.*)$',
  message: 'Import `fp-ts/Module`: a bundler drops what is unused, and the root loads all of it.',
}

/** What a reader copies has to work in native ES modules as well. */
const rootForm = {
  regex: '^fp-ts/.*$',
  message: 'Import `{ either as E } from "fp-ts"`: only the root works in native ES modules.',
}

/** An event left out of a switch has to fail to compile. */
const defaultOverTypes = {
  selector:
    'SwitchStatement:matches([discriminant.property.name="type"], [discriminant.name="type"]) > SwitchCase[test=null]',
  message: 'List every type: a new one would pass through `default` unseen.',
}

const impureGlobals = [
  ...['process', 'Buffer', 'globalThis', 'require', '__dirname', '__filename'],
  ...['Intl', 'performance', 'crypto', 'fetch', 'navigator', 'queueMicrotask'],
  ...['setTimeout', 'setInterval', 'setImmediate'],
].map((name) => ({ name, message: 'A pure package does not use it.' }))

const impureProperties = [
  { object: 'Date', property: 'now', message: 'The caller passes the time.' },
  { object: 'Math', property: 'random', message: 'The caller passes what varies.' },
  ...[
    'toLocaleString',
    'toLocaleDateString',
    'toLocaleTimeString',
    'toLocaleLowerCase',
    'toLocaleUpperCase',
    'localeCompare',
  ].map((property) => ({ property, message: "The answer would depend on the machine's locale." })),
]

const impureSyntax = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: '`new Date()` reads the clock; the caller passes the time.',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: '`Date()` reads the clock; the caller passes the time.',
  },
]

export default defineConfig(
  globalIgnores(['**/dist/', '.cache/', 'coverage/', 'reports/', '.stryker-tmp/', 'docs/api/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    // `tsc` checks these files too (tsconfig.spec.json): it knows their globals and finds what is unused.
    files: ['**/*.{js,mjs,cjs}'],
    rules: { 'no-undef': 'off', 'no-unused-vars': 'off' },
  },
  {
    files: typescript,
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: 'tsconfig.spec.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // `tsc` finds them.
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A spread string gives code points, which is what texts and keys are counted in.
      '@typescript-eslint/no-misused-spread': 'off',
      // A curried, data-last function names a type for the reader or for a later call.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // `Record<never, never>` is how a codec says: no further fields.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // An async generator or a port's method may have nothing to await.
      '@typescript-eslint/require-await': 'off',
      // Nothing here is an enum, and hardly anything a class; these two take a quarter of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A codec and its type share a name.
      '@typescript-eslint/no-redeclare': 'off',
    },
  },
  {
    // Writes out codecs, never data, and does without where code from strings is forbidden.
    files: ['packages/core/src/schema/generate.ts'],
    rules: { '@typescript-eslint/no-implied-eval': 'off' },
  },
  {
    // Loads a package that is optional, or a command, when it is asked for.
    files: ['packages/adapters/src/eventstoredb/load-client.ts', 'packages/cli/src/load.ts'],
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['packages/*/src/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', starExport, defaultOverTypes],
    },
  },
  {
    files: library,
    ignores: specs,
    rules: { 'no-restricted-imports': ['error', { patterns: [folderForm] }] },
  },
  {
    files: ['examples/*/src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { patterns: [rootForm] }] },
  },
  {
    // What comes from outside is decoded; only a codec may say what a value is.
    files: ['packages/*/src/**/*.{ts,tsx}'],
    // A conformance suite gives stores what no type allows.
    ignores: [...specs, '**/schema/**', '**/*codec*.ts', '**/*decode*.ts', '**/conformance/**'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    },
  },
  {
    files: library,
    ignores: specs,
    rules: { 'no-console': 'error' },
  },
  {
    files: pure,
    ignores: specs,
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-properties': ['error', ...impureProperties],
      'no-restricted-syntax': ['error', starExport, defaultOverTypes, ...impureSyntax],
    },
  },
  {
    files: specs,
    rules: {
      'max-lines': 'off',
      // A codec's spec writes numbers that cannot be read exactly.
      'no-loss-of-precision': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name=/^(describe|it|test)$/][property.name="only"]',
          message: 'It would leave out every other test.',
        },
      ],
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Whatever starts processes is of the slow lane, which its name says.
    files: ['**/*.spec.ts'],
    ignores: ['**/*.e2e.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: 'child_process', message: 'Name it `.e2e.spec.ts`.' }] },
      ],
    },
  },
  {
    // The tool reads its default export.
    files: ['scripts/jest/announce-seed.ts', 'scripts/jest/plain-context.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
)
