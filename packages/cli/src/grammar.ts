import { Option, type Command } from 'commander'
import { formats, type Format } from './commands/answer'
import type { Answered } from './commands/asking'
import type { Failure } from './failure'
import { DEFAULT_STORE } from './input/store'
import type { Io } from './io'

/** The ledger that every example in a help text can be run on. */
export const EXAMPLE = 'examples/peterborough-2016/ledger.ndjson'

/** What all commands share: where they are added, and how they end. */
export interface Grammar {
  readonly io: Io
  readonly fail: (failure: Failure) => void
  /** Prints the answer, or fails. */
  readonly answer: (format: Format, answered: Answered) => Promise<void>
  /** Adds a command with an example, without options. */
  readonly add: (name: string, description: string, line: string) => Command
}

/** An option that may be repeated. */
export const collectAll = (
  value: string,
  before: ReadonlyArray<string> = [],
): ReadonlyArray<string> => [...before, value]

export const withStore = (command: Command): Command =>
  command.option(
    '--store <url>',
    `where the events are: sqlite:FILE, esdb://HOST, memory: or FILE.ndjson; ${DEFAULT_STORE} by default`,
  )

/** `--format`, with `more` beside the three that every answer has. */
export const withFormat = (command: Command, ...more: ReadonlyArray<string>): Command =>
  command.addOption(
    new Option('--format <format>', 'how to print the answer')
      .choices([...formats, ...more])
      .default('table'),
  )

export const withAsAt = (command: Command): Command =>
  command
    .option('--as-at <instant>', 'answer from what was recorded at or before this UTC instant')
    .option('--facts-as-at <instant>', 'the same for actuals, corrections and notes only')
    .option('--rules-as-at <instant>', 'the same for regimes, definitions and targets only')
    .option('--at-revision <n>', 'answer from the events up to this revision')

/** A contract of a store. */
export const withContract = (command: Command): Command =>
  withStore(command).requiredOption('--contract <id>', 'the contract, such as pssp')

export const withKPI = (command: Command): Command =>
  command.requiredOption('--kpi <reference>', 'the KPI')

export const withPeriods = (command: Command): Command =>
  command.requiredOption(
    '--period <period>',
    'a period such as 2016-04, FY2016-Q1, FY2016-H1 or FY2016; may be repeated',
    collectAll,
  )

export const withRegime = (command: Command): Command =>
  command.option('--regime <id>', 'rate under this regime, not the one in effect')
