/**
 * Does what `check:types` and `check:lint` do, with a single program, since building and checking
 * it is most of the cost of either. The exit status is 2 if types are wrong, 4 if lint fails, and 6
 * if both do.
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
  if (config === undefined) throw new Error('tsconfig.spec.json could not be read')
  const program = ts.createProgram({
    rootNames: config.fileNames,
    options: config.options,
    configFileParsingDiagnostics: config.errors,
  })
  const faults = ts.getPreEmitDiagnostics(program)
  process.stdout.write(ts.formatDiagnostics(faults, format))
  return { program, passed: faults.length === 0 }
}

/**
 * Lints with `program`, so that the types already worked out by the check of types are used again.
 */
const checkLint = async (/** @type {ts.Program} */ program) => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx,cts}'],
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
