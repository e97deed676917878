/** @jest-config-loader-options {"transpileOnly": true, "skipProject": true, "compilerOptions": {"module": "Node16", "target": "ES2022", "ignoreDeprecations": "6.0"}} */
import type { Config } from 'jest'

const config: Config = {
  roots: ['<rootDir>/packages', '<rootDir>/examples', '<rootDir>/docs'],
  testMatch: ['**/*.{unit,int,e2e}.spec.ts'],
  testEnvironment: '<rootDir>/scripts/jest/plain-context.ts',
  globalSetup: '<rootDir>/scripts/jest/announce-seed.ts',
  setupFiles: ['<rootDir>/scripts/jest/use-seed.ts', '<rootDir>/scripts/jest/shorten-stacks.ts'],
  // Tests run on the source, so they never see a stale build.
  moduleNameMapper: {
    '^@kpi-ledger/(adapters|core|ledger|projections|testing)/(.+)$':
      '<rootDir>/packages/$1/src/$2/index.ts',
    '^@kpi-ledger/([^/]+)$': '<rootDir>/packages/$1/src/index.ts',
  },
  // `tsc` checks the types; here they are only stripped.
  transform: {
    '\\.(tsx?|mjs)$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Its ES modules, the only ones there are, run here as CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!(?:.*/)?hucre/)'],
  cacheDirectory: '<rootDir>/.cache/jest',
  maxWorkers: '100%',
  // Only what hangs takes as long as this, on however slow a machine.
  testTimeout: 1_800_000,
  // With `--coverage`: `npm run coverage`.
  collectCoverageFrom: ['packages/*/src/**/*.{ts,tsx}', '!**/*.spec.ts', '!**/index.ts'],
  coverageThreshold: { global: { branches: 95 } },
}

module.exports = config
