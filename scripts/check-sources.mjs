/**
 * Does what `check:types` and `check:lint` do, with one program: to build and check it is most of
 * what either costs. The exit status is 2 when types are wrong, 4 when lint is, and 6 when both are.
 */
import { join } from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript'
import { root } from './run.mjs'

/** @type {ts.FormatDiagnosticsHost} */
const format = {
  getCanonicalFileName: (path) => path,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
}

const checkTypes = () => {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.spec.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (fault) => {
        throw new Error(ts.formatDiagnostic(fault, format))
      },
    },
  )
  if (config === undefined) throw new Error('tsconfig.spec.json was not read')
  const program = ts.createProgram({
    rootNames: config.fileNames,
    options: config.options,
    configFileParsingDiagnostics: config.errors,
  })
  const faults = ts.getPreEmitDiagnostics(program)
  process.stdout.write(ts.formatDiagnostics(faults, format))
  return { program, passed: faults.length === 0 }
}

/** Lint asks `program` for types, and finds those the check of types has worked out. */
const checkLint = async (/** @type {ts.Program} */ program) => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx}'],
        languageOptions: { parserOptions: { programs: [program], project: null } },
      },
    ],
  })
  const results = await eslint.lintFiles('.')
  const formatter = await eslint.loadFormatter()
  process.stdout.write(await formatter.format(results))
  return results.every(({ errorCount }) => errorCount === 0)
}

const { program, passed } = checkTypes()
const linted = await checkLint(program)
process.exitCode = (passed ? 0 : 2) | (linted ? 0 : 4)
