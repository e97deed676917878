/**
 * Compares what every entry of every package exports with its report in `api/`, and prints the
 * differences; with `--update` it rewrites the reports. It also fails if names clash or an entry
 * has too many. It reads the built declarations.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  CompilerState,
  ConsoleMessageId,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
} from '@microsoft/api-extractor'
import { nameFaults } from './exported-names.mjs'
import { manifestIn } from './packages/manifests.mjs'
import { root } from './run.mjs'

const update = process.argv.includes('--update')
const reports = join(root, 'api')
mkdirSync(reports, { recursive: true })

const packages = readdirSync(join(root, 'packages'))
  .map((name) => join(root, 'packages', name))
  .filter((folder) => manifestIn(folder).private !== true)

/** Only the report matters, together with the types that an entry shows without exporting them. */
const quiet = { default: { logLevel: ExtractorLogLevel.None } }

const configs = packages.flatMap((folder) =>
  Object.entries(manifestIn(folder).exports).flatMap(([subpath, target]) => {
    if (typeof target !== 'object' || target === null || !('types' in target)) return []
    const name = [basename(folder), ...subpath.split('/').slice(1)].join('.')
    return ExtractorConfig.prepare({
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath: join(folder, String(target.types)),
        compiler: {
          overrideTsconfig: {
            extends: join(root, 'tsconfig.base.json'),
            compilerOptions: { types: ['node'] },
            files: [],
          },
        },
        newlineKind: 'lf',
        apiReport: {
          enabled: true,
          reportFileName: name,
          reportFolder: reports,
          reportTempFolder: join(root, '.cache', 'api'),
        },
        messages: {
          compilerMessageReporting: quiet,
          extractorMessageReporting: {
            ...quiet,
            'ae-forgotten-export': { logLevel: ExtractorLogLevel.None, addToApiReportFile: true },
          },
          tsdocMessageReporting: quiet,
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(folder, 'package.json'),
    })
  }),
)

const [first] = configs
if (first === undefined) throw new Error('no package has an entry')
const compilerState = CompilerState.create(first, {
  additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
})

const wrong = configs
  .filter((config) => {
    const { apiReportChanged } = Extractor.invoke(config, {
      ...{ compilerState, localBuild: update, printApiReportDiff: true },
      messageCallback: (message) => {
        message.handled = update || message.messageId !== ConsoleMessageId.ApiReportDiff
      },
    })
    return apiReportChanged && !update
  })
  .map(({ reportFilePath }) => basename(reportFilePath))

const known = configs.map(({ reportFilePath }) => basename(reportFilePath))
for (const report of readdirSync(reports).filter((file) => !known.includes(file))) {
  if (update) rmSync(join(reports, report))
  else wrong.push(report)
}

if (wrong.length > 0) {
  console.error(`Out of date in api/: ${wrong.join(', ')}. If the change is intended: npm run api`)
}

const faults = nameFaults(reports)
for (const fault of faults) console.error(fault)
process.exitCode = wrong.length + faults.length === 0 ? 0 : 1
