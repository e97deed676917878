import { Command, Option } from 'commander'
import * as E from 'fp-ts/lib/Either'
import { formats, print, type Format } from './commands/answer'
import {
  answerComparison,
  answerHistory,
  answerScorecard,
  answerTracker,
  type Answered,
} from './commands/questions'
import { exportLedger, importFile, recordCommands } from './commands/writes'
import type { Failure } from './failure'
import { DEFAULT_STORE } from './input/store'
import type { Io } from './io'
import { addProofCommands } from './proof-commands'
import { version } from './version'

const EXAMPLE = 'examples/peterborough-2016/ledger.ndjson'

const collectAll = (value: string, before: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  ...before,
  value,
]

const example = (line: string): string => `\nExample:\n  kpi-ledger ${line}\n`

const withStore = (command: Command): Command =>
  command.option(
    '--store <url>',
    `where the events are: sqlite:FILE, esdb://HOST, memory: or FILE.ndjson; ${DEFAULT_STORE} by default`,
  )

const withFormat = (command: Command): Command =>
  command.addOption(
    new Option('--format <format>', 'how to print the answer').choices(formats).default('table'),
  )

const withAsAt = (command: Command): Command =>
  command
    .option('--as-at <instant>', 'answer from what was recorded at or before this UTC instant')
    .option('--facts-as-at <instant>', 'the same for actuals, corrections and notes only')
    .option('--rules-as-at <instant>', 'the same for regimes, definitions and targets only')
    .option('--at-revision <n>', 'answer from the events up to this revision')

const withContract = (command: Command): Command =>
  command.requiredOption('--contract <id>', 'the contract, such as pssp')

const withPeriods = (command: Command): Command =>
  command.requiredOption(
    '--period <period>',
    'a period such as 2016-04, FY2016-Q1, FY2016-H1 or FY2016; may be repeated',
    collectAll,
  )

/**
 * The command line's grammar. Each action leaves its failure, if it has one, in `fail`; commander
 * itself reports bad usage by throwing, which `run` turns into a status.
 */
export const buildProgram = (io: Io, fail: (failure: Failure) => void): Command => {
  const answer = async (format: Format, answered: Answered): Promise<void> => {
    const result = await answered
    if (E.isLeft(result)) fail(result.left)
    else await print(io, format, result.right)
  }

  const program = new Command('kpi-ledger')
    .description('The performance record of public contracts, as an event-sourced ledger.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.out(text),
      writeErr: (text) => {
        io.err(text)
      },
    })
    .showHelpAfterError('(kpi-ledger --help, or kpi-ledger <command> --help, says more)')

  const bare = (name: string, description: string, line: string): Command =>
    program.command(name).description(description).addHelpText('after', example(line))

  const add = (name: string, description: string, line: string): Command =>
    withStore(bare(name, description, line))

  withFormat(
    withAsAt(
      withPeriods(
        withContract(
          add(
            'scorecard',
            'A contract’s KPIs for one or more periods, rated.',
            `scorecard --store ${EXAMPLE} --contract pssp --period 2016-04 --period 2016-05`,
          ),
        ),
      ).option('--regime <id>', 'rate under this regime, not the one in effect'),
    ),
  ).action((options: Parameters<typeof answerScorecard>[1] & { format: Format }) =>
    answer(options.format, answerScorecard(io, options)),
  )

  withFormat(
    withAsAt(
      withContract(
        add(
          'tracker',
          'A KPI against its profile across a financial year.',
          `tracker --store ${EXAMPLE} --contract pssp --kpi 'R&B-K-001' --year FY2016`,
        ),
      )
        .requiredOption('--kpi <reference>', 'the KPI')
        .requiredOption('--year <year>', 'the financial year, such as FY2016')
        .option('--regime <id>', 'the regime; by default the one in effect as the year ends'),
    ),
  ).action((options: Parameters<typeof answerTracker>[1] & { format: Format }) =>
    answer(options.format, answerTracker(io, options)),
  )

  withFormat(
    withAsAt(
      withPeriods(
        withContract(
          add(
            'compare',
            'The same actuals rated under two regimes.',
            `compare --store ${EXAMPLE} --contract pssp --from pssp-2016 --to pssp-2016 --period 2016-05`,
          ),
        )
          .requiredOption('--from <regime>', 'regime A')
          .requiredOption('--to <regime>', 'regime B'),
      ),
    ),
  ).action((options: Parameters<typeof answerComparison>[1] & { format: Format }) =>
    answer(options.format, answerComparison(io, options)),
  )

  withFormat(
    withContract(
      add(
        'history',
        'A contract’s events, or those about one KPI.',
        `history --store ${EXAMPLE} --contract pssp --kpi 'R&B-K-011'`,
      ),
    ).option('--kpi <reference>', 'only the events about this KPI'),
  ).action((options: Parameters<typeof answerHistory>[0] & { format: Format }) =>
    answer(options.format, answerHistory(options)),
  )

  withFormat(
    add(
      'record',
      'Runs domain commands (a JSON object a file, or one a line), all of them or none.',
      'record --store memory: commands.ndjson',
    ).argument('<file...>', 'files of commands; - is standard input'),
  ).action((files: ReadonlyArray<string>, options: { store?: string; format: Format }) =>
    answer(options.format, recordCommands(io, files, options)),
  )

  withFormat(
    add(
      'import',
      'Takes a ledger file into a store, whole or not at all.',
      `import --store memory: ${EXAMPLE}`,
    )
      .argument('<file>', 'a ledger file, FILE.ndjson')
      .option(
        '--in-parts',
        'where the store cannot take it at once: in parts; if cut short, the same again goes on',
      ),
  ).action((file: string, options: Parameters<typeof importFile>[2] & { format: Format }) =>
    answer(options.format, importFile(io, file, options)),
  )

  add(
    'export',
    'Writes all events of a store as a ledger file.',
    `export --store ${EXAMPLE} > copy.ndjson`,
  ).action(async (options: { store?: string }) => {
    const exported = await exportLedger(io, options)
    if (E.isLeft(exported)) fail(exported.left)
  })

  addProofCommands({ io, fail, answer, bare, withStore, withContract })

  return program
}
